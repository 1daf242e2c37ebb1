//! SQL of figures.

use diesel::prelude::*;

use super::model::{Closure, DaysRow, MonthRow};
use crate::domain::id::TenantId;
use crate::platform::db::schema::{case_closures, figure_days, figure_months};
use crate::platform::db::{AnyConnection, Tail};

/// Which figures: months from the first to the last, both included.
#[derive(Debug, Clone)]
pub struct Span {
    pub first: String,
    pub last: String,
    /// None: all offices.
    pub offices: Option<Vec<String>>,
    pub procedure: Option<String>,
}

/// `true` if the case had not been closed before.
pub(super) fn close(c: &mut AnyConnection, row: &Closure<'_>) -> QueryResult<bool> {
    let insert = diesel::insert_into(case_closures::table).values(row);
    Ok(Tail(insert, "ON CONFLICT DO NOTHING").execute(c)? == 1)
}

pub(super) fn add_month(c: &mut AnyConnection, row: &MonthRow) -> QueryResult<usize> {
    let insert = diesel::insert_into(figure_months::table).values(row);
    Tail(
        insert,
        "ON CONFLICT (tenant_id, office, procedure_code, month) DO UPDATE SET \
         filed = figure_months.filed + excluded.filed, decided = figure_months.decided + excluded.decided, \
         silence = figure_months.silence + excluded.silence, late = figure_months.late + excluded.late, \
         asked = figure_months.asked + excluded.asked",
    )
    .execute(c)
}

pub(super) fn add_days(c: &mut AnyConnection, row: &DaysRow) -> QueryResult<usize> {
    let insert = diesel::insert_into(figure_days::table).values(row);
    Tail(
        insert,
        "ON CONFLICT (tenant_id, office, procedure_code, month, days) DO UPDATE SET \
         cases = figure_days.cases + excluded.cases",
    )
    .execute(c)
}

/// The counters of a span, by month.
pub fn months(c: &mut AnyConnection, tenant: &TenantId, span: &Span) -> QueryResult<Vec<MonthRow>> {
    let mut query = figure_months::table
        .filter(figure_months::tenant_id.eq(tenant.clone()))
        .filter(figure_months::month.ge(span.first.clone()))
        .filter(figure_months::month.le(span.last.clone()))
        .into_boxed();
    if let Some(offices) = &span.offices {
        query = query.filter(figure_months::office.eq_any(offices.clone()));
    }
    if let Some(code) = &span.procedure {
        query = query.filter(figure_months::procedure_code.eq(code.clone()));
    }
    query
        .order((figure_months::month, figure_months::procedure_code, figure_months::office))
        .select(MonthRow::as_select())
        .load(c)
}

/// The days of a span.
pub fn days(c: &mut AnyConnection, tenant: &TenantId, span: &Span) -> QueryResult<Vec<DaysRow>> {
    let mut query = figure_days::table
        .filter(figure_days::tenant_id.eq(tenant.clone()))
        .filter(figure_days::month.ge(span.first.clone()))
        .filter(figure_days::month.le(span.last.clone()))
        .into_boxed();
    if let Some(offices) = &span.offices {
        query = query.filter(figure_days::office.eq_any(offices.clone()));
    }
    if let Some(code) = &span.procedure {
        query = query.filter(figure_days::procedure_code.eq(code.clone()));
    }
    query
        .order((figure_days::procedure_code, figure_days::days))
        .select(DaysRow::as_select())
        .load(c)
}
