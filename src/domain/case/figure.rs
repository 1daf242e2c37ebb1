//! Numbers of the offices: how much is open, late, waiting for others.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::domain::id::TenantId;
use crate::platform::db::AnyConnection;
use crate::platform::db::schema::cases;

/// How many cases tell which services are in demand.
const NEWEST: i64 = 500;

/// The open cases of an office.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OfficeFigures {
    pub office: String,
    pub open: i64,
    /// Whose last day is over.
    pub late: i64,
    /// Somebody outside the office must move.
    pub waiting: i64,
}

/// The figures of `offices`, in their order: two statements over the open cases.
pub fn figures(
    c: &mut AnyConnection,
    tenant: &TenantId,
    offices: &[String],
    today: NaiveDate,
) -> QueryResult<Vec<OfficeFigures>> {
    let open = || {
        cases::table
            .filter(cases::tenant_id.eq(tenant))
            .filter(cases::office.eq_any(offices.to_vec()))
            .filter(cases::priority.lt(3))
    };
    let by_priority: Vec<(String, i32, i64)> = open()
        .group_by((cases::office, cases::priority))
        .select((cases::office, cases::priority, diesel::dsl::count_star()))
        .load(c)?;
    let late: Vec<(String, i64)> = open()
        .filter(cases::sort_due.lt(today))
        .group_by(cases::office)
        .select((cases::office, diesel::dsl::count_star()))
        .load(c)?;
    let of = |office: &String| OfficeFigures {
        office: office.clone(),
        open: sum(&by_priority, |(o, _, _)| o == office),
        late: late.iter().find(|(o, _)| o == office).map_or(0, |(_, n)| *n),
        waiting: sum(&by_priority, |(o, priority, _)| o == office && *priority == 2),
    };
    Ok(offices.iter().map(of).collect())
}

/// Codes of the procedures of the newest cases, the most frequent first (then by code): one statement over few rows.
pub fn popular(c: &mut AnyConnection, tenant: &TenantId) -> QueryResult<Vec<String>> {
    // Identifiers grow with time, so the key of the table gives the newest.
    let codes: Vec<String> = cases::table
        .filter(cases::tenant_id.eq(tenant))
        .order(cases::id.desc())
        .limit(NEWEST)
        .select(cases::procedure_code)
        .load(c)?;
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for code in codes {
        *counts.entry(code).or_default() += 1;
    }
    let mut found: Vec<(String, usize)> = counts.into_iter().collect();
    found.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    Ok(found.into_iter().map(|(code, _)| code).collect())
}

fn sum(rows: &[(String, i32, i64)], counts: impl Fn(&(String, i32, i64)) -> bool) -> i64 {
    rows.iter().filter(|row| counts(row)).map(|(_, _, n)| n).sum()
}
