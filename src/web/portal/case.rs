//! A case as its parties see it: state, milestones, deadlines, what is asked, documents, messages.

use actix_web::HttpResponse;
use actix_web::web::{Bytes, Data, Path};
use serde_json::{Value, json};

use super::own::{self, see};
use crate::app::App;
use crate::domain::case::{self, ActError, Event, Loaded, Request, Term};
use crate::domain::catalogue::Catalogue;
use crate::domain::file::{self, File, FileRole, Holder};
use crate::domain::id::FileId;
use crate::domain::message::{self, Author, Message};
use crate::engine::form::{Evaluation, Form};
use crate::engine::workflow::{Offer, RefusalKind, Role};
use crate::web::error::PageError;
use crate::web::here::Here;
use crate::web::judge;
use crate::web::page;
use crate::web::posted::Posted;
use crate::web::transfer;
use crate::web::view::{
    case_head, deadline_list, document_list, instant, message_list, sections, state_label,
};
use crate::web::visitor::Citizen;

impl From<ActError> for PageError {
    fn from(error: ActError) -> Self {
        match error {
            ActError::NotFound => Self::NotFound,
            ActError::Overtaken => Self::Conflict,
            ActError::Refused(_) | ActError::ActNotSigned => Self::Malformed("action"),
            ActError::Database(error) => error.into(),
            ActError::Pin(error) => Self::internal(error),
        }
    }
}

struct Dossier {
    loaded: Loaded,
    form: std::sync::Arc<Form>,
    evaluation: Evaluation,
    events: Vec<Event>,
    files: Vec<File>,
    messages: Vec<Message>,
    request: Option<Request>,
    terms: Vec<Term>,
    offers: Vec<Offer>,
}

async fn dossier(
    app: &Data<App>,
    here: &Here,
    citizen: &Citizen,
    id: &str,
) -> Result<Dossier, PageError> {
    let case = own::case(app, here, citizen, id).await?;
    let scope = here.scope(app);
    let (catalogue, person) = (app.catalogue.clone(), citizen.person.clone());
    app.database
        .read(move |c| -> Result<Dossier, PageError> {
            let tenant = &scope.tenant_id;
            let loaded = case::load(c, &scope, &catalogue, &case.id)?;
            let lists = catalogue.lists(&scope.tenant);
            let form = catalogue
                .form(c, tenant, &loaded.body.form_hash, &lists)
                .map_err(PageError::internal)?;
            let evaluation =
                crate::web::view::evaluate_case(&scope, &form, &lists, &loaded, Some(&person));
            let requests = case::open_requests(c, tenant, std::slice::from_ref(&case.id))?;
            let offers = loaded.workflow.actions(&loaded.situation(scope.today), &[Role::Citizen]);
            let terms = case::deadlines(&loaded, &scope);
            message::mark_read(c, &scope, &case.id, false)?;
            Ok(Dossier {
                events: case::events_of(c, tenant, &case.id)?,
                files: file::of_holder(c, tenant, &Holder::case(&case.id))?,
                messages: message::of_case(c, tenant, &case.id)?,
                request: requests.into_iter().next(),
                loaded,
                form,
                evaluation,
                terms,
                offers,
            })
        })
        .await
}

pub(in crate::web) async fn show(
    app: Data<App>,
    here: Here,
    citizen: Citizen,
    id: Path<String>,
) -> Result<HttpResponse, PageError> {
    let dossier = dossier(&app, &here, &citizen, &id).await?;
    let case = &dossier.loaded.case;
    let url = format!("/pratiche/{}", case.id);
    let form = &dossier.form;
    let context = json!({
        "case": case_head(&app.catalogue, &here, case, citizen.person.email.as_deref()),
        "request": dossier.request.as_ref().map(|r| request(&here, &dossier, r)),
        "form": { "code": form.code, "title": form.title, "version": form.version, "lang": "it" },
        "documents": document_list(&dossier.files, &url, |f| title(&dossier, f)),
        "messages": message_list(&dossier.messages, false),
        "message_form": { "url": here.url(&format!("{url}/messaggi")), "text": "", "error": null,
            "key": app.ids.token() },
        "sections": sections(form, &dossier.evaluation, |_| None),
        "milestones": milestones(&app.catalogue, &dossier),
        "deadlines": deadline_list(&dossier.terms),
        "actions": actions(&dossier),
    });
    page::page(&app, &here, (&citizen).into(), "portal/case.html", context)
}

/// A file's title: that of its slot or document.
fn title(dossier: &Dossier, file: &File) -> String {
    let slot = dossier.evaluation.slots.iter().find(|s| s.key == file.slot).map(|s| &s.title);
    let plan = dossier.evaluation.documents.iter().find(|d| d.code == file.slot).map(|d| &d.title);
    slot.or(plan).cloned().unwrap_or_else(|| match file.role {
        FileRole::Receipt => "Ricevuta".to_owned(),
        FileRole::Integration => "Integrazione".to_owned(),
        FileRole::Act => crate::web::view::act_title(&file.slot),
        _ => file.name.clone(),
    })
}

