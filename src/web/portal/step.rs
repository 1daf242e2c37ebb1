//! One step of a draft: shown, saved, saved by itself.

use actix_web::http::StatusCode;
use actix_web::web::{Bytes, Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use serde_json::{Value, json};

use super::own::{self, draft_head, form_head, see};
use crate::app::App;
use crate::domain::draft::{self, DraftError, Filled, SaveInput, Saved};
use crate::domain::file::{self, Holder};
use crate::domain::id::{DraftId, FileId};
use crate::engine::form::Action;
use crate::web::error::PageError;
use crate::web::here::Here;
use crate::web::page::{self, Reader};
use crate::web::posted::Posted;
use crate::web::view::fill_slots;
use crate::web::visitor::Citizen;

pub(in crate::web) async fn show(
    app: Data<App>,
    here: Here,
    citizen: Citizen,
    path: Path<(String, String)>,
    request: HttpRequest,
) -> Result<HttpResponse, PageError> {
    let (id, step) = path.into_inner();
    let filled = own::filled(&app, &here, &citizen, &id).await?;
    if filled.form.step(&step).is_none() {
        return Err(PageError::NotFound);
    }
    let show_errors = request.query_string().split('&').any(|pair| pair == "errori=1");
    let context = context(&here, &filled, &step, show_errors);
    page::page(&app, &here, (&citizen).into(), "portal/step.html", context)
}

/// The page model of a step.
fn context(here: &Here, filled: &Filled, step: &str, show_errors: bool) -> Value {
    let page = filled.form.page(&filled.evaluation, &filled.draft.data.0, step, show_errors);
    let mut page = serde_json::to_value(&page).unwrap_or(Value::Null);
    page["form"] = form_head(filled);
    if !show_errors {
        // What is merely not filled in yet is no reproach; the review names it.
        if let Some(problems) = page["problems"].as_array_mut() {
            problems.retain(|p| p["level"] != "error");
        }
    }
    if !show_errors {
        forgive(&mut page["step"]["nodes"]);
    }
    say_once(&mut page["step"]["nodes"]);
    let base = format!("/bozze/{}", filled.draft.id);
    let limit = here.tenant.limits.attachment_bytes;
    fill_slots(&mut page["step"]["nodes"], &filled.files, &base, limit);
    json!({ "page": page, "draft": draft_head(filled) })
}

/// Errors of groups and lists as a whole mostly say what is missing: they wait until the person has finished.
fn forgive(nodes: &mut Value) {
    for node in nodes.as_array_mut().into_iter().flatten() {
        if node["kind"] != "field" {
            node["errors"] = json!([]);
        }
        for inner in ["nodes", "rows"] {
            if let Some(children) = node.get_mut(inner) {
                forgive(children);
            }
        }
    }
}

/// Neighbours that are there for the same reason say it once.
fn say_once(nodes: &mut Value) {
    let mut before = Value::Null;
    for node in nodes.as_array_mut().into_iter().flatten() {
        let why = node["why"].clone();
        if !why.is_null() && why == before {
            node["why"] = Value::Null;
        }
        before = why;
        for inner in ["nodes", "rows"] {
            if let Some(children) = node.get_mut(inner) {
                say_once(children);
            }
        }
    }
}

pub(in crate::web) async fn save(
    app: Data<App>,
    here: Here,
    citizen: Citizen,
    path: Path<(String, String)>,
    request: HttpRequest,
    body: Bytes,
) -> Result<HttpResponse, PageError> {
    let (id, step) = path.into_inner();
    let posted = Posted::read(&body, &citizen.session)?;
    let partial = request.headers().contains_key("X-Partial");
    answer(&app, &here, &citizen, &id, &step, &posted, partial).await
}

/// Saves what was posted and answers: the step again, or where the button leads.
async fn answer(
    app: &Data<App>,
    here: &Here,
    citizen: &Citizen,
    id: &str,
    step: &str,
    posted: &Posted,
    partial: bool,
) -> Result<HttpResponse, PageError> {
    answer_with(app, here, citizen, id, step, posted, partial, &[]).await
}

/// The same, with files that were refused: the page says why.
#[allow(clippy::too_many_arguments, reason = "the frame of a request and what it brought")]
pub(super) async fn answer_with(
    app: &Data<App>,
    here: &Here,
    citizen: &Citizen,
    id: &str,
    step: &str,
    posted: &Posted,
    partial: bool,
    refusals: &[String],
) -> Result<HttpResponse, PageError> {
    let action = posted.text("_action").to_owned();
    if let Some(file) = action.strip_prefix("detach:") {
        detach(app, here, citizen, id, file).await?;
    }
    let saved = write(app, here, citizen, id, step, posted, false).await;
    let saved = match saved {
        Err(DraftError::Overtaken) => {
            return overtaken(app, here, citizen, id, step, posted, partial).await;
        }
        Err(error @ DraftError::Submitted(_)) if !partial => return own::submitted(here, error),
        other => other?,
    };
    if saved.forged > 0 {
        tracing::warn!(fields = saved.forged, "a page sent fields that it did not have");
    }
    let filled = saved.filled;
    if partial {
        return fragment(app, here, citizen, &filled, step);
    }
    if !refusals.is_empty() {
        return refused(app, here, citizen, &filled, step, refusals);
    }
    let parsed = Action::parse(&action);
    let target = target(&filled, step, &parsed);
    // A step that was left once says what it lacks when it is opened again.
    let again =
        matches!(parsed, Action::Back | Action::Goto(_)) && was_left(&filled, step, &target);
    let errors = if again { "?errori=1" } else { "" };
    let anchor = anchor(&action);
    Ok(see(here, &format!("/bozze/{id}/{target}{errors}{anchor}")))
}

async fn write(
    app: &Data<App>,
    here: &Here,
    citizen: &Citizen,
    id: &str,
    step: &str,
    posted: &Posted,
    force: bool,
) -> Result<Saved, DraftError> {
    let scope = here.scope(app);
    let (catalogue, person) = (app.catalogue.clone(), citizen.person.clone());
    let (id, step, posted) = (DraftId::new(id), step.to_owned(), posted.clone());
    app.database
        .write(move |c| {
            let version = posted.get("_version").and_then(|v| v.parse().ok());
            let input = SaveInput {
                step: &step,
                pairs: &posted.0,
                action: posted.text("_action"),
                version: if posted.get("_force").is_some() { None } else { version },
                force,
            };
            draft::save(c, &scope, &catalogue, &person, &id, &input)
        })
        .await
}

/// The step's form alone, for the page to take in.
fn fragment(
    app: &App,
    here: &Here,
    citizen: &Citizen,
    filled: &Filled,
    step: &str,
) -> Result<HttpResponse, PageError> {
    // The script shows the errors of the fields that were left, and no others.
    let context = context(here, filled, step, true);
    let reader = Reader::Citizen(citizen);
    let html = page::render(app, here, &reader, "components/step-form.html", context)?;
    Ok(HttpResponse::Ok().content_type("text/html; charset=utf-8").body(html))
}

/// Another window saved first: what was typed here is kept in the page, which says so; saving again prevails.
async fn overtaken(
    app: &Data<App>,
    here: &Here,
    citizen: &Citizen,
    id: &str,
    step: &str,
    posted: &Posted,
    partial: bool,
) -> Result<HttpResponse, PageError> {
    if partial {
        // One's own earlier save, answered late, looks the same; typing goes on and the newest text prevails.
        let saved = write(app, here, citizen, id, step, posted, true).await?;
        return fragment(app, here, citizen, &saved.filled, step);
    }
    let mut filled = own::filled(app, here, citizen, id).await?;
    let scope = here.scope(app);
    let attached = filled.attached();
    let mut new_ids = || scope.ids.row();
    let decoded = {
        let facts = filled.facts(&scope, &filled.draft.data.0, &attached);
        filled.form.decode(step, &posted.0, &facts, &mut new_ids)
    };
    filled.evaluation = filled.evaluate(&scope, &decoded.data);
    filled.draft.data.0 = decoded.data;
    let mut context = context(here, &filled, step, false);
    context["site_messages"] = json!([]);
    let warning = json!({ "level": "error", "step": step, "path": "", "id": "step-title", "label": "",
        "message": "La bozza è stata salvata da un'altra finestra dopo che hai aperto questa. Quello che hai scritto è qui sotto: controllalo e salva di nuovo per tenerlo." });
    if let Some(problems) = context["page"]["problems"].as_array_mut() {
        problems.insert(0, warning);
    }
    page::page_with(app, here, citizen.into(), "portal/step.html", context, StatusCode::CONFLICT)
}

/// The step with the reasons why files were not taken.
fn refused(
    app: &App,
    here: &Here,
    citizen: &Citizen,
    filled: &Filled,
    step: &str,
    refusals: &[String],
) -> Result<HttpResponse, PageError> {
    let mut context = context(here, filled, step, false);
    if let Some(problems) = context["page"]["problems"].as_array_mut() {
        problems.extend(refusals.iter().map(|reason| {
            json!({ "level": "error", "step": step, "path": "", "id": "step-title", "label": "Allegati",
                "message": reason })
        }));
    }
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    page::page_with(app, here, citizen.into(), "portal/step.html", context, status)
}

pub(super) async fn detach(
    app: &Data<App>,
    here: &Here,
    citizen: &Citizen,
    id: &str,
    file: &str,
) -> Result<(), PageError> {
    let scope = here.scope(app);
    let (person, id, file) = (citizen.person.clone(), DraftId::new(id), FileId::new(file));
    app.database
        .write(move |c| -> Result<(), DraftError> {
            let draft = draft::own(c, &scope, &person, &id)?;
            file::delete(c, &scope.tenant_id, &Holder::draft(&id), &file)?;
            draft::unseal_draft(c, &scope, draft)
        })
        .await?;
    Ok(())
}

/// Where a button leads.
fn target(filled: &Filled, step: &str, action: &Action) -> String {
    let visible: Vec<String> =
        filled.form.summary(&filled.evaluation).into_iter().map(|section| section.step).collect();
    let at = visible.iter().position(|s| s == step).unwrap_or(0);
    match action {
        Action::Next => visible.get(at + 1).map_or_else(|| "riepilogo".to_owned(), Clone::clone),
        Action::Back => {
            visible.get(at.saturating_sub(1)).cloned().unwrap_or_else(|| step.to_owned())
        }
        Action::Goto(other) if visible.contains(other) => other.clone(),
        _ => step.to_owned(),
    }
}

/// Whether the person comes back to `target` from a later step.
fn was_left(filled: &Filled, step: &str, target: &str) -> bool {
    let sections = filled.form.summary(&filled.evaluation);
    let place = |code: &str| sections.iter().position(|section| section.step == code);
    place(target) < place(step)
}

/// After a row button the page comes back at the list.
fn anchor(action: &str) -> String {
    let path = action.split_once(':').map(|(_, path)| path).unwrap_or_default();
    let list: Vec<&str> = path.split('.').filter(|part| part.parse::<usize>().is_err()).collect();
    match action.split(':').next() {
        Some("add" | "remove" | "up" | "down") => format!("#f-{}", list.join("-")),
        _ => String::new(),
    }
}
