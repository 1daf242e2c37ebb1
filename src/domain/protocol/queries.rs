//! SQL of the register.

use chrono::{Duration, NaiveDate, NaiveDateTime};
use diesel::prelude::*;

use super::model::{Annulment, Day, Emergency, Entry, RegisterFilter};
use crate::domain::id::TenantId;
use crate::platform::db::AnyConnection;
use crate::platform::db::schema::{
    register_annulments, register_days, register_emergencies, register_entries,
};

/// Instants that may lie in a civil day: the caller keeps those that do.
fn around(day: NaiveDate) -> (NaiveDateTime, NaiveDateTime) {
    let noon = day.and_time(chrono::NaiveTime::MIN);
    (noon - Duration::hours(12), noon + Duration::hours(36))
}

/// Entries, the latest number first.
pub fn list(
    c: &mut AnyConnection,
    tenant: &TenantId,
    filter: &RegisterFilter,
    limit: i64,
) -> QueryResult<Vec<Entry>> {
    let mut query =
        register_entries::table.filter(register_entries::tenant_id.eq(tenant.clone())).into_boxed();
    if let Some(direction) = filter.direction {
        query = query.filter(register_entries::direction.eq(direction));
    }
    if let Some(day) = filter.day {
        let (from, to) = around(day);
        query = query.filter(register_entries::at.ge(from)).filter(register_entries::at.lt(to));
    }
    if let Some((year, number)) = filter.before {
        query = query.filter(
            register_entries::year
                .lt(year)
                .or(register_entries::year.eq(year).and(register_entries::number.lt(number))),
        );
    }
    if let Some((year, number)) = filter.exactly {
        query = query
            .filter(register_entries::year.eq(year))
            .filter(register_entries::number.eq(number));
    }
    query
        .order((register_entries::year.desc(), register_entries::number.desc()))
        .limit(limit)
        .select(Entry::as_select())
        .load(c)
}

/// One entry.
pub fn entry(
    c: &mut AnyConnection,
    tenant: &TenantId,
    year: i32,
    number: i64,
) -> QueryResult<Option<Entry>> {
    let filter = RegisterFilter { exactly: Some((year, number)), ..RegisterFilter::default() };
    Ok(list(c, tenant, &filter, 1)?.pop())
}

/// The annulments among numbers of one year.
pub fn annulments_of(
    c: &mut AnyConnection,
    tenant: &TenantId,
    numbers: &[(i32, i64)],
) -> QueryResult<Vec<Annulment>> {
    let years: Vec<i32> = numbers.iter().map(|(year, _)| *year).collect();
    let plain: Vec<i64> = numbers.iter().map(|(_, number)| *number).collect();
    let mut found: Vec<Annulment> = register_annulments::table
        .filter(register_annulments::tenant_id.eq(tenant))
        .filter(register_annulments::year.eq_any(years))
        .filter(register_annulments::number.eq_any(plain))
        .select(Annulment::as_select())
        .load(c)?;
    found.retain(|a| numbers.contains(&(a.year, a.number)));
    Ok(found)
}

pub(super) fn insert_annulment(c: &mut AnyConnection, row: &Annulment) -> QueryResult<usize> {
    diesel::insert_into(register_annulments::table).values(row).execute(c)
}

/// Every entry that may be of a civil day, in order of number.
pub(super) fn entries_around(
    c: &mut AnyConnection,
    tenant: &TenantId,
    day: NaiveDate,
) -> QueryResult<Vec<Entry>> {
    let (from, to) = around(day);
    register_entries::table
        .filter(register_entries::tenant_id.eq(tenant))
        .filter(register_entries::at.ge(from))
        .filter(register_entries::at.lt(to))
        .order((register_entries::year, register_entries::number))
        .select(Entry::as_select())
        .load(c)
}

pub(super) fn annulments_around(
    c: &mut AnyConnection,
    tenant: &TenantId,
    day: NaiveDate,
) -> QueryResult<Vec<Annulment>> {
    let (from, to) = around(day);
    register_annulments::table
        .filter(register_annulments::tenant_id.eq(tenant))
        .filter(register_annulments::at.ge(from))
        .filter(register_annulments::at.lt(to))
        .order((register_annulments::year, register_annulments::number))
        .select(Annulment::as_select())
        .load(c)
}

/// The instants from `from` on at which something was registered or annulled, at most `limit` of each.
pub(super) fn instants_since(
    c: &mut AnyConnection,
    tenant: &TenantId,
    from: NaiveDateTime,
    limit: i64,
) -> QueryResult<Vec<NaiveDateTime>> {
    let mut found: Vec<NaiveDateTime> = register_entries::table
        .filter(register_entries::tenant_id.eq(tenant))
        .filter(register_entries::at.ge(from))
        .order(register_entries::at)
        .limit(limit)
        .select(register_entries::at)
        .load(c)?;
    let annulled: Vec<NaiveDateTime> = register_annulments::table
        .filter(register_annulments::tenant_id.eq(tenant))
        .filter(register_annulments::at.ge(from))
        .order(register_annulments::at)
        .limit(limit)
        .select(register_annulments::at)
        .load(c)?;
    found.extend(annulled);
    Ok(found)
}

/// The registers of the days, the latest first.
pub fn days(c: &mut AnyConnection, tenant: &TenantId, limit: i64) -> QueryResult<Vec<Day>> {
    register_days::table
        .filter(register_days::tenant_id.eq(tenant))
        .order(register_days::position.desc())
        .limit(limit)
        .select(Day::as_select())
        .load(c)
}

pub(super) fn insert_day(c: &mut AnyConnection, row: &Day) -> QueryResult<usize> {
    diesel::insert_into(register_days::table).values(row).execute(c)
}

/// The emergency register: what waits first, then the latest.
pub fn emergencies(
    c: &mut AnyConnection,
    tenant: &TenantId,
    limit: i64,
) -> QueryResult<Vec<Emergency>> {
    let mut found = waiting(c, tenant)?;
    let done: Vec<Emergency> = register_emergencies::table
        .filter(register_emergencies::tenant_id.eq(tenant))
        .filter(register_emergencies::reconciled_at.is_not_null())
        .order((register_emergencies::at.desc(), register_emergencies::number.desc()))
        .limit(limit)
        .select(Emergency::as_select())
        .load(c)?;
    found.extend(done);
    Ok(found)
}

/// What waits to be brought over, in the order in which it was registered by hand.
pub(super) fn waiting(c: &mut AnyConnection, tenant: &TenantId) -> QueryResult<Vec<Emergency>> {
    register_emergencies::table
        .filter(register_emergencies::tenant_id.eq(tenant))
        .filter(register_emergencies::reconciled_at.is_null())
        .order((register_emergencies::at, register_emergencies::number))
        .limit(500)
        .select(Emergency::as_select())
        .load(c)
}

pub(super) fn insert_emergency(c: &mut AnyConnection, row: &Emergency) -> QueryResult<usize> {
    diesel::insert_into(register_emergencies::table).values(row).execute(c)
}

pub(super) fn set_reconciled(
    c: &mut AnyConnection,
    row: &Emergency,
    at: NaiveDateTime,
    label: &str,
) -> QueryResult<usize> {
    diesel::update(
        register_emergencies::table
            .filter(register_emergencies::tenant_id.eq(&row.tenant_id))
            .filter(register_emergencies::id.eq(&row.id)),
    )
    .set((
        register_emergencies::reconciled_at.eq(Some(at)),
        register_emergencies::label.eq(Some(label)),
    ))
    .execute(c)
}
