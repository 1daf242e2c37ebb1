//! Exports as files: the cases of a list, a page at a time, into a table on disk and from there into the store.
//!
//! Run again after a crash it begins anew; the row tells how far it is. What it holds in memory is one page.

use std::fs::File;
use std::io::{BufWriter, Read};
use std::sync::Arc;

use bytes::Bytes;
use chrono::Duration;
use serde::Deserialize;
use tempfile::NamedTempFile;

use crate::app::App;
use crate::base::clock::civil;
use crate::domain::Scope;
use crate::domain::case::{self, Case, Seek};
use crate::domain::export::{self, DAYS_KEPT, Export, ExportState, Question};
use crate::domain::id::CaseId;
use crate::domain::label::{self, Label};
use crate::job::tenant_scope;
use crate::platform::db::DatabaseError;
use crate::platform::queue::{Job, JobError};
use crate::platform::sheet::{Cell, Sheet, SheetError};
use crate::platform::store::{ObjectKey, Stored};

/// Cases that are read and written at a time.
const PAGE: usize = 500;
/// Bytes of the file that are sent at a time.
const CHUNK: usize = 256 * 1024;

const COLUMNS: [&str; 13] = [
    "Numero",
    "Protocollo",
    "Presentata il",
    "Procedimento",
    "Oggetto",
    "Presentata da",
    "Stato",
    "Tocca a",
    "Ufficio",
    "Assegnatario",
    "Scadenza",
    "Esito",
    "Etichette",
];

#[derive(Debug, Deserialize)]
struct Payload {
    export: String,
}

type Table = Sheet<BufWriter<File>>;

/// The job.
pub async fn run(app: Arc<App>, job: Job) -> Result<(), JobError> {
    let payload: Payload = job.payload()?;
    let scope = tenant_scope(&app, &job)?;
    let Some(export) = find(&app, &scope, &payload.export).await? else { return Ok(()) };
    if export.state == ExportState::Done {
        return Ok(());
    }
    let result = make(&app, &scope, &export).await;
    // The page tells the officer; the queue keeps the reason for whoever looks after the house.
    let last = job.attempts >= job.max_attempts;
    if matches!(result, Err(JobError::Fail(_))) || (result.is_err() && last) {
        let (tenant, at) = (scope.tenant_id.clone(), scope.at);
        app.database
            .write(move |c| -> Result<(), DatabaseError> {
                export::fail(c, &tenant, &export.id, at)?;
                Ok(())
            })
            .await?;
    }
    result
}

async fn find(app: &App, scope: &Scope, id: &str) -> Result<Option<Export>, JobError> {
    let (tenant, id) = (scope.tenant_id.clone(), id.to_owned());
    let found = app
        .database
        .read(move |c| -> Result<_, DatabaseError> { Ok(export::find(c, &tenant, &id)?) })
        .await?;
    Ok(found)
}

async fn make(app: &Arc<App>, scope: &Scope, export: &Export) -> Result<(), JobError> {
    let question: Question = serde_json::from_value(export.filter.0.clone())
        .map_err(|_| JobError::Fail("the filter cannot be read".to_owned()))?;
    begin(app, scope, export, &question).await?;
    let file = NamedTempFile::new_in(&app.conduct.scratch).map_err(retry)?;
    let into = BufWriter::new(file.reopen().map_err(retry)?);
    let mut table = Table::new(export.format, into, &export.title, &COLUMNS).map_err(broken)?;
    let (mut seek, mut done) = (Seek::First, 0);
    loop {
        let (rows, next) = page(app, scope, &question, seek).await?;
        done += rows.len() as i64;
        table = tokio::task::spawn_blocking(move || write(table, &rows))
            .await
            .map_err(|error| JobError::Retry(error.to_string()))?
            .map_err(broken)?;
        let Some(edge) = next else { break };
        seek = Seek::After(edge);
        advance(app, scope, export, done).await?;
    }
    tokio::task::spawn_blocking(move || table.finish())
        .await
        .map_err(|error| JobError::Retry(error.to_string()))?
        .map_err(broken)?;
    let stored = keep(app, scope, &file).await?;
    let (tenant, id, at) = (scope.tenant_id.clone(), export.id.clone(), scope.at);
    let bytes = i64::try_from(stored.size).unwrap_or(i64::MAX);
    app.database
        .write(move |c| -> Result<(), DatabaseError> {
            export::finish(c, &tenant, &id, (&stored.sha256, bytes, done), at)?;
            Ok(())
        })
        .await?;
    Ok(())
}

async fn begin(
    app: &App,
    scope: &Scope,
    export: &Export,
    question: &Question,
) -> Result<(), JobError> {
    let (tenant, id, filter) =
        (scope.tenant_id.clone(), export.id.clone(), question.filter.clone());
    app.database
        .write(move |c| -> Result<(), DatabaseError> {
            let total = case::count(c, &tenant, &filter)?;
            export::start(c, &tenant, &id, total)?;
            Ok(())
        })
        .await?;
    Ok(())
}

