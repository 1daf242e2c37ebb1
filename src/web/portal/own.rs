//! The drafts and cases of the person who asks; those of others do not exist for them.

use actix_web::HttpResponse;
use actix_web::http::header::LOCATION;
use actix_web::web::Data;
use serde_json::{Value, json};

use crate::app::App;
use crate::base::clock::civil;
use crate::domain::case::{self, Case};
use crate::domain::draft::{self, Draft, DraftError, Filled};
use crate::domain::id::{CaseId, DraftId};
use crate::web::error::PageError;
use crate::web::here::Here;
use crate::web::view::instant;
use crate::web::visitor::Citizen;

impl From<DraftError> for PageError {
    fn from(error: DraftError) -> Self {
        match error {
            DraftError::NotFound | DraftError::NotOffered | DraftError::NoStep => Self::NotFound,
            DraftError::Submitted(_) | DraftError::Overtaken => Self::Conflict,
            DraftError::Database(error) => error.into(),
            DraftError::Pin(error) => Self::internal(error),
        }
    }
}

/// A person's draft with everything its pages need.
pub(super) async fn filled(
    app: &Data<App>,
    here: &Here,
    citizen: &Citizen,
    id: &str,
) -> Result<Filled, PageError> {
    let scope = here.scope(app);
    let catalogue = app.catalogue.clone();
    let (person, id) = (citizen.person.clone(), DraftId::new(id));
    let found = app
        .database
        .read(move |c| {
            let draft = draft::own(c, &scope, &person, &id)?;
            draft::fill(c, &scope, &catalogue, draft, &person)
        })
        .await;
    found.map_err(PageError::from)
}

/// A draft that became a case leads to the case.
pub(super) fn submitted(here: &Here, error: DraftError) -> Result<HttpResponse, PageError> {
    match error {
        DraftError::Submitted(case) => Ok(see(here, &format!("/pratiche/{case}"))),
        other => Err(other.into()),
    }
}

/// A case in which the person has a part.
pub(super) async fn case(
    app: &Data<App>,
    here: &Here,
    citizen: &Citizen,
    id: &str,
) -> Result<Case, PageError> {
    let scope = here.scope(app);
    let (person, id) = (citizen.person.clone(), CaseId::new(id));
    app.database
        .read(move |c| {
            let case = case::find(c, &scope.tenant_id, &id)?.ok_or(PageError::NotFound)?;
            let party = case.person_id == person.id
                || case::parties_of(c, &scope.tenant_id, &id)?
                    .iter()
                    .any(|p| p.fiscal_code == person.fiscal_code);
            if party { Ok(case) } else { Err(PageError::NotFound) }
        })
        .await
}

/// "See other", below the tenant's prefix.
pub(in crate::web) fn see(here: &Here, path: &str) -> HttpResponse {
    HttpResponse::SeeOther().insert_header((LOCATION, here.url(path))).finish()
}

/// A draft's head, as templates show it.
pub(super) fn draft_head(filled: &Filled) -> Value {
    let draft = &filled.draft;
    let procedure = &filled.procedure;
    let last = filled.form.steps().last().map(|id| filled.form.nodes[*id].name.as_str());
    json!({
        "id": draft.id,
        "path": format!("/bozze/{}", draft.id),
        "version": draft.version,
        "saved_at": instant(draft.updated_at),
        "expires_on": civil(draft.expires_at).date(),
        "others": [],
        "procedure": {
            "code": procedure.code,
            "title": procedure.title,
            "path": format!("/servizi/{}", procedure.code),
            "category": procedure.category,
            "category_path": super::service::category_path(&procedure.category),
        },
        "last_step_path": format!("/bozze/{}/{}", draft.id, last.unwrap_or_default()),
    })
}

/// The form's head; definitions are in Italian.
pub(super) fn form_head(filled: &Filled) -> Value {
    json!({ "code": filled.form.code, "title": filled.form.title,
        "version": filled.form.version, "lang": "it" })
}

/// A draft in a list. How many steps are done is not told here: it would take an evaluation of each.
pub(super) fn draft_row(draft: &Draft, title: &str, today: chrono::NaiveDate) -> Value {
    let expires = civil(draft.expires_at).date();
    let subject = (!draft.subject.is_empty()).then_some(draft.subject.as_str());
    json!({
        "id": draft.id,
        "title": title,
        "subject": subject,
        "url": format!("/bozze/{}", draft.id),
        "saved_at": instant(draft.updated_at),
        "expires_on": expires,
        "expires_soon": (expires - today).num_days() <= 14,
        "done": 0,
        "total": 0,
        "can_delete": true,
        "delete_url": format!("/bozze/{}/elimina", draft.id),
    })
}
