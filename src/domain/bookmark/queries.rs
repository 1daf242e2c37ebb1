//! SQL of saved filters.

use diesel::prelude::*;

use super::model::Bookmark;
use crate::domain::id::{AccountId, TenantId};
use crate::platform::db::AnyConnection;
use crate::platform::db::schema::saved_filters;

/// The officer's own and those shared with an office that the officer reads, by title.
pub fn visible(
    c: &mut AnyConnection,
    tenant: &TenantId,
    account: &AccountId,
    offices: &[String],
) -> QueryResult<Vec<Bookmark>> {
    saved_filters::table
        .filter(saved_filters::tenant_id.eq(tenant))
        .filter(
            saved_filters::account_id
                .eq(account)
                .or(saved_filters::office.eq_any(offices.to_vec())),
        )
        .order((saved_filters::title, saved_filters::id))
        .select(Bookmark::as_select())
        .load(c)
}

/// The saved filter of an identifier.
pub fn find(c: &mut AnyConnection, tenant: &TenantId, id: &str) -> QueryResult<Option<Bookmark>> {
    saved_filters::table
        .filter(saved_filters::tenant_id.eq(tenant))
        .filter(saved_filters::id.eq(id))
        .select(Bookmark::as_select())
        .first(c)
        .optional()
}

/// Adds one.
pub fn insert(c: &mut AnyConnection, row: &Bookmark) -> QueryResult<usize> {
    diesel::insert_into(saved_filters::table).values(row).execute(c)
}

/// Takes one away.
pub fn remove(c: &mut AnyConnection, tenant: &TenantId, id: &str) -> QueryResult<usize> {
    let row = saved_filters::table
        .filter(saved_filters::tenant_id.eq(tenant))
        .filter(saved_filters::id.eq(id));
    diesel::delete(row).execute(c)
}
