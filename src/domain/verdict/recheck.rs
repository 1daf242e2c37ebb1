//! A file whose verdict waits: what is missing is fetched, the file judged again for the instant of its receipt.

use chrono::{DateTime, Duration, Utc};
use serde_json::Value;

use super::error::VerdictError;
use super::judge::{Expectation, judge};
use super::queries;
use crate::domain::Scope;
use crate::domain::case;
use crate::domain::file::{self, File, HolderKind};
use crate::domain::id::{CaseId, FileId};
use crate::domain::trust::{Bench, collect};
use crate::engine::signature::Report;
use crate::engine::signature::report::Evidence;
use crate::platform::db::DatabaseError;
use crate::platform::store::ObjectKey;

/// First pause between two looks, in minutes; doubled each time.
const FIRST_MINUTES: i64 = 5;
/// Longest pause, in minutes.
const LONGEST_MINUTES: i64 = 12 * 60;
/// Days after which nobody looks any more.
const GIVE_UP_DAYS: i64 = 90;

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rechecked {
    /// The file is gone.
    Gone,
    /// Nothing new is known; looked at again later, or not any more.
    Same,
    /// There is another verdict.
    Changed,
}

/// Fetches what the file's verdict lacks, judges it again and keeps what changed.
///
/// # Errors
/// Database, store, disk. Addresses that do not answer are no error: the watch remembers them.
pub async fn recheck(
    bench: &Bench,
    scope: &Scope,
    id: &FileId,
    now: DateTime<Utc>,
) -> Result<Rechecked, VerdictError> {
    let (tenant, wanted) = (scope.tenant_id.clone(), id.clone());
    let read = move |c: &mut _| -> Result<_, DatabaseError> {
        let file = file::by_id(c, &tenant, &wanted)?;
        Ok((file, queries::watch_of(c, &tenant, &wanted)?))
    };
    let (Some(file), Some(watch)) = bench.database.read(read).await? else {
        return Ok(Rechecked::Gone);
    };
    let Some(stored) = file.report.as_ref().map(|report| report.0.clone()) else {
        return Ok(Rechecked::Gone);
    };
    let key = ObjectKey::new(file.tenant_id.as_str(), &file.sha256)?;
    let expected = expectation(&stored);
    // Received then, judged then: only what is known about that instant grows.
    let at = file.created_at.and_utc();
    let (mut report, needs) = judge(bench, &key, &expected, at).await?;
    let mut reasons = Vec::new();
    if report.is_pending() {
        reasons = collect(bench, &needs, now).await?;
        report = judge(bench, &key, &expected, at).await?.0;
    }
    let fresh = serde_json::to_value(&report).map_err(|e| VerdictError::Other(e.to_string()))?;
    let changed = differs(&stored, &fresh);
    let tries = watch.tries + 1;
    let due_at = next(&report, tries, now, watch.created_at.and_utc());
    let reason: String = reasons.join("; ").chars().take(1000).collect();
    let (scope, pending) = (scope.clone(), report.is_pending());
    let write = move |c: &mut _| -> Result<(), DatabaseError> {
        if changed {
            file::set_report(
                c,
                &scope.tenant_id,
                &file.id,
                fresh["verdict"].as_str().unwrap_or_default(),
                fresh.clone(),
            )?;
            queries::add(c, &file, now.naive_utc(), &fresh)?;
            tell(c, &scope, &file, &fresh)?;
        }
        match due_at.filter(|_| pending) {
            Some(due_at) => {
                queries::postpone(c, &file, due_at.naive_utc(), tries, &reason)?;
            }
            None => {
                queries::unwatch(c, &file)?;
            }
        }
        Ok(())
    };
    bench.database.write(write).await?;
    Ok(if changed { Rechecked::Changed } else { Rechecked::Same })
}

/// What the first judgement asked for, as its report remembers.
fn expectation(report: &Value) -> Expectation {
    let read = |value: &Value| serde_json::from_value::<Evidence>(value.clone()).ok();
    let evidence = read(&report["evidence"]).unwrap_or_default();
    let parties = report["parties"].as_array().map(Vec::as_slice).unwrap_or_default();
    Expectation {
        content_sha256: evidence.expected_content_sha256,
        parties: parties.iter().filter_map(|p| serde_json::from_value(p.clone()).ok()).collect(),
        level: evidence.required_level,
    }
}

/// Whether the verdict of the file or of a signature, or why, is another.
fn differs(old: &Value, new: &Value) -> bool {
    let mark = |report: &Value| -> Vec<String> {
        let signatures = report["signatures"].as_array().map(Vec::as_slice).unwrap_or_default();
        let all = std::iter::once(report).chain(signatures);
        all.map(|one| format!("{} {} {}", one["verdict"], one["sub_indication"], one["reason"]))
            .collect()
    };
    mark(old) != mark(new)
}

/// When to look again; `None` when it has been tried long enough.
fn next(
    report: &Report,
    tries: i32,
    now: DateTime<Utc>,
    since: DateTime<Utc>,
) -> Option<DateTime<Utc>> {
    if !report.is_pending() || now - since > Duration::days(GIVE_UP_DAYS) {
        return None;
    }
    let doubled = FIRST_MINUTES << tries.clamp(1, 12).unsigned_abs().saturating_sub(1);
    Some(now + Duration::minutes(doubled.min(LONGEST_MINUTES)))
}

/// The case's history says that the verdict on one of its files is another now.
fn tell(
    c: &mut crate::platform::db::AnyConnection,
    scope: &Scope,
    file: &File,
    report: &Value,
) -> Result<(), DatabaseError> {
    if file.holder_kind != HolderKind::Case {
        return Ok(());
    }
    let summary = report["summary"].as_str().unwrap_or_default();
    let passed = report["verdict"] == "TOTAL_PASSED";
    case::tell_verdict(c, scope, &CaseId::new(&file.holder_id), &file.name, summary, passed)?;
    Ok(())
}
