//! A case at the desk: what can be done now, data, documents with verdicts, deadlines explained, messages, private notes.

use std::sync::Arc;

use actix_web::HttpResponse;
use actix_web::web::{Bytes, Data, Path};
use serde_json::{Value, json};

use super::access;
use super::link::{self, Links};
use super::row::case_path;
use super::{desk, simulation};
use crate::app::App;
use crate::domain::access::What;
use crate::domain::canned::{self, Canned};
use crate::domain::case::{self, ActorKind, Event, Loaded, Term};
use crate::domain::file::{self, File, FileRole, Holder};
use crate::domain::id::{AccountId, CaseId, FileId};
use crate::domain::identity::{self, Account, Person, Right};
use crate::domain::label::{self, Label};
use crate::domain::message::{self, Author, Message, Note};
use crate::domain::notice::{self, Notice};
use crate::domain::verdict::{self, FileVerdict};
use crate::engine::form::{Evaluation, Form};
use crate::engine::workflow::{Offer, Turn};
use crate::web::error::PageError;
use crate::web::here::Here;
use crate::web::judge;
use crate::web::page;
use crate::web::portal::own::see;
use crate::web::posted::Posted;
use crate::web::transfer;
use crate::web::view::{
    deadline_list, document_list, evaluate_case, history_view, instant, message_list, number,
    sections, state_tone,
};
use crate::web::visitor::Officer;

/// Entries of the history beside the case.
const RECENT: usize = 5;

/// Everything the page needs of the database.
struct Dossier {
    loaded: Loaded,
    form: Arc<Form>,
    evaluation: Evaluation,
    events: Vec<Event>,
    files: Vec<File>,
    verdicts: Vec<FileVerdict>,
    messages: Vec<Message>,
    notes: Vec<Note>,
    person: Option<Person>,
    terms: Vec<Term>,
    offers: Vec<Offer>,
    people: Vec<Account>,
    labels: Vec<Label>,
    worn: Vec<(CaseId, Label)>,
    links: Links,
    texts: Vec<Canned>,
    load: Vec<(Option<AccountId>, i64)>,
}

async fn dossier(
    app: &Data<App>,
    here: &Here,
    officer: &Officer,
    id: &str,
) -> Result<Dossier, PageError> {
    let (scope, officer, id) = (here.scope(app), officer.clone(), CaseId::new(id));
    let catalogue = app.catalogue.clone();
    app.database
        .read(move |c| -> Result<Dossier, PageError> {
            let tenant = &scope.tenant_id;
            let loaded = desk::load(c, &scope, &catalogue, &officer, &id, Right::Read)?;
            let lists = catalogue.lists(&scope.tenant);
            let form = catalogue
                .form(c, tenant, &loaded.body.form_hash, &lists)
                .map_err(PageError::internal)?;
            let person = identity::person(c, tenant, &loaded.case.person_id)?;
            let people = case::members(c, &scope, &loaded.case.office)?;
            let accounts: Vec<AccountId> = people.iter().map(|a| a.id.clone()).collect();
            let files = file::of_holder(c, tenant, &Holder::case(&id))?;
            let signed = files.iter().filter(|file| file.report.is_some());
            let ids: Vec<FileId> = signed.map(|file| file.id.clone()).collect();
            Ok(Dossier {
                evaluation: evaluate_case(&scope, &form, &lists, &loaded, person.as_ref()),
                events: case::events_of(c, tenant, &id)?,
                verdicts: verdict::history_of(c, tenant, &ids)?,
                files,
                messages: message::of_case(c, tenant, &id)?,
                notes: message::notes_of(c, tenant, &id)?,
                load: case::workload(c, tenant, &accounts)?,
                terms: case::deadlines(&loaded, &scope),
                offers: desk::offers(&loaded, &scope, &officer),
                labels: label::of_offices(c, tenant, std::slice::from_ref(&loaded.case.office))?,
                texts: canned::of_offices(c, tenant, std::slice::from_ref(&loaded.case.office))?,
                links: link::find(c, &scope, &officer, &id)?,
                worn: label::of_cases(c, tenant, std::slice::from_ref(&id))?,
                form,
                loaded,
                person,
                people,
            })
        })
        .await
}

