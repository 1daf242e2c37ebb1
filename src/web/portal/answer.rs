//! What a party does on a case: answers a request, withdraws, asks for more time. The form is the action's own; an answer also
//! takes a text and files.

use actix_multipart::Multipart;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use serde_json::{Value, json};

use super::own::{self, see};
use crate::app::App;
use crate::domain::Scope;
use crate::domain::case::{self, ActError, ActInput, Actor, ActorKind, Case, Request, input};
use crate::domain::file::{self, File, FileRole, Holder};
use crate::domain::id::FileId;
use crate::domain::message::{self, Author};
use crate::engine::workflow::{Offer, Role};
use crate::platform::db::Json;
use crate::platform::store::Family;
use crate::web::error::PageError;
use crate::web::here::Here;
use crate::web::judge::{self, Expectation};
use crate::web::page;
use crate::web::posted::same;
use crate::web::transfer::{self, Received};
use crate::web::view::{case_head, instant};
use crate::web::visitor::Citizen;

/// Types of files that an answer takes.
const TYPES: [&str; 4] = ["pdf", "p7m", "image", "zip"];
/// Files an answer takes at most.
const MOST_FILES: usize = 20;

struct Desk {
    case: Case,
    offer: Offer,
    request: Option<Request>,
}

async fn desk(
    app: &Data<App>,
    here: &Here,
    citizen: &Citizen,
    id: &str,
    action: &str,
) -> Result<Desk, PageError> {
    let case = own::case(app, here, citizen, id).await?;
    let scope = here.scope(app);
    let (catalogue, action) = (app.catalogue.clone(), action.to_owned());
    app.database
        .read(move |c| -> Result<Desk, PageError> {
            let loaded = case::load(c, &scope, &catalogue, &case.id)?;
            let offers = loaded.workflow.actions(&loaded.situation(scope.today), &[Role::Citizen]);
            let offer = offers.into_iter().find(|o| o.code == action && o.allowed);
            let requests =
                case::open_requests(c, &scope.tenant_id, std::slice::from_ref(&case.id))?;
            let answers = action.starts_with("invia");
            Ok(Desk {
                case: loaded.case,
                offer: offer.ok_or(PageError::NotFound)?,
                request: requests.into_iter().next().filter(|_| answers),
            })
        })
        .await
}

pub(in crate::web) async fn show(
    app: Data<App>,
    here: Here,
    citizen: Citizen,
    path: Path<(String, String)>,
) -> Result<HttpResponse, PageError> {
    let desk = desk(&app, &here, &citizen, &path.0, &path.1).await?;
    let scope = here.scope(&app);
    let context = context(&app, &here, &citizen, &desk, &scope, None)?;
    page::page(&app, &here, (&citizen).into(), "portal/answer.html", context)
}

fn context(
    app: &App,
    here: &Here,
    citizen: &Citizen,
    desk: &Desk,
    scope: &Scope,
    pairs: Option<&[(String, String)]>,
) -> Result<Value, PageError> {
    let case = &desk.case;
    let (mut nodes, mut problems) = small_form(app, here, &desk.offer, scope, pairs)?;
    if desk.request.is_some() {
        let answer = pairs.and_then(|p| p.iter().find(|(n, _)| n == "risposta"));
        nodes.extend(answer_nodes(here, answer.map_or("", |(_, v)| v.as_str())));
    }
    if pairs.is_none() {
        problems.clear();
    }
    let url = format!("/pratiche/{}/azioni/{}", case.id, desk.offer.code);
    let danger = desk.offer.code.contains("ritir");
    Ok(json!({
        "case": case_head(&app.catalogue, here, case, citizen.person.email.as_deref()),
        "action": { "code": desk.offer.code, "label": desk.offer.title, "url": url,
            "tone": if danger { "danger" } else { "primary" },
            "confirm": if danger { "Ritira definitivamente" } else { "Invia" },
            "explain": desk.offer.description },
        "request": desk.request.as_ref().map(|r| json!({
            "id": r.id, "at": instant(r.created_at), "text": r.title,
            "items": super::case::items(&r.items.0), "due_on": r.due_on, "url": url,
            "from": here.tenant.office_name(&case.office) })),
        "nodes": nodes,
        "problems": problems,
        "key": case.version,
    }))
}

