//! Several cases at once: what would happen to each is shown first; then each is done by itself, and the page tells how it went.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Bytes, Data};
use serde_json::{Value, json};

use super::desk;
use super::export::ask;
use super::row::case_path;
use crate::app::App;
use crate::domain::Scope;
use crate::domain::case::batch::{self, Bench, MOST, Operation, Outcome};
use crate::domain::case::{self, ActError, Case, Filter, Order, Part};
use crate::domain::export::Question;
use crate::domain::id::{AccountId, CaseId};
use crate::domain::identity::{self, Account};
use crate::domain::label::{self, Label};
use crate::platform::sheet::SheetFormat;
use crate::web::error::PageError;
use crate::web::here::Here;
use crate::web::page;
use crate::web::posted::Posted;
use crate::web::view::number;
use crate::web::visitor::Officer;

/// What the page needs of the database.
struct Found {
    cases: Vec<Case>,
    people: Vec<(String, Account)>,
    labels: Vec<Label>,
    worn: Vec<(CaseId, Label)>,
}

/// What was chosen in the queue.
enum Chosen {
    Operation(Operation),
    Export(SheetFormat),
}

fn chosen(word: &str) -> Result<Chosen, PageError> {
    let malformed = || PageError::Malformed("operation");
    if word == "carico" {
        return Ok(Chosen::Operation(Operation::Take));
    }
    let (verb, what) = word.split_once(':').ok_or_else(malformed)?;
    Ok(match verb {
        "assegna" => {
            let to = (!what.is_empty()).then(|| AccountId::new(what));
            Chosen::Operation(Operation::Assign(to))
        }
        "etichetta" => Chosen::Operation(Operation::Attach(what.to_owned())),
        "togli" => Chosen::Operation(Operation::Detach(what.to_owned())),
        "esporta" => Chosen::Export(SheetFormat::parse(what).ok_or_else(malformed)?),
        _ => return Err(malformed()),
    })
}

/// The cases that are ticked; all of the page if that button was pressed.
fn ticked(posted: &Posted) -> Vec<CaseId> {
    let name = if posted.get("_all").is_some() { "page" } else { "case" };
    let all = posted.0.iter().filter(|(n, _)| n == name).map(|(_, id)| CaseId::new(id.as_str()));
    let mut ids: Vec<CaseId> = all.take(MOST).collect();
    ids.dedup();
    ids
}

async fn find(
    app: &Data<App>,
    scope: Scope,
    officer: &Officer,
    ids: Vec<CaseId>,
) -> Result<Found, PageError> {
    let offices = identity::readable_offices(&officer.roles);
    app.database
        .read(move |c| -> Result<Found, PageError> {
            let tenant = &scope.tenant_id;
            let mut cases = case::of_ids(c, tenant, &ids, &offices)?;
            cases.sort_by_key(|case| ids.iter().position(|id| *id == case.id));
            Ok(Found {
                cases,
                people: batch::people(c, &scope, &offices)?,
                labels: label::of_offices(c, tenant, &offices)?,
                worn: label::of_cases(c, tenant, &ids)?,
            })
        })
        .await
}

/// What would happen to each case; nothing is done yet.
pub(in crate::web) async fn preview(
    app: Data<App>,
    here: Here,
    officer: Officer,
    body: Bytes,
) -> Result<HttpResponse, PageError> {
    let posted = Posted::read(&body, &officer.session)?;
    let ids = ticked(&posted);
    if ids.is_empty() {
        return nothing(&app, &here, &officer);
    }
    let word = posted.text("operation").to_owned();
    let operation = match chosen(&word)? {
        Chosen::Operation(operation) => operation,
        Chosen::Export(format) => {
            let offices = identity::readable_offices(&officer.roles);
            let filter = Filter { offices, ids, part: Part::All, ..Filter::default() };
            let question = Question { filter, order: Order::Urgency };
            return ask(&app, &here, &officer, "Pratiche scelte", format, question).await;
        }
    };
    let found = find(&app, here.scope(&app), &officer, ids).await?;
    let bench = bench(&officer, &found);
    let rows: Vec<Value> = found
        .cases
        .iter()
        .map(|case| line(case, &batch::plan(&bench, case, &operation), true))
        .collect();
    let changes = rows.iter().filter(|row| row["kind"] == "change").count();
    let context = json!({ "title": title(&operation, &found), "rows": rows, "changes": changes,
        "operation": word, "done": false, "empty": false });
    page::page(&app, &here, (&officer).into(), "backoffice/batch.html", context)
}

