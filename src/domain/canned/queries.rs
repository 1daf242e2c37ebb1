//! SQL of canned texts.

use diesel::prelude::*;

use super::model::Canned;
use crate::domain::id::TenantId;
use crate::platform::db::AnyConnection;
use crate::platform::db::schema::canned_texts;

/// The texts of some offices, by title.
pub fn of_offices(
    c: &mut AnyConnection,
    tenant: &TenantId,
    offices: &[String],
) -> QueryResult<Vec<Canned>> {
    canned_texts::table
        .filter(canned_texts::tenant_id.eq(tenant))
        .filter(canned_texts::office.eq_any(offices.to_vec()))
        .order((canned_texts::title, canned_texts::id))
        .select(Canned::as_select())
        .load(c)
}

/// The text of an identifier.
pub fn find(c: &mut AnyConnection, tenant: &TenantId, id: &str) -> QueryResult<Option<Canned>> {
    canned_texts::table
        .filter(canned_texts::tenant_id.eq(tenant))
        .filter(canned_texts::id.eq(id))
        .select(Canned::as_select())
        .first(c)
        .optional()
}

/// Adds one.
pub fn insert(c: &mut AnyConnection, row: &Canned) -> QueryResult<usize> {
    diesel::insert_into(canned_texts::table).values(row).execute(c)
}

/// Takes one away.
pub fn remove(c: &mut AnyConnection, tenant: &TenantId, id: &str) -> QueryResult<usize> {
    let row = canned_texts::table
        .filter(canned_texts::tenant_id.eq(tenant))
        .filter(canned_texts::id.eq(id));
    diesel::delete(row).execute(c)
}