/// The nodes and problems of an action's own form.
fn small_form(
    app: &App,
    here: &Here,
    offer: &Offer,
    scope: &Scope,
    pairs: Option<&[(String, String)]>,
) -> Result<(Vec<Value>, Vec<Value>), PageError> {
    let Some(schema) = &offer.input else { return Ok((Vec::new(), Vec::new())) };
    let lists = app.catalogue.lists(&here.tenant);
    let form = input::compile(&offer.title, schema, &lists);
    let form = form.map_err(|f| {
        PageError::internal(f.first().map_or_else(String::new, ToString::to_string))
    })?;
    let filled = input::fill(scope, &lists, form, pairs);
    let page = filled.form.page(&filled.evaluation, &filled.data, input::STEP, pairs.is_some());
    let page = serde_json::to_value(&page).map_err(PageError::internal)?;
    let nodes = page["step"]["nodes"].as_array().cloned().unwrap_or_default();
    let problems = page["problems"].as_array().cloned().unwrap_or_default();
    Ok((nodes, problems))
}

/// Text and files of an answer.
fn answer_nodes(here: &Here, text: &str) -> Vec<Value> {
    let field = json!({ "kind": "field", "id": "f-risposta", "name": "risposta", "path": "risposta",
        "label": "La tua risposta", "description": null, "help": null, "widget": "textarea",
        "value": text, "options": [], "required": true, "readonly": false, "errors": [], "warnings": [],
        "autocomplete": null, "inputmode": null, "unit": null, "max_length": 4000, "codelist": null,
        "legal": null, "why": null });
    let slot = json!({ "kind": "slot", "id": "f-documenti", "key": "documenti", "code": "documenti",
        "label": "Documenti", "description": null, "types": TYPES, "types_label": "PDF, P7M, immagini, ZIP",
        "accept": ".pdf,.p7m,.jpg,.jpeg,.png,.zip", "max_bytes": here.tenant.limits.attachment_bytes,
        "signed_by": [], "required": false, "min": 0, "max": MOST_FILES, "source": null, "files": [],
        "errors": [], "why": null });
    vec![field, slot]
}

pub(in crate::web) async fn send(
    app: Data<App>,
    here: Here,
    citizen: Citizen,
    path: Path<(String, String)>,
    form: Multipart,
) -> Result<HttpResponse, PageError> {
    let desk = desk(&app, &here, &citizen, &path.0, &path.1).await?;
    let limit = here.tenant.limits.attachment_bytes;
    let received = transfer::receive(&app, here.tenant.id().as_str(), form, limit).await?;
    let value =
        |name: &str| received.pairs.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str());
    if !same(value("_csrf").unwrap_or_default(), &citizen.session.csrf) {
        return Err(PageError::StaleForm);
    }
    let scope = here.scope(&app);
    if value("_action").is_some_and(|button| button != "send") {
        // A row was added or removed: nothing is sent yet.
        let context = context(&app, &here, &citizen, &desk, &scope, Some(&received.pairs))?;
        return page::page(&app, &here, (&citizen).into(), "portal/answer.html", context);
    }
    let answer = value("risposta").unwrap_or_default().trim().to_owned();
    let mut problems = check(&desk, &received, &answer);
    let input = match &desk.offer.input {
        Some(schema) => {
            let lists = app.catalogue.lists(&here.tenant);
            let form = input::compile(&desk.offer.title, schema, &lists)
                .map_err(|_| PageError::internal("the form of an action cannot be compiled"))?;
            let filled = input::fill(&scope, &lists, form, Some(&received.pairs));
            if filled.evaluation.errors().next().is_some() {
                problems.push(String::new());
            }
            filled.input()
        }
        None => json!({}),
    };
    if !problems.is_empty() {
        return again(&app, &here, &citizen, &desk, &scope, &received, &problems);
    }
    let files = files(&app, &citizen, &desk.case, &received, &scope).await?;
    let version = value("_key").and_then(|v| v.parse().ok()).unwrap_or(desk.case.version);
    let sent = act(&app, &citizen, &desk, scope.clone(), input, answer, files, version).await;
    match sent {
        Ok(()) => Ok(see(&here, &format!("/pratiche/{}", path.0))),
        Err(ActError::Refused(refusal)) => {
            again(&app, &here, &citizen, &desk, &scope, &received, &[refusal.text])
        }
        Err(other) => Err(other.into()),
    }
}

