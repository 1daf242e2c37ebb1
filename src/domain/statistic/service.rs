//! Counting when it happens, and reading medians out of what was counted.

use std::collections::BTreeMap;

use chrono::{Datelike, Months, NaiveDate};

use super::model::{Closure, DaysRow, MonthRow};
use super::queries;
use crate::base::clock::civil;
use crate::domain::Scope;
use crate::domain::case::Case;
use crate::platform::db::{AnyConnection, DatabaseError};

/// The month of a day, as it is counted: `2026-03`.
pub fn month_of(day: NaiveDate) -> String {
    format!("{:04}-{:02}", day.year(), day.month())
}

/// The last `count` months until that of a day, oldest first.
pub fn months_back(day: NaiveDate, count: u32) -> Vec<String> {
    let back = |n: u32| day.checked_sub_months(Months::new(n)).map(month_of);
    (0..count).rev().filter_map(back).collect()
}

fn row(scope: &Scope, case: &Case) -> MonthRow {
    MonthRow {
        tenant_id: scope.tenant_id.clone(),
        office: case.office.clone(),
        procedure_code: case.procedure_code.clone(),
        month: month_of(scope.today),
        filed: 0,
        decided: 0,
        silence: 0,
        late: 0,
        asked: 0,
    }
}

/// A case was submitted.
pub fn filed(c: &mut AnyConnection, scope: &Scope, case: &Case) -> Result<(), DatabaseError> {
    queries::add_month(c, &MonthRow { filed: 1, ..row(scope, case) })?;
    Ok(())
}

/// So many requests were made to the citizen.
pub fn asked(
    c: &mut AnyConnection,
    scope: &Scope,
    case: &Case,
    count: usize,
) -> Result<(), DatabaseError> {
    if count > 0 {
        queries::add_month(c, &MonthRow { asked: count as i64, ..row(scope, case) })?;
    }
    Ok(())
}

/// A case was closed. Counted the first time only; `due` is the last day as it was before.
pub fn closed(
    c: &mut AnyConnection,
    scope: &Scope,
    case: &Case,
    due: Option<NaiveDate>,
    by_time: bool,
) -> Result<(), DatabaseError> {
    let submitted = civil(case.submitted_at).date();
    let days = i32::try_from((scope.today - submitted).num_days().max(0)).unwrap_or(i32::MAX);
    // What the passing of time decides is decided on the last day, however late the timer comes to it.
    let late = !by_time && due.is_some_and(|due| due < scope.today);
    let closure = Closure {
        tenant_id: &scope.tenant_id,
        case_id: &case.id,
        closed_on: scope.today,
        days,
        silence: by_time,
        late,
    };
    if !queries::close(c, &closure)? {
        return Ok(());
    }
    let month = row(scope, case);
    let day = DaysRow {
        tenant_id: month.tenant_id.clone(),
        office: month.office.clone(),
        procedure_code: month.procedure_code.clone(),
        month: month.month.clone(),
        days,
        cases: 1,
    };
    let (silence, late) = (i64::from(by_time), i64::from(late));
    queries::add_month(c, &MonthRow { decided: 1, silence, late, ..month })?;
    queries::add_days(c, &day)?;
    Ok(())
}

/// How the days of decided cases are spread.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Spread(BTreeMap<i32, i64>);

impl Spread {
    /// Counts a row in.
    pub fn add(&mut self, row: &DaysRow) {
        *self.0.entry(row.days).or_default() += row.cases;
    }

    /// How many cases.
    pub fn count(&self) -> i64 {
        self.0.values().sum()
    }

    /// The days within which `percent` of a hundred cases were decided (nearest rank); nothing without cases.
    pub fn percentile(&self, percent: i64) -> Option<i32> {
        let rank = (self.count() * percent + 99) / 100;
        let mut seen = 0;
        self.0.iter().find_map(|(days, cases)| {
            seen += cases;
            (seen >= rank.max(1)).then_some(*days)
        })
    }

    /// Half of the cases took no longer.
    pub fn median(&self) -> Option<i32> {
        self.percentile(50)
    }
}