pub(in crate::web) async fn show(
    app: Data<App>,
    here: Here,
    officer: Officer,
    id: Path<String>,
) -> Result<HttpResponse, PageError> {
    let dossier = dossier(&app, &here, &officer, &id).await?;
    let seen = (dossier.loaded.case.office.as_str(), &dossier.loaded.case.id);
    access::log(&app, &here, &officer, seen, What::Case, "").await?;
    mark_seen(&app, &here, &officer, &dossier).await?;
    let case = &dossier.loaded.case;
    let path = case_path(&case.id);
    let mut recent: Vec<Value> = dossier.events.iter().rev().take(RECENT).map(recent).collect();
    recent.truncate(RECENT);
    let context = json!({
        "case": head(&here, &dossier),
        "actions": actions(&dossier.offers, &path),
        "documents": documents(&dossier, &path),
        "sections": sections(&dossier.form, &dossier.evaluation, |_| None),
        "messages": message_list(&dossier.messages, true),
        "message_form": { "url": here.url(&format!("{path}/messaggi")), "text": ready(&here, &dossier), "error": null,
            "key": app.ids.token() },
        "texts": dossier.texts.iter()
            .map(|t| json!({ "title": t.title, "url": format!("{path}?testo={}#messages", t.id) }))
            .collect::<Vec<_>>(),
        "accesses_url": identity::has_right(&officer.roles, &case.office, Right::Audit)
            .then(|| format!("/ufficio/accessi?pratica={}", case.id)),
        "notes": dossier.notes.iter().map(note_view).collect::<Vec<_>>(),
        "note_form": { "url": format!("{path}/note"), "text": "", "key": app.ids.token() },
        "writes": identity::has_right(&officer.roles, &case.office, Right::Write),
        "deadlines": deadline_list(&dossier.terms),
        "assignment": assignment(&here, &officer, &dossier, &path),
        "labels": labels(&dossier, &path),
        "links": dossier.links.view(&app.catalogue, case),
        "link_form": { "url": format!("{path}/collegate"),
            "unknown": here.path.contains("collegata=no") },
        "simulation_url": simulation::is_offered(&dossier.loaded, &here, &app, &officer)
            .then(|| format!("{path}/simulazione")),
        "applicant": applicant(&dossier),
        "recent": recent,
    });
    page::page(&app, &here, (&officer).into(), "backoffice/case.html", context)
}

/// Somebody of the office has looked; nothing is written when there was nothing new.
async fn mark_seen(
    app: &Data<App>,
    here: &Here,
    officer: &Officer,
    dossier: &Dossier,
) -> Result<(), PageError> {
    let case = &dossier.loaded.case;
    let unread = dossier.messages.iter().any(|m| !m.from_office && m.read_at.is_none());
    let seen = identity::has_right(&officer.roles, &case.office, Right::Write);
    if !seen || !(case.news || unread) {
        return Ok(());
    }
    let (scope, id) = (here.scope(app), case.id.clone());
    app.database
        .write(move |c| -> Result<(), PageError> {
            case::clear_news(c, &scope.tenant_id, &id)?;
            message::mark_read(c, &scope, &id, true)?;
            Ok(())
        })
        .await
}

fn head(here: &Here, dossier: &Dossier) -> Value {
    let loaded = &dossier.loaded;
    let case = &loaded.case;
    let state = loaded.workflow.state(&case.state);
    let protocol = case.protocol_number.as_ref().map(|number| {
        json!({ "number": number, "at": case.protocol_at.unwrap_or(case.submitted_at).and_utc().to_rfc3339() })
    });
    let path = case_path(&case.id);
    json!({
        "id": case.id,
        "number": number(case),
        "protocol": protocol,
        "title": case.procedure_title,
        "subject": case.subject,
        "submitted_at": instant(case.submitted_at),
        "office": here.tenant.office_name(&case.office),
        "manager": manager(here, case),
        "due": case.due_on.map(|on| json!({ "on": on, "explain": case.due_text })),
        "url": path,
        "history_url": format!("{path}/storia"),
        "version": case.version,
        "labels": flags(loaded),
        "marks": dossier.worn.iter()
            .map(|(_, l)| json!({ "label": l.title, "tone": l.tone })).collect::<Vec<_>>(),
        "waiting_for": state.map_or("office", |s| waiting_for(s.turn, s.is_final)),
        "state": {
            "label": state.map_or(case.state.as_str(), |s| s.title.as_str()),
            "tone": state_tone(case),
            "explain": case.public_state,
        },
    })
}

/// The head of the office, by name.
fn manager(here: &Here, case: &case::Case) -> Option<String> {
    let head = here.tenant.office(&case.office)?.head.as_ref()?;
    let person = here.tenant.staff.iter().find(|s| s.username == *head)?;
    Some(format!("{} {}", person.name, person.surname))
}