/// The citizen's action that answers what is asked, if one is possible now.
pub(super) fn answering(offers: &[Offer]) -> Option<&Offer> {
    offers.iter().find(|o| o.allowed && o.code.starts_with("invia"))
}

fn request(here: &Here, dossier: &Dossier, request: &Request) -> Value {
    let case = &dossier.loaded.case;
    let url =
        answering(&dossier.offers).map(|o| format!("/pratiche/{}/azioni/{}", case.id, o.code));
    json!({
        "id": request.id,
        "at": instant(request.created_at),
        "text": request.title,
        "items": items(&request.items.0),
        "due_on": request.due_on,
        "url": url.unwrap_or_else(|| format!("/pratiche/{}#messaggi", case.id)),
        "from": here.tenant.office_name(&case.office),
    })
}

/// The things asked, as lines: texts, or the `testo` of each.
pub(super) fn items(value: &Value) -> Vec<String> {
    let line = |item: &Value| {
        let text = item.as_str().or_else(|| item.get("testo").and_then(Value::as_str))?;
        let about = item.get("ref").and_then(Value::as_str).filter(|r| !r.is_empty());
        Some(about.map_or_else(|| text.to_owned(), |about| format!("{about}: {text}")))
    };
    value.as_array().map(|all| all.iter().filter_map(line).collect()).unwrap_or_default()
}

fn milestones(catalogue: &Catalogue, dossier: &Dossier) -> Vec<Value> {
    let case = &dossier.loaded.case;
    let mut steps: Vec<Value> = case::milestones(&dossier.events)
        .iter()
        .map(|event| {
            json!({ "label": event.title, "state": "done", "at": instant(event.at), "note": null })
        })
        .collect();
    let closed = case.phase == "closed";
    let state = if closed { "done" } else { "current" };
    let now = state_label(catalogue, case);
    steps.push(json!({ "label": now, "state": state, "at": null, "note": case.public_state }));
    if let Some(term) = dossier.terms.first().filter(|_| !closed) {
        steps.push(json!({ "label": term.title, "state": "future", "at": null,
            "note": term.deadline.text }));
    }
    steps
}

fn actions(dossier: &Dossier) -> Vec<Value> {
    let case = &dossier.loaded.case;
    let mine = |o: &&Offer| {
        o.allowed
            || o.refusal.as_ref().is_some_and(|r| {
                !matches!(r.kind, RefusalKind::Role | RefusalKind::State | RefusalKind::Unknown)
            })
    };
    dossier
        .offers
        .iter()
        .filter(mine)
        .filter(|o| o.allowed)
        .map(|o| {
            let tone = if o.code.contains("ritir") { "danger" } else { "outline-primary" };
            json!({ "label": o.title, "tone": tone,
                "url": format!("/pratiche/{}/azioni/{}", case.id, o.code) })
        })
        .collect()
}

async fn find(
    app: &Data<App>,
    here: &Here,
    citizen: &Citizen,
    id: &str,
    file: &str,
) -> Result<File, PageError> {
    let case = own::case(app, here, citizen, id).await?;
    let scope = here.scope(app);
    let file = FileId::new(file);
    app.database
        .read(move |c| -> Result<File, PageError> {
            let found = file::find(c, &scope.tenant_id, &Holder::case(&case.id), &file)?;
            found.ok_or(PageError::NotFound)
        })
        .await
}

pub(in crate::web) async fn download(
    app: Data<App>,
    here: Here,
    citizen: Citizen,
    path: Path<(String, String)>,
) -> Result<HttpResponse, PageError> {
    let file = find(&app, &here, &citizen, &path.0, &path.1).await?;
    transfer::send(&app, &file).await
}

pub(in crate::web) async fn content(
    app: Data<App>,
    here: Here,
    citizen: Citizen,
    path: Path<(String, String)>,
) -> Result<HttpResponse, PageError> {
    let file = find(&app, &here, &citizen, &path.0, &path.1).await?;
    judge::send_content(&app, &file).await
}

pub(in crate::web) async fn report(
    app: Data<App>,
    here: Here,
    citizen: Citizen,
    path: Path<(String, String)>,
) -> Result<HttpResponse, PageError> {
    let file = find(&app, &here, &citizen, &path.0, &path.1).await?;
    judge::send_report(&app, &here.scope(&app), file).await
}

pub(in crate::web) async fn write(
    app: Data<App>,
    here: Here,
    citizen: Citizen,
    id: Path<String>,
    body: Bytes,
) -> Result<HttpResponse, PageError> {
    let posted = Posted::read(&body, &citizen.session)?;
    let case = own::case(&app, &here, &citizen, &id).await?;
    let text = posted.text("text").to_owned();
    if !text.is_empty() {
        let scope = here.scope(&app);
        let person = citizen.person.clone();
        app.database
            .write(move |c| -> Result<(), PageError> {
                let name = person.name();
                let author = Author::Citizen { id: &person.id, name: &name };
                message::write(c, &scope, &case.id, &author, &text)?;
                Ok(())
            })
            .await?;
    }
    Ok(see(&here, &format!("/pratiche/{id}#messaggi")))
}