/// Somebody pressed the button without ticking a case.
fn nothing(app: &Data<App>, here: &Here, officer: &Officer) -> Result<HttpResponse, PageError> {
    let context = json!({ "title": "Nessuna pratica scelta", "rows": [], "changes": 0,
        "operation": "", "done": false, "empty": true });
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    page::page_with(app, here, officer.into(), "backoffice/batch.html", context, status)
}

fn bench<'a>(officer: &'a Officer, found: &'a Found) -> Bench<'a> {
    Bench {
        account: &officer.account,
        roles: &officer.roles,
        people: &found.people,
        labels: &found.labels,
        worn: &found.worn,
    }
}

/// Does it, case by case, each against the version that the preview showed.
pub(in crate::web) async fn perform(
    app: Data<App>,
    here: Here,
    officer: Officer,
    body: Bytes,
) -> Result<HttpResponse, PageError> {
    let posted = Posted::read(&body, &officer.session)?;
    let Chosen::Operation(operation) = chosen(posted.text("operation"))? else {
        return Err(PageError::Malformed("operation"));
    };
    let versions: Vec<(CaseId, i64)> = posted
        .0
        .iter()
        .filter(|(name, _)| name == "case")
        .filter_map(|(_, value)| {
            let (id, version) = value.split_once(':')?;
            Some((CaseId::new(id), version.parse().ok()?))
        })
        .take(MOST)
        .collect();
    let ids = versions.iter().map(|(id, _)| id.clone()).collect();
    let found = find(&app, here.scope(&app), &officer, ids).await?;
    let bench = bench(&officer, &found);
    let mut rows = Vec::new();
    for case in &found.cases {
        let Some((_, version)) = versions.iter().find(|(id, _)| *id == case.id) else { continue };
        let outcome = match batch::plan(&bench, case, &operation) {
            Outcome::Change(told) => one(&app, &here, &officer, case, *version, &operation)
                .await?
                .unwrap_or(Outcome::Change(told)),
            other => other,
        };
        rows.push(line(case, &outcome, false));
    }
    let changes = rows.iter().filter(|row| row["kind"] == "change").count();
    let context = json!({ "title": title(&operation, &found), "rows": rows, "changes": changes,
        "operation": "", "done": true, "empty": false });
    page::page(&app, &here, (&officer).into(), "backoffice/batch.html", context)
}

/// One case in its transaction; `None` when it was done, else why not.
async fn one(
    app: &Data<App>,
    here: &Here,
    officer: &Officer,
    case: &Case,
    version: i64,
    operation: &Operation,
) -> Result<Option<Outcome>, PageError> {
    let (scope, catalogue) = (here.scope(app), app.catalogue.clone());
    let (actor, id, operation) = (desk::actor(officer), case.id.clone(), operation.clone());
    let result = app
        .database
        .write(move |c| batch::perform(c, &scope, &catalogue, &actor, &id, version, &operation))
        .await;
    match result {
        Ok(()) => Ok(None),
        Err(ActError::Overtaken) => Ok(Some(Outcome::Refused(
            "Qualcuno l’ha cambiata nel frattempo: guardala e riprova.".to_owned(),
        ))),
        Err(ActError::NotFound) => Ok(Some(Outcome::Refused("Non si può più fare.".to_owned()))),
        Err(other) => Err(other.into()),
    }
}

fn line(case: &Case, outcome: &Outcome, with_version: bool) -> Value {
    let (kind, text) = match outcome {
        Outcome::Change(text) => ("change", text),
        Outcome::Same(text) => ("same", text),
        Outcome::Refused(text) => ("refused", text),
    };
    json!({ "number": number(case), "title": case.procedure_title, "applicant": case.presenter,
        "url": case_path(&case.id), "kind": kind, "text": text,
        "value": with_version.then(|| format!("{}:{}", case.id, case.version)) })
}

fn title(operation: &Operation, found: &Found) -> String {
    let name = |id: &str| found.labels.iter().find(|l| l.id == id).map_or("", |l| l.title.as_str());
    match operation {
        Operation::Take => "Prendi in carico".to_owned(),
        Operation::Assign(None) => "Rimetti nella coda dell’ufficio".to_owned(),
        Operation::Assign(Some(id)) => {
            let person = found.people.iter().find(|(_, a)| a.id == *id);
            format!("Assegna a {}", person.map_or("", |(_, a)| a.name.as_str()))
        }
        Operation::Attach(id) => format!("Metti l’etichetta «{}»", name(id)),
        Operation::Detach(id) => format!("Togli l’etichetta «{}»", name(id)),
    }
}
