//! Rows of figures.

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::domain::id::{CaseId, TenantId};
use crate::platform::db::MultiBackend;
use crate::platform::db::schema::{case_closures, figure_days, figure_months};

/// How a case ended the first time.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = case_closures)]
pub(super) struct Closure<'a> {
    pub tenant_id: &'a TenantId,
    pub case_id: &'a CaseId,
    pub closed_on: NaiveDate,
    pub days: i32,
    pub silence: bool,
    pub late: bool,
}

/// The counters of one office, procedure and month.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = figure_months)]
#[diesel(check_for_backend(MultiBackend))]
pub struct MonthRow {
    pub tenant_id: TenantId,
    pub office: String,
    pub procedure_code: String,
    /// `2026-03`.
    pub month: String,
    pub filed: i64,
    pub decided: i64,
    /// Of those decided: by the passing of time, without an act.
    pub silence: i64,
    /// Of those decided: after the last day.
    pub late: i64,
    /// Requests to the citizen.
    pub asked: i64,
}

/// How many cases took so many days.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = figure_days)]
#[diesel(check_for_backend(MultiBackend))]
pub struct DaysRow {
    pub tenant_id: TenantId,
    pub office: String,
    pub procedure_code: String,
    pub month: String,
    pub days: i32,
    pub cases: i64,
}

/// Sums of counters.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    pub filed: i64,
    pub decided: i64,
    pub silence: i64,
    pub late: i64,
    pub asked: i64,
}

impl Counts {
    /// Adds a row.
    pub fn add(&mut self, row: &MonthRow) {
        self.filed += row.filed;
        self.decided += row.decided;
        self.silence += row.silence;
        self.late += row.late;
        self.asked += row.asked;
    }
}