/// The flags that are up, by their titles.
fn flags(loaded: &Loaded) -> Vec<&str> {
    let up = |name: &str| loaded.body.standing.0.flags.get(name) == Some(&Value::Bool(true));
    loaded.workflow.flags.iter().filter(|f| up(&f.name)).map(|f| f.title.as_str()).collect()
}

fn waiting_for(turn: Turn, is_final: bool) -> &'static str {
    match turn {
        Turn::Office => "office",
        Turn::Citizen => "applicant",
        Turn::Body => "other",
        Turn::None if is_final => "none",
        Turn::None => "time",
    }
}

/// The canned text that the address asks for.
fn ready<'a>(here: &Here, dossier: &'a Dossier) -> &'a str {
    let (_, query) = here.path.split_once('?').unwrap_or_default();
    let id = query.split('&').find_map(|pair| pair.strip_prefix("testo="));
    let found = id.and_then(|id| dossier.texts.iter().find(|t| t.id == id));
    found.map_or("", |t| t.body.as_str())
}

/// The labels of the case's office, and which of them it wears.
fn labels(dossier: &Dossier, path: &str) -> Value {
    let worn = |id: &str| dossier.worn.iter().any(|(_, l)| l.id == id);
    let one = |l: &Label| json!({ "id": l.id, "title": l.title, "worn": worn(&l.id) });
    json!({ "url": format!("{path}/etichette"), "all": dossier.labels.iter().map(one).collect::<Vec<_>>() })
}

/// Possible actions are links, the others tell why not.
fn actions(offers: &[Offer], path: &str) -> Vec<Value> {
    let mut first = true;
    offers
        .iter()
        .map(|offer| {
            let tone = if offer.allowed && std::mem::take(&mut first) {
                "primary"
            } else {
                "outline-primary"
            };
            json!({ "label": offer.title, "tone": tone,
                "url": format!("{path}/azioni/{}", offer.code),
                "reason": offer.refusal.as_ref().map(|r| &r.text) })
        })
        .collect()
}

