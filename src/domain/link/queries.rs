//! SQL of links and parcels.

use diesel::prelude::*;

use super::model::{CaseParcel, Link, LinkKind};
use crate::domain::case::{CASE_TEXTS, Case};
use crate::domain::id::{CaseId, TenantId};
use crate::platform::db::schema::{case_links, case_parcels, cases};
use crate::platform::db::{AnyConnection, HasWords, Tail};

/// Other cases on the same land that are shown at most.
const MOST: i64 = 20;

pub(super) fn insert(c: &mut AnyConnection, row: &Link) -> QueryResult<bool> {
    let insert = diesel::insert_into(case_links::table).values(row);
    Ok(Tail(insert, "ON CONFLICT DO NOTHING").execute(c)? == 1)
}

pub(super) fn insert_parcel(c: &mut AnyConnection, row: &CaseParcel) -> QueryResult<usize> {
    let insert = diesel::insert_into(case_parcels::table).values(row);
    Tail(insert, "ON CONFLICT DO NOTHING").execute(c)
}

/// Takes away what an officer linked, in whichever direction; what a form declares stays.
pub fn remove(
    c: &mut AnyConnection,
    tenant: &TenantId,
    one: &CaseId,
    other: &CaseId,
) -> QueryResult<usize> {
    let there = case_links::case_id.eq(one).and(case_links::other_id.eq(other));
    let back = case_links::case_id.eq(other).and(case_links::other_id.eq(one));
    diesel::delete(
        case_links::table
            .filter(case_links::tenant_id.eq(tenant))
            .filter(case_links::kind.eq(LinkKind::Manual))
            .filter(there.or(back)),
    )
    .execute(c)
}

/// The links of a case, in both directions.
pub(super) fn of_case(
    c: &mut AnyConnection,
    tenant: &TenantId,
    case: &CaseId,
) -> QueryResult<Vec<Link>> {
    case_links::table
        .filter(case_links::tenant_id.eq(tenant))
        .filter(case_links::case_id.eq(case).or(case_links::other_id.eq(case)))
        .order((case_links::created_at, case_links::case_id))
        .select(Link::as_select())
        .load(c)
}

/// Other cases on the same land in some offices, the latest first, with the land.
pub fn same_parcel(
    c: &mut AnyConnection,
    tenant: &TenantId,
    case: &CaseId,
    offices: &[String],
) -> QueryResult<Vec<(Case, String)>> {
    let own = case_parcels::table
        .filter(case_parcels::tenant_id.eq(tenant))
        .filter(case_parcels::case_id.eq(case))
        .select(case_parcels::parcel)
        .load::<String>(c)?;
    if own.is_empty() {
        return Ok(Vec::new());
    }
    case_parcels::table
        .inner_join(cases::table.on(
            cases::tenant_id.eq(case_parcels::tenant_id).and(cases::id.eq(case_parcels::case_id)),
        ))
        .filter(case_parcels::tenant_id.eq(tenant))
        .filter(case_parcels::parcel.eq_any(own))
        .filter(case_parcels::case_id.ne(case))
        .filter(cases::office.eq_any(offices.to_vec()))
        .order((cases::submitted_at.desc(), cases::id.desc()))
        .limit(MOST)
        .select((Case::as_select(), case_parcels::label))
        .load(c)
}

/// The cases whose text has some words: a few, to choose the one that is meant.
pub(super) fn with_words(
    c: &mut AnyConnection,
    tenant: &TenantId,
    words: &[String],
) -> QueryResult<Vec<Case>> {
    cases::table
        .filter(cases::tenant_id.eq(tenant))
        .filter(HasWords::new(CASE_TEXTS, tenant.as_str(), words))
        .order(cases::id)
        .limit(10)
        .select(Case::as_select())
        .load(c)
}