/// What is wrong with an answer, in words.
fn check(desk: &Desk, received: &Received, answer: &str) -> Vec<String> {
    let mut problems = Vec::new();
    if desk.request.is_some() && answer.is_empty() && received.files.is_empty() {
        problems.push("Scrivi una risposta o carica almeno un documento.".to_owned());
    }
    let types: Vec<String> = TYPES.iter().map(|t| (*t).to_owned()).collect();
    let admitted = file::media_types(&types);
    if received.files.iter().any(|f| !admitted.contains(&f.stored.kind.mime)) {
        problems.push(
            "Uno dei file non è di un tipo ammesso: carica PDF, P7M, immagini o ZIP.".to_owned(),
        );
    }
    if received.files.len() > MOST_FILES {
        problems.push(format!("Puoi caricare al massimo {MOST_FILES} file."));
    }
    problems
}

fn again(
    app: &App,
    here: &Here,
    citizen: &Citizen,
    desk: &Desk,
    scope: &Scope,
    received: &Received,
    problems: &[String],
) -> Result<HttpResponse, PageError> {
    let mut context = context(app, here, citizen, desk, scope, Some(&received.pairs))?;
    if let Some(list) = context["problems"].as_array_mut() {
        let id = if desk.request.is_some() { "f-risposta" } else { "main" };
        list.extend(problems.iter().filter(|p| !p.is_empty()).map(|message| {
            json!({ "level": "error", "step": "", "path": "", "id": id,
                "label": desk.offer.title, "message": message })
        }));
    }
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    page::page_with(app, here, citizen.into(), "portal/answer.html", context, status)
}

/// The uploaded files as rows of the case, judged when signed.
async fn files(
    app: &Data<App>,
    citizen: &Citizen,
    case: &Case,
    received: &Received,
    scope: &Scope,
) -> Result<Vec<File>, PageError> {
    let mut rows = Vec::new();
    let holder = Holder::case(&case.id);
    for (index, upload) in received.files.iter().enumerate() {
        let stored = &upload.stored;
        let report = match stored.kind.family {
            Family::Signed | Family::Pdf => {
                let report = judge::judge(app, &stored.key, Expectation::default()).await?;
                Some(report).filter(|r| !r.signatures.is_empty())
            }
            _ => None,
        };
        rows.push(File {
            tenant_id: scope.tenant_id.clone(),
            id: FileId::new(scope.ids.id()),
            holder_kind: holder.kind,
            holder_id: holder.id.clone(),
            slot: "integrazione".to_owned(),
            role: FileRole::Integration,
            name: file::file_name("integrazione", index + 1, stored.kind.mime, None),
            media_type: stored.kind.mime.to_owned(),
            bytes: i64::try_from(stored.size).unwrap_or(i64::MAX),
            sha256: stored.sha256.clone(),
            store_key: stored.key.as_str().to_owned(),
            verdict: report.as_ref().map(|r| r.verdict.code().to_owned()).unwrap_or_default(),
            report: report.and_then(|r| serde_json::to_value(r).ok()).map(Json),
            created_at: scope.at,
            created_by: citizen.person.id.as_str().to_owned(),
        });
    }
    Ok(rows)
}

#[allow(clippy::too_many_arguments, reason = "the frame of a request and what it brought")]
async fn act(
    app: &Data<App>,
    citizen: &Citizen,
    desk: &Desk,
    scope: Scope,
    input: Value,
    answer: String,
    files: Vec<File>,
    version: i64,
) -> Result<(), ActError> {
    let (catalogue, register) = (app.catalogue.clone(), app.register.clone());
    let person = &citizen.person;
    let actor =
        Actor { kind: ActorKind::Person, id: person.id.as_str().to_owned(), name: person.name() };
    let (id, action) = (desk.case.id.clone(), desk.offer.code.clone());
    let writer = person.id.clone();
    let request = desk.request.clone();
    app.database
        .write(move |c| -> Result<(), ActError> {
            let loaded = case::load(c, &scope, &catalogue, &id)?;
            for row in &files {
                file::insert(c, row)?;
            }
            if let Some(request) = &request {
                let names: Vec<_> = files.iter().map(|f| (&f.id, &f.sha256)).collect();
                let given = json!({ "text": answer, "files": names });
                case::answer_request(c, &scope, request, given)?;
            }
            let given = ActInput {
                action: &action,
                input: input.clone(),
                roles: &[Role::Citizen],
                version,
                document: None,
            };
            case::act(c, &scope, register.as_ref(), loaded, &actor, given)?;
            if request.is_some() && !answer.is_empty() {
                // The office reads the words of an answer where it reads all that the citizen writes.
                let author = Author::Citizen { id: &writer, name: &actor.name };
                message::write(c, &scope, &id, &author, &answer)?;
            }
            Ok(())
        })
        .await
}
