//! Starting, resuming and deleting drafts.

use actix_web::HttpResponse;
use actix_web::web::{Bytes, Data, Path};
use serde_json::json;

use super::own::{self, draft_row, see};
use crate::app::App;
use crate::domain::draft::{self, DraftError, Opened};
use crate::domain::id::DraftId;
use crate::web::error::PageError;
use crate::web::here::Here;
use crate::web::page;
use crate::web::posted::Posted;
use crate::web::visitor::Citizen;

/// Lands inside the procedure: a new draft, or the offer of those there are.
pub(in crate::web) async fn start(
    app: Data<App>,
    here: Here,
    citizen: Citizen,
    code: Path<String>,
) -> Result<HttpResponse, PageError> {
    let procedure = app.catalogue.offered(&here.tenant, &code).ok_or(PageError::NotFound)?.clone();
    let scope = here.scope(&app);
    let (catalogue, person, code) =
        (app.catalogue.clone(), citizen.person.clone(), code.into_inner());
    let opened =
        app.database.write(move |c| draft::open(c, &scope, &catalogue, &person, &code)).await?;
    let drafts = match opened {
        Opened::New(draft) => {
            return Ok(see(&here, &format!("/bozze/{}/{}", draft.id, draft.step)));
        }
        Opened::Existing(drafts) => drafts,
    };
    let today = here.scope(&app).today;
    let rows: Vec<_> = drafts.iter().map(|d| draft_row(d, &procedure.title, today)).collect();
    let context = json!({
        "ask": "resume",
        "procedure": { "title": procedure.title, "path": format!("/servizi/{}", procedure.code) },
        "drafts": rows,
        "new_url": format!("/servizi/{}/nuova", procedure.code),
        "key": app.ids.token(),
    });
    page::page(&app, &here, (&citizen).into(), "portal/resume.html", context)
}

/// Another draft beside those there are.
pub(in crate::web) async fn start_new(
    app: Data<App>,
    here: Here,
    citizen: Citizen,
    code: Path<String>,
    body: Bytes,
) -> Result<HttpResponse, PageError> {
    Posted::read(&body, &citizen.session)?;
    let scope = here.scope(&app);
    let (catalogue, person, code) =
        (app.catalogue.clone(), citizen.person.clone(), code.into_inner());
    let draft =
        app.database.write(move |c| draft::open_new(c, &scope, &catalogue, &person, &code)).await?;
    Ok(see(&here, &format!("/bozze/{}/{}", draft.id, draft.step)))
}

/// Back to where the person was.
pub(in crate::web) async fn resume(
    app: Data<App>,
    here: Here,
    citizen: Citizen,
    id: Path<String>,
) -> Result<HttpResponse, PageError> {
    let scope = here.scope(&app);
    let (person, id) = (citizen.person.clone(), DraftId::new(id.into_inner()));
    let found = app.database.read(move |c| draft::own(c, &scope, &person, &id)).await;
    match found {
        Ok(draft) if draft.state == draft::DraftState::Sealed => {
            Ok(see(&here, &format!("/bozze/{}/firma", draft.id)))
        }
        Ok(draft) => Ok(see(&here, &format!("/bozze/{}/{}", draft.id, draft.step))),
        Err(error) => own::submitted(&here, error),
    }
}

pub(in crate::web) async fn ask_delete(
    app: Data<App>,
    here: Here,
    citizen: Citizen,
    id: Path<String>,
) -> Result<HttpResponse, PageError> {
    let filled = own::filled(&app, &here, &citizen, &id).await?;
    let today = here.scope(&app).today;
    let procedure = &filled.procedure;
    let context = json!({
        "ask": "delete",
        "procedure": { "title": procedure.title, "path": format!("/servizi/{}", procedure.code) },
        "drafts": [draft_row(&filled.draft, &procedure.title, today)],
        "new_url": "",
        "key": "",
    });
    page::page(&app, &here, (&citizen).into(), "portal/resume.html", context)
}

pub(in crate::web) async fn delete(
    app: Data<App>,
    here: Here,
    citizen: Citizen,
    id: Path<String>,
    body: Bytes,
) -> Result<HttpResponse, PageError> {
    Posted::read(&body, &citizen.session)?;
    let scope = here.scope(&app);
    let (person, id) = (citizen.person.clone(), DraftId::new(id.into_inner()));
    let done: Result<(), DraftError> =
        app.database.write(move |c| draft::discard(c, &scope, &person, &id)).await;
    match done {
        Ok(()) | Err(DraftError::NotFound) => Ok(see(&here, "/area")),
        Err(error) => Err(error.into()),
    }
}

/// Takes a sealed draft back to editing: its documents, signed or not, are forgotten.
pub(in crate::web) async fn reopen(
    app: Data<App>,
    here: Here,
    citizen: Citizen,
    id: Path<String>,
    body: Bytes,
) -> Result<HttpResponse, PageError> {
    Posted::read(&body, &citizen.session)?;
    let scope = here.scope(&app);
    let (person, draft) = (citizen.person.clone(), DraftId::new(id.clone()));
    let done: Result<(), DraftError> = app
        .database
        .write(move |c| {
            let draft = draft::own(c, &scope, &person, &draft)?;
            draft::unseal_draft(c, &scope, draft)
        })
        .await;
    match done {
        Ok(()) => Ok(see(&here, &format!("/bozze/{id}"))),
        Err(error) => own::submitted(&here, error),
    }
}
