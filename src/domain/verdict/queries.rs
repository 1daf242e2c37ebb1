//! SQL of verdicts and of watches.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use serde_json::Value;

use super::model::{Cause, FileVerdict, Watch};
use crate::domain::file::File;
use crate::domain::id::{FileId, TenantId};
use crate::platform::db::schema::{file_verdicts as verdicts, file_watches as watches};
use crate::platform::db::{AnyConnection, Json};

/// Files looked at in one run.
const AT_ONCE: i64 = 200;

/// The first verdict of a new file, and a watch if newer data may change it. A file without report has neither.
pub(in crate::domain) fn begin(c: &mut AnyConnection, file: &File) -> QueryResult<()> {
    let Some(report) = file.report.as_ref().map(|report| &report.0) else { return Ok(()) };
    let row = verdict(file, 1, file.created_at, Cause::Receipt, report);
    diesel::insert_into(verdicts::table).values(&row).execute(c)?;
    if is_pending(report) {
        let watch = Watch {
            tenant_id: file.tenant_id.clone(),
            file_id: file.id.clone(),
            due_at: file.created_at,
            tries: 0,
            reason: String::new(),
            created_at: file.created_at,
        };
        diesel::insert_into(watches::table).values(&watch).execute(c)?;
    }
    Ok(())
}

fn verdict(
    file: &File,
    number: i32,
    at: NaiveDateTime,
    cause: Cause,
    report: &Value,
) -> FileVerdict {
    let text = |key: &str| report[key].as_str().unwrap_or_default().to_owned();
    FileVerdict {
        tenant_id: file.tenant_id.clone(),
        file_id: file.id.clone(),
        number,
        at,
        cause,
        verdict: text("verdict"),
        sub_indication: text("sub_indication"),
        summary: text("summary"),
        report: Json(report.clone()),
    }
}

/// Whether some signature waits for revocation data.
fn is_pending(report: &Value) -> bool {
    let below = |key: &str| report[key].as_array().is_some_and(|all| all.iter().any(is_pending));
    report["sub_indication"] == "TRY_LATER" || below("signatures") || below("countersignatures")
}

/// Adds a verdict to the history of a file.
pub(super) fn add(
    c: &mut AnyConnection,
    file: &File,
    at: NaiveDateTime,
    report: &Value,
) -> QueryResult<usize> {
    let last: Option<i32> = verdicts::table
        .filter(verdicts::tenant_id.eq(&file.tenant_id))
        .filter(verdicts::file_id.eq(&file.id))
        .select(diesel::dsl::max(verdicts::number))
        .first(c)?;
    let row = verdict(file, last.unwrap_or(0) + 1, at, Cause::Recheck, report);
    diesel::insert_into(verdicts::table).values(&row).execute(c)
}

/// Every verdict on these files, oldest first.
pub fn history_of(
    c: &mut AnyConnection,
    tenant: &TenantId,
    files: &[FileId],
) -> QueryResult<Vec<FileVerdict>> {
    if files.is_empty() {
        return Ok(Vec::new());
    }
    verdicts::table
        .filter(verdicts::tenant_id.eq(tenant))
        .filter(verdicts::file_id.eq_any(files.to_vec()))
        .order((verdicts::file_id, verdicts::number))
        .select(FileVerdict::as_select())
        .load(c)
}

/// The watch on a file.
pub fn watch_of(
    c: &mut AnyConnection,
    tenant: &TenantId,
    file: &FileId,
) -> QueryResult<Option<Watch>> {
    watches::table
        .filter(watches::tenant_id.eq(tenant))
        .filter(watches::file_id.eq(file))
        .select(Watch::as_select())
        .first(c)
        .optional()
}

/// Watched files whose time has come, those due first.
pub fn due(
    c: &mut AnyConnection,
    tenant: &TenantId,
    at: NaiveDateTime,
) -> QueryResult<Vec<FileId>> {
    watches::table
        .filter(watches::tenant_id.eq(tenant))
        .filter(watches::due_at.le(at))
        .order((watches::due_at, watches::file_id))
        .limit(AT_ONCE)
        .select(watches::file_id)
        .load(c)
}

/// Looks again at `due_at`.
pub(super) fn postpone(
    c: &mut AnyConnection,
    file: &File,
    due_at: NaiveDateTime,
    tries: i32,
    reason: &str,
) -> QueryResult<usize> {
    let own = watches::table
        .filter(watches::tenant_id.eq(&file.tenant_id))
        .filter(watches::file_id.eq(&file.id));
    diesel::update(own)
        .set((watches::due_at.eq(due_at), watches::tries.eq(tries), watches::reason.eq(reason)))
        .execute(c)
}

/// The verdict is final.
pub(super) fn unwatch(c: &mut AnyConnection, file: &File) -> QueryResult<usize> {
    diesel::delete(
        watches::table
            .filter(watches::tenant_id.eq(&file.tenant_id))
            .filter(watches::file_id.eq(&file.id)),
    )
    .execute(c)
}
