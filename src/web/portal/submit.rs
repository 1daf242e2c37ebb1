//! Sending, and the receipt.

use actix_web::HttpResponse;
use actix_web::web::{Bytes, Data, Path};
use serde_json::json;

use super::own::{self, see};
use crate::app::App;
use crate::domain::case::{self, SubmitError};
use crate::domain::file::{self, FileRole, Holder};
use crate::domain::id::DraftId;
use crate::job::receipt;
use crate::web::error::PageError;
use crate::web::here::Here;
use crate::web::page;
use crate::web::posted::Posted;
use crate::web::transfer;
use crate::web::view::case_head;
use crate::web::visitor::Citizen;

/// Submits; a double click or a retry finds the case of the first.
pub(in crate::web) async fn send(
    app: Data<App>,
    here: Here,
    citizen: Citizen,
    id: Path<String>,
    body: Bytes,
) -> Result<HttpResponse, PageError> {
    let posted = Posted::read(&body, &citizen.session)?;
    let key = posted.text("_key").to_owned();
    let scope = here.scope(&app);
    let (catalogue, register) = (app.catalogue.clone(), app.register.clone());
    let (person, draft) = (citizen.person.clone(), DraftId::new(id.clone()));
    let sent = app
        .database
        .write(move |c| {
            case::submit(c, &scope, &catalogue, register.as_ref(), &person, &draft, &key)
        })
        .await;
    match sent {
        Ok(done) => Ok(see(&here, &format!("/pratiche/{}/ricevuta", done.case))),
        Err(SubmitError::Incomplete) => Ok(see(&here, &format!("/bozze/{id}/riepilogo"))),
        Err(SubmitError::NotSealed | SubmitError::NotSigned) => {
            Ok(see(&here, &format!("/bozze/{id}/firma")))
        }
        Err(SubmitError::WrongKey) => Err(PageError::Conflict),
        Err(SubmitError::Draft(error)) => own::submitted(&here, error),
        Err(SubmitError::Database(error)) => Err(error.into()),
        Err(error) => Err(PageError::internal(error)),
    }
}

pub(in crate::web) async fn receipt(
    app: Data<App>,
    here: Here,
    citizen: Citizen,
    id: Path<String>,
) -> Result<HttpResponse, PageError> {
    let case = own::case(&app, &here, &citizen, &id).await?;
    let procedure = app.catalogue.procedure(&case.procedure_code);
    let related: Vec<_> = procedure
        .iter()
        .flat_map(|p| &p.related)
        .filter_map(|code| app.catalogue.offered(&here.tenant, code))
        .map(|p| json!({ "title": p.title, "path": format!("/servizi/{}", p.code) }))
        .collect();
    let mut next = vec![case.public_state.clone()];
    next.push("Se manca qualcosa ti scriviamo qui e per e-mail.".to_owned());
    if case.due_on.is_some() {
        next.push(format!("Termine del procedimento: {}.", case.due_text));
    }
    let context = json!({
        "case": case_head(&app.catalogue, &here, &case, citizen.person.email.as_deref()),
        "next_steps": next,
        "related": related,
        "rating": { "url": here.url(&format!("/pratiche/{}/valutazione", case.id)),
            "title": "Quanto è stato facile usare questo servizio?" },
    });
    page::page(&app, &here, (&citizen).into(), "portal/receipt.html", context)
}

/// The receipt as PDF: made by a job, or now if the job has not come to it yet; the bytes are the same.
pub(in crate::web) async fn receipt_pdf(
    app: Data<App>,
    here: Here,
    citizen: Citizen,
    id: Path<String>,
) -> Result<HttpResponse, PageError> {
    let case = own::case(&app, &here, &citizen, &id).await?;
    receipt::ensure(&app, here.scope(&app), &case.id).await.map_err(PageError::internal)?;
    let scope = here.scope(&app);
    let case_id = case.id.clone();
    let files = app
        .database
        .read(move |c| -> Result<_, PageError> {
            Ok(file::of_holder(c, &scope.tenant_id, &Holder::case(&case_id))?)
        })
        .await?;
    let found = files.iter().find(|f| f.role == FileRole::Receipt).ok_or(PageError::NotFound)?;
    transfer::send(&app, found).await
}
