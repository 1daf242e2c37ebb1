//! What the house still has to do outside: mails, receipts. What failed can be tried again.

use actix_web::HttpResponse;
use actix_web::web::{Bytes, Data, Path};
use serde_json::{Value, json};

use super::row::case_path;
use crate::app::App;
use crate::domain::case::{self, Case, RECEIPT_JOB};
use crate::domain::id::CaseId;
use crate::domain::identity::{self, Right};
use crate::domain::notice;
use crate::platform::queue::{self, Job, JobState};
use crate::web::error::PageError;
use crate::web::here::Here;
use crate::web::page;
use crate::web::portal::own::see;
use crate::web::posted::Posted;
use crate::web::view::{instant, number};
use crate::web::visitor::Officer;

/// Rows of each kind at most: who has more of them has another problem than paging.
const MOST: i64 = 100;

pub(in crate::web) async fn show(
    app: Data<App>,
    here: Here,
    officer: Officer,
) -> Result<HttpResponse, PageError> {
    let offices = identity::readable_offices(&officer.roles);
    let (scope, readable) = (here.scope(&app), offices.clone());
    let (failed, waiting, cases) = app
        .database
        .read(move |c| -> Result<_, PageError> {
            let failed = queue::failed(c, &scope.tenant.slug, MOST)?;
            let waiting = queue::waiting(c, &scope.tenant.slug, MOST)?;
            let ids: Vec<CaseId> = failed.iter().chain(&waiting).filter_map(case_of).collect();
            let cases = case::of_ids(c, &scope.tenant_id, &ids, &readable)?;
            Ok((failed, waiting, cases))
        })
        .await?;
    let retries = identity::has_right_anywhere(&officer.roles, Right::Retry);
    let seen =
        |job: &&Job| case_of(job).is_none_or(|id| cases.iter().any(|c| c.id == id)) || retries;
    let effects: Vec<Value> = failed
        .iter()
        .chain(&waiting)
        .filter(seen)
        .map(|job| effect(job, &cases, retries))
        .collect();
    let context = json!({
        "counts": { "failed": failed.len(), "waiting": waiting.len() },
        "effects": effects,
        "pager_data": { "prev_url": null, "next_url": null, "label": "" },
    });
    page::page(&app, &here, (&officer).into(), "backoffice/effects.html", context)
}

/// The case a job works for, if it names one.
fn case_of(job: &Job) -> Option<CaseId> {
    let payload = &job.payload.0;
    let direct = payload.get("case").and_then(Value::as_str);
    let path = payload.pointer("/values/path").and_then(Value::as_str);
    direct.or_else(|| path?.strip_prefix("/pratiche/")).map(CaseId::new)
}

fn effect(job: &Job, cases: &[Case], retries: bool) -> Value {
    let failed = job.state == JobState::Failed;
    let case = case_of(job).and_then(|id| cases.iter().find(|c| c.id == id));
    json!({
        "id": job.id,
        "label": label(job),
        "case": case.map(|c| json!({ "number": number(c), "url": case_path(&c.id) })),
        "state": if failed { "failed" } else { "waiting" },
        "attempts": job.attempts,
        "next_at": (!failed).then(|| instant(job.due_at)),
        "created_at": instant(job.created_at),
        "reason": job.last_error,
        "retry_url": (failed && retries).then(|| format!("/ufficio/invii/{}/riprova", job.id)),
    })
}

/// What a job does, in words; addresses and names stay out.
fn label(job: &Job) -> String {
    match job.kind.as_str() {
        kind if kind == RECEIPT_JOB => "Ricevuta della presentazione".to_owned(),
        kind if kind == notice::JOB => {
            let about = job.payload.0.get("template").and_then(Value::as_str).unwrap_or_default();
            format!("Avviso: {}", about.replace(['_', '-'], " "))
        }
        "mail" | "letter" => "Invio di un’e-mail".to_owned(),
        other => format!("Lavoro automatico: {other}"),
    }
}

pub(in crate::web) async fn retry(
    app: Data<App>,
    here: Here,
    officer: Officer,
    job: Path<String>,
    body: Bytes,
) -> Result<HttpResponse, PageError> {
    Posted::read(&body, &officer.session)?;
    if !identity::has_right_anywhere(&officer.roles, Right::Retry) {
        return Err(PageError::Forbidden);
    }
    let (scope, id) = (here.scope(&app), job.into_inner());
    let found = app
        .database
        .write(move |c| -> Result<bool, PageError> {
            Ok(queue::retry(c, &scope.tenant.slug, &id, scope.at)?)
        })
        .await?;
    if found { Ok(see(&here, "/ufficio/invii")) } else { Err(PageError::NotFound) }
}
