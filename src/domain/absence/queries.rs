//! SQL of absences.

use chrono::NaiveDate;
use diesel::prelude::*;

use super::model::Absence;
use crate::domain::id::{AccountId, TenantId};
use crate::platform::db::AnyConnection;
use crate::platform::db::schema::absences;

pub(super) fn insert(c: &mut AnyConnection, row: &Absence) -> QueryResult<usize> {
    diesel::insert_into(absences::table).values(row).execute(c)
}

/// The absence of an identifier.
pub fn find(c: &mut AnyConnection, tenant: &TenantId, id: &str) -> QueryResult<Option<Absence>> {
    absences::table
        .filter(absences::tenant_id.eq(tenant))
        .filter(absences::id.eq(id))
        .select(Absence::as_select())
        .first(c)
        .optional()
}

/// Everybody who is away on a day.
pub fn today(
    c: &mut AnyConnection,
    tenant: &TenantId,
    day: NaiveDate,
) -> QueryResult<Vec<Absence>> {
    absences::table
        .filter(absences::tenant_id.eq(tenant))
        .filter(absences::to_on.ge(day))
        .filter(absences::from_on.le(day))
        .order((absences::from_on, absences::id))
        .select(Absence::as_select())
        .load(c)
}

/// The absences of some officers that are not over on a day, the nearest first.
pub fn of_accounts(
    c: &mut AnyConnection,
    tenant: &TenantId,
    accounts: &[AccountId],
    day: NaiveDate,
) -> QueryResult<Vec<Absence>> {
    absences::table
        .filter(absences::tenant_id.eq(tenant))
        .filter(absences::account_id.eq_any(accounts.to_vec()))
        .filter(absences::to_on.ge(day))
        .order((absences::from_on, absences::id))
        .select(Absence::as_select())
        .load(c)
}

/// Takes an absence away.
pub fn remove(c: &mut AnyConnection, tenant: &TenantId, id: &str) -> QueryResult<usize> {
    let row = absences::table.filter(absences::tenant_id.eq(tenant)).filter(absences::id.eq(id));
    diesel::delete(row).execute(c)
}
