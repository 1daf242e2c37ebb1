//! The register of each day: which days have none yet, what stands in one, and the chain they make.

use chrono::{Duration, NaiveDate, NaiveDateTime, NaiveTime};
use serde_json::{Value, json};

use super::model::{Annulment, Day, Entry};
use super::queries;
use crate::base::clock::civil;
use crate::domain::Scope;
use crate::domain::id::TenantId;
use crate::platform::audit::{self, Break, GENESIS, Link};
use crate::platform::db::{AnyConnection, DatabaseError};

/// Instants that are looked at in one run.
const MOST_INSTANTS: i64 = 100_000;
/// Days that a verification reads.
const MOST_DAYS: i64 = 40_000;

/// What was registered and annulled on one civil day.
#[derive(Debug, Clone)]
pub struct DayContent {
    pub day: NaiveDate,
    pub entries: Vec<Entry>,
    pub annulments: Vec<Annulment>,
}

impl DayContent {
    /// The same for machines: it goes into the document as data.
    pub fn data(&self) -> Value {
        let entry = |e: &Entry| {
            json!({ "numero": e.label(), "istante": e.at.and_utc().to_rfc3339(), "verso": e.direction,
                "oggetto": e.subject, "corrispondente": e.correspondent, "impronta_sha256": e.document_sha256 })
        };
        let annulment = |a: &Annulment| {
            json!({ "numero": format!("{}/{:07}", a.year, a.number),
                "istante": a.at.and_utc().to_rfc3339(), "autore": a.author, "motivo": a.reason })
        };
        json!({ "giorno": self.day, "registrazioni": self.entries.iter().map(entry).collect::<Vec<_>>(),
            "annullamenti": self.annulments.iter().map(annulment).collect::<Vec<_>>() })
    }
}

/// The days before today on which something happened and of which no register is sealed, the oldest first.
pub fn unsealed_days(
    c: &mut AnyConnection,
    scope: &Scope,
) -> Result<Vec<NaiveDate>, DatabaseError> {
    let last = queries::days(c, &scope.tenant_id, 1)?.pop();
    let from = last.map_or(NaiveDateTime::MIN, |d| start(d.day) + Duration::hours(20));
    // The year 0 is before any register and after the least instant that both databases take.
    let floor = NaiveDate::from_ymd_opt(2000, 1, 1).map_or(from, start);
    let found = queries::instants_since(c, &scope.tenant_id, from.max(floor), MOST_INSTANTS)?;
    let sealed = queries::days(c, &scope.tenant_id, 1)?.pop().map(|d| d.day);
    let mut days: Vec<NaiveDate> = found.into_iter().map(|at| civil(at).date()).collect();
    days.sort_unstable();
    days.dedup();
    days.retain(|day| *day < scope.today && sealed.is_none_or(|last| *day > last));
    Ok(days)
}

fn start(day: NaiveDate) -> NaiveDateTime {
    day.and_time(NaiveTime::MIN)
}

/// What stands in the register of a day.
pub fn content_of(
    c: &mut AnyConnection,
    tenant: &TenantId,
    day: NaiveDate,
) -> Result<DayContent, DatabaseError> {
    let mut entries = queries::entries_around(c, tenant, day)?;
    entries.retain(|e| civil(e.at).date() == day);
    let mut annulments = queries::annulments_around(c, tenant, day)?;
    annulments.retain(|a| civil(a.at).date() == day);
    Ok(DayContent { day, entries, annulments })
}

/// What the hash of a day covers.
fn fields(day: &Day) -> Value {
    json!({ "register": day.register, "day": day.day, "entries": day.entries,
        "annulments": day.annulments, "sha256": day.sha256 })
}

/// Adds the register of a day to the chain; `false` if a later or the same day is there already.
pub fn seal_day(
    c: &mut AnyConnection,
    scope: &Scope,
    register: &str,
    content: &DayContent,
    (sha256, bytes): (&str, i64),
) -> Result<bool, DatabaseError> {
    let last = queries::days(c, &scope.tenant_id, 1)?.pop();
    if last.as_ref().is_some_and(|d| d.day >= content.day) {
        return Ok(false);
    }
    let previous = last.as_ref().map_or_else(|| GENESIS.to_owned(), |d| d.hash.clone());
    let mut row = Day {
        tenant_id: scope.tenant_id.clone(),
        register: register.to_owned(),
        day: content.day,
        position: last.map_or(1, |d| d.position + 1),
        entries: content.entries.len() as i64,
        annulments: content.annulments.len() as i64,
        sha256: sha256.to_owned(),
        bytes,
        previous_hash: previous,
        hash: String::new(),
        created_at: scope.at,
    };
    row.hash = audit::link(&row.previous_hash, &fields(&row));
    queries::insert_day(c, &row)?;
    Ok(true)
}

/// Proves the chain of the days; gives the last hash.
pub fn verify_days(
    c: &mut AnyConnection,
    tenant: &TenantId,
) -> Result<Result<String, Break>, DatabaseError> {
    let mut days = queries::days(c, tenant, MOST_DAYS)?;
    days.reverse();
    Ok(audit::verify(days.into_iter().map(|day| Link {
        seq: day.position,
        fields: fields(&day),
        previous: day.previous_hash,
        hash: day.hash,
    })))
}
