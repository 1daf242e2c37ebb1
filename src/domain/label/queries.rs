//! SQL of labels.

use diesel::prelude::*;

use super::model::{Label, Worn};
use crate::domain::id::{CaseId, TenantId};
use crate::platform::db::schema::{case_labels, labels};
use crate::platform::db::{AnyConnection, Tail};

/// The labels of some offices, by title.
pub fn of_offices(
    c: &mut AnyConnection,
    tenant: &TenantId,
    offices: &[String],
) -> QueryResult<Vec<Label>> {
    labels::table
        .filter(labels::tenant_id.eq(tenant))
        .filter(labels::office.eq_any(offices.to_vec()))
        .order((labels::title, labels::id))
        .select(Label::as_select())
        .load(c)
}

/// The label of an identifier.
pub fn find(c: &mut AnyConnection, tenant: &TenantId, id: &str) -> QueryResult<Option<Label>> {
    labels::table
        .filter(labels::tenant_id.eq(tenant))
        .filter(labels::id.eq(id))
        .select(Label::as_select())
        .first(c)
        .optional()
}

pub(super) fn of_title(
    c: &mut AnyConnection,
    tenant: &TenantId,
    office: &str,
    title: &str,
) -> QueryResult<Option<Label>> {
    labels::table
        .filter(labels::tenant_id.eq(tenant))
        .filter(labels::office.eq(office))
        .filter(labels::title.eq(title))
        .select(Label::as_select())
        .first(c)
        .optional()
}

pub(super) fn insert(c: &mut AnyConnection, row: &Label) -> QueryResult<usize> {
    diesel::insert_into(labels::table).values(row).execute(c)
}

/// Takes a label away, from all cases too.
pub fn remove(c: &mut AnyConnection, tenant: &TenantId, id: &str) -> QueryResult<usize> {
    diesel::delete(
        case_labels::table
            .filter(case_labels::tenant_id.eq(tenant))
            .filter(case_labels::label_id.eq(id)),
    )
    .execute(c)?;
    diesel::delete(labels::table.filter(labels::tenant_id.eq(tenant)).filter(labels::id.eq(id)))
        .execute(c)
}

/// Puts a label on a case; `false` if it was there.
pub(super) fn wear(
    c: &mut AnyConnection,
    tenant: &TenantId,
    case: &CaseId,
    label: &str,
) -> QueryResult<bool> {
    let row = Worn { tenant_id: tenant, case_id: case, label_id: label };
    let insert = diesel::insert_into(case_labels::table).values(row);
    Ok(Tail(insert, "ON CONFLICT DO NOTHING").execute(c)? == 1)
}

/// Takes a label off a case; `false` if it was not there.
pub fn detach(
    c: &mut AnyConnection,
    tenant: &TenantId,
    case: &CaseId,
    label: &str,
) -> QueryResult<bool> {
    let row = case_labels::table
        .filter(case_labels::tenant_id.eq(tenant))
        .filter(case_labels::case_id.eq(case))
        .filter(case_labels::label_id.eq(label));
    Ok(diesel::delete(row).execute(c)? == 1)
}

/// The labels of some cases, by title.
pub fn of_cases(
    c: &mut AnyConnection,
    tenant: &TenantId,
    cases: &[CaseId],
) -> QueryResult<Vec<(CaseId, Label)>> {
    case_labels::table
        .inner_join(labels::table.on(
            labels::tenant_id.eq(case_labels::tenant_id).and(labels::id.eq(case_labels::label_id)),
        ))
        .filter(case_labels::tenant_id.eq(tenant))
        .filter(case_labels::case_id.eq_any(cases.to_vec()))
        .order((labels::title, labels::id))
        .select((case_labels::case_id, Label::as_select()))
        .load(c)
}

/// On how many cases each label of some offices is.
pub fn worn(
    c: &mut AnyConnection,
    tenant: &TenantId,
    ids: &[String],
) -> QueryResult<Vec<(String, i64)>> {
    case_labels::table
        .filter(case_labels::tenant_id.eq(tenant))
        .filter(case_labels::label_id.eq_any(ids.to_vec()))
        .group_by(case_labels::label_id)
        .select((case_labels::label_id, diesel::dsl::count_star()))
        .load(c)
}