async fn advance(app: &App, scope: &Scope, export: &Export, done: i64) -> Result<(), JobError> {
    let (tenant, id) = (scope.tenant_id.clone(), export.id.clone());
    app.database
        .write(move |c| -> Result<(), DatabaseError> {
            export::advance(c, &tenant, &id, done)?;
            Ok(())
        })
        .await?;
    Ok(())
}

/// A page of rows, and the edge of the next.
async fn page(
    app: &Arc<App>,
    scope: &Scope,
    question: &Question,
    seek: Seek,
) -> Result<(Vec<Vec<Cell>>, Option<case::Cursor>), JobError> {
    let (scope, question, app) = (scope.clone(), question.clone(), Arc::clone(app));
    let catalogue = app.catalogue.clone();
    let found = app
        .database
        .read(move |c| -> Result<_, DatabaseError> {
            let (tenant, Question { filter, order }) = (&scope.tenant_id, question);
            let page = case::queue(c, tenant, &filter, order, &seek, PAGE)?;
            let ids: Vec<CaseId> = page.cases.iter().map(|case| case.id.clone()).collect();
            let labels = label::of_cases(c, tenant, &ids)?;
            let row = |case: &Case| {
                let state = catalogue.state_title(&case.procedure_code, &case.state);
                cells(&scope, case, state.unwrap_or(&case.public_state), &labels)
            };
            Ok((page.cases.iter().map(row).collect(), page.next))
        })
        .await?;
    Ok(found)
}

fn cells(scope: &Scope, case: &Case, state: &str, labels: &[(CaseId, Label)]) -> Vec<Cell> {
    let own: Vec<&str> =
        labels.iter().filter(|(id, _)| *id == case.id).map(|(_, l)| l.title.as_str()).collect();
    let short = case.id.as_str();
    let short = short.get(short.len().saturating_sub(8)..).unwrap_or(short).to_uppercase();
    let turn = match case.turn.as_str() {
        "office" => "Ufficio",
        "citizen" => "Richiedente",
        "body" => "Altro ente",
        _ => "",
    };
    let outcome = match case.outcome.as_str() {
        "positive" => "Favorevole",
        "negative" => "Sfavorevole",
        "neutral" => "Chiusa senza decisione",
        _ => "",
    };
    vec![
        Cell::Text(short),
        Cell::Text(case.protocol_number.clone().unwrap_or_default()),
        Cell::Moment(civil(case.submitted_at)),
        Cell::Text(case.procedure_title.clone()),
        Cell::Text(case.subject.clone()),
        Cell::Text(case.presenter.clone()),
        Cell::text(state),
        Cell::text(turn),
        Cell::text(scope.tenant.office_name(&case.office)),
        Cell::Text(case.assignee_name.clone().unwrap_or_default()),
        Cell::day(case.due_on),
        Cell::text(outcome),
        Cell::Text(own.join(", ")),
    ]
}

fn write(mut table: Table, rows: &[Vec<Cell>]) -> Result<Table, SheetError> {
    for row in rows {
        table.row(row)?;
    }
    Ok(table)
}

/// The finished file in the store.
async fn keep(app: &App, scope: &Scope, file: &NamedTempFile) -> Result<Stored, JobError> {
    let mut source = file.reopen().map_err(retry)?;
    let chunks = std::iter::from_fn(move || {
        let mut chunk = vec![0; CHUNK];
        match source.read(&mut chunk) {
            Ok(0) => None,
            Ok(read) => {
                chunk.truncate(read);
                Some(Ok(Bytes::from(chunk)))
            }
            Err(error) => Some(Err(error)),
        }
    });
    let stream = futures_util::stream::iter(chunks);
    let stored = app.store.put(scope.tenant_id.as_str(), app.ids.as_ref(), stream, u64::MAX).await;
    stored.map_err(|error| JobError::Retry(error.to_string()))
}

fn retry(error: std::io::Error) -> JobError {
    JobError::Retry(error.to_string())
}

fn broken(error: SheetError) -> JobError {
    JobError::Retry(error.to_string())
}

/// Takes away exports that are too old, with their files.
pub async fn expire(app: Arc<App>) -> Result<(), JobError> {
    let before = app.clock.stamp() - Duration::days(DAYS_KEPT);
    let old = app
        .database
        .read(move |c| -> Result<_, DatabaseError> { Ok(export::older_than(c, before)?) })
        .await?;
    for row in old {
        let (tenant, id, sha256) = (row.tenant_id.clone(), row.id.clone(), row.sha256.clone());
        let shared = app
            .database
            .write(move |c| -> Result<bool, DatabaseError> {
                export::remove(c, &tenant, &id)?;
                Ok(sha256.is_empty() || export::is_referenced(c, &tenant, &sha256)?)
            })
            .await?;
        if shared {
            continue;
        }
        let key = ObjectKey::new(row.tenant_id.as_str(), &row.sha256);
        let key = key.map_err(|error| JobError::Fail(error.to_string()))?;
        let deleted = app.store.delete(&key).await;
        deleted.map_err(|error| JobError::Retry(error.to_string()))?;
    }
    Ok(())
}