/// The documents, each with the verdicts that its signatures had over time.
fn documents(dossier: &Dossier, path: &str) -> Vec<Value> {
    let mut list = document_list(&dossier.files, path, |f| title(dossier, f));
    for view in &mut list {
        let file = dossier.files.iter().find(|f| view["id"] == f.id.as_str());
        let history = file.map(|f| history_view(f, &dossier.verdicts));
        view["verdict"]["history"] = history.unwrap_or_default().into();
    }
    list
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

fn note_view(note: &Note) -> Value {
    json!({ "author": note.author_name, "at": instant(note.at), "text": note.body })
}

fn recent(event: &Event) -> Value {
    json!({ "label": event.title, "at": instant(event.at), "actor": event.actor_name })
}

fn assignment(here: &Here, officer: &Officer, dossier: &Dossier, path: &str) -> Value {
    let case = &dossier.loaded.case;
    let may = |right| identity::has_right(&officer.roles, &case.office, right);
    let own = case.assignee_id.as_ref() == Some(&officer.account.id);
    let load = |id: &AccountId| {
        dossier.load.iter().find(|(a, _)| a.as_ref() == Some(id)).map_or(0, |(_, n)| *n)
    };
    let officers: Vec<Value> = dossier
        .people
        .iter()
        .filter(|_| may(Right::Assign))
        .map(|a| {
            json!({ "id": a.id, "name": a.name, "load": load(&a.id),
                "selected": case.assignee_id.as_ref() == Some(&a.id) })
        })
        .collect();
    let open = case.phase != "closed";
    json!({
        "office": here.tenant.office_name(&case.office),
        "person": case.assignee_name,
        "history": assignments(&dossier.events),
        "officers": officers,
        "url": format!("{path}/assegna"),
        "take_url": (open && !own && may(Right::Take)).then(|| format!("{path}/carico")),
        "release": case.assignee_id.is_some() && may(Right::Assign),
    })
}

/// Every change of hands, the latest first.
fn assignments(events: &[Event]) -> Vec<Value> {
    let hands = |e: &&Event| matches!(e.action.as_str(), "assegnazione" | "presa_in_carico");
    let one = |e: &Event| {
        let person = e.payload.0.get("person").and_then(Value::as_str);
        json!({ "at": instant(e.at), "person": person, "why": why(e) })
    };
    events.iter().rev().filter(hands).map(one).collect()
}

/// Who or what decided.
fn why(event: &Event) -> String {
    let told = event.payload.0.get("why").and_then(Value::as_str);
    match (event.actor_kind, event.action.as_str(), told) {
        (_, _, Some(told)) => told.to_owned(),
        (ActorKind::Account, "presa_in_carico", _) => {
            format!("Presa in carico da {}.", event.actor_name)
        }
        (ActorKind::Account, ..) => format!("Assegnazione decisa da {}.", event.actor_name),
        _ => "Assegnata dalle regole del Comune per questo procedimento.".to_owned(),
    }
}

fn applicant(dossier: &Dossier) -> Value {
    match &dossier.person {
        Some(person) => {
            let phone = Some(person.attributes.0.cellulare.clone()).filter(|p| !p.is_empty());
            json!({ "name": person.name(), "fiscal_code": person.fiscal_code,
                "email": person.email, "phone": phone })
        }
        None => json!({ "name": dossier.loaded.case.presenter, "fiscal_code": "", "email": null,
            "phone": null }),
    }
}

async fn file_of(
    app: &Data<App>,
    here: &Here,
    officer: &Officer,
    id: &str,
    file: &str,
) -> Result<File, PageError> {
    let (scope, reader) = (here.scope(app), officer.clone());
    let (id, file) = (CaseId::new(id), FileId::new(file));
    let (case, found) = app
        .database
        .read(move |c| -> Result<(case::Case, File), PageError> {
            let case = desk::find(c, &scope, &reader, &id, Right::Read)?;
            let found = file::find(c, &scope.tenant_id, &Holder::case(&case.id), &file)?;
            Ok((case, found.ok_or(PageError::NotFound)?))
        })
        .await?;
    let seen = (case.office.as_str(), &case.id);
    access::log(app, here, officer, seen, What::File, &found.name).await?;
    Ok(found)
}

pub(in crate::web) async fn download(
    app: Data<App>,
    here: Here,
    officer: Officer,
    path: Path<(String, String)>,
) -> Result<HttpResponse, PageError> {
    let file = file_of(&app, &here, &officer, &path.0, &path.1).await?;
    transfer::send(&app, &file).await
}

pub(in crate::web) async fn content(
    app: Data<App>,
    here: Here,
    officer: Officer,
    path: Path<(String, String)>,
) -> Result<HttpResponse, PageError> {
    let file = file_of(&app, &here, &officer, &path.0, &path.1).await?;
    judge::send_content(&app, &file).await
}

pub(in crate::web) async fn report(
    app: Data<App>,
    here: Here,
    officer: Officer,
    path: Path<(String, String)>,
) -> Result<HttpResponse, PageError> {
    let file = file_of(&app, &here, &officer, &path.0, &path.1).await?;
    judge::send_report(&app, &here.scope(&app), file).await
}

/// A message to the citizen, who is told by mail that there is one.
pub(in crate::web) async fn write(
    app: Data<App>,
    here: Here,
    officer: Officer,
    id: Path<String>,
    body: Bytes,
) -> Result<HttpResponse, PageError> {
    let posted = Posted::read(&body, &officer.session)?;
    let text = posted.text("text").to_owned();
    let case = desk::case(&app, &here, &officer, &id, Right::Write).await?;
    let back = see(&here, &format!("{}#messages", case_path(&case.id)));
    if text.is_empty() {
        return Ok(back);
    }
    let (scope, account) = (here.scope(&app), officer.account.clone());
    app.database
        .write(move |c| -> Result<(), PageError> {
            let author = Author::Office { id: &account.id, name: &account.name };
            let message = message::write(c, &scope, &case.id, &author, &text)?;
            let person = identity::person(c, &scope.tenant_id, &case.person_id)?;
            if let Some(address) = person.and_then(|p| p.email) {
                let notice = Notice::new("messaggio", &address)
                    .key(message.id)
                    .with("path", format!("/pratiche/{}", case.id));
                notice::send(c, &scope, notice)?;
            }
            Ok(())
        })
        .await?;
    Ok(back)
}

/// A note that only the offices read.
pub(in crate::web) async fn note(
    app: Data<App>,
    here: Here,
    officer: Officer,
    id: Path<String>,
    body: Bytes,
) -> Result<HttpResponse, PageError> {
    let posted = Posted::read(&body, &officer.session)?;
    let text = posted.text("text").to_owned();
    let case = desk::case(&app, &here, &officer, &id, Right::Write).await?;
    let back = see(&here, &format!("{}#notes", case_path(&case.id)));
    if text.is_empty() {
        return Ok(back);
    }
    let (scope, account) = (here.scope(&app), officer.account.clone());
    app.database
        .write(move |c| -> Result<(), PageError> {
            message::note(c, &scope, &case.id, &account.id, &account.name, &text)?;
            Ok(())
        })
        .await?;
    Ok(back)
}
