//! SQL of exports.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::model::{Export, ExportState};
use crate::domain::id::{AccountId, TenantId};
use crate::platform::db::AnyConnection;
use crate::platform::db::schema::exports;

/// Rows of the page at most.
const MOST: i64 = 50;

pub(super) fn insert(c: &mut AnyConnection, row: &Export) -> QueryResult<usize> {
    diesel::insert_into(exports::table).values(row).execute(c)
}

/// The exports of an officer, the latest first.
pub fn of_account(
    c: &mut AnyConnection,
    tenant: &TenantId,
    account: &AccountId,
) -> QueryResult<Vec<Export>> {
    exports::table
        .filter(exports::tenant_id.eq(tenant))
        .filter(exports::account_id.eq(account))
        .order((exports::created_at.desc(), exports::id.desc()))
        .limit(MOST)
        .select(Export::as_select())
        .load(c)
}

/// The export of an identifier.
pub fn find(c: &mut AnyConnection, tenant: &TenantId, id: &str) -> QueryResult<Option<Export>> {
    exports::table
        .filter(exports::tenant_id.eq(tenant))
        .filter(exports::id.eq(id))
        .select(Export::as_select())
        .first(c)
        .optional()
}

/// The job begins, or begins again.
pub fn start(c: &mut AnyConnection, tenant: &TenantId, id: &str, total: i64) -> QueryResult<usize> {
    let row = exports::table.filter(exports::tenant_id.eq(tenant)).filter(exports::id.eq(id));
    diesel::update(row)
        .set((
            exports::state.eq(ExportState::Running),
            exports::total.eq(total),
            exports::done.eq(0_i64),
        ))
        .execute(c)
}

/// So many cases are written.
pub fn advance(
    c: &mut AnyConnection,
    tenant: &TenantId,
    id: &str,
    done: i64,
) -> QueryResult<usize> {
    let row = exports::table.filter(exports::tenant_id.eq(tenant)).filter(exports::id.eq(id));
    diesel::update(row).set(exports::done.eq(done)).execute(c)
}

/// The file is in the store.
pub fn finish(
    c: &mut AnyConnection,
    tenant: &TenantId,
    id: &str,
    (sha256, bytes, done): (&str, i64, i64),
    at: NaiveDateTime,
) -> QueryResult<usize> {
    let row = exports::table.filter(exports::tenant_id.eq(tenant)).filter(exports::id.eq(id));
    diesel::update(row)
        .set((
            exports::state.eq(ExportState::Done),
            exports::sha256.eq(sha256),
            exports::bytes.eq(bytes),
            exports::done.eq(done),
            exports::total.eq(done),
            exports::finished_at.eq(Some(at)),
        ))
        .execute(c)
}

/// The export cannot be made.
pub fn fail(
    c: &mut AnyConnection,
    tenant: &TenantId,
    id: &str,
    at: NaiveDateTime,
) -> QueryResult<usize> {
    let row = exports::table.filter(exports::tenant_id.eq(tenant)).filter(exports::id.eq(id));
    diesel::update(row)
        .set((exports::state.eq(ExportState::Failed), exports::finished_at.eq(Some(at))))
        .execute(c)
}

/// Exports of all municipalities asked for before an instant.
pub fn older_than(c: &mut AnyConnection, before: NaiveDateTime) -> QueryResult<Vec<Export>> {
    exports::table
        .filter(exports::created_at.lt(before))
        .order((exports::created_at, exports::id))
        .limit(500)
        .select(Export::as_select())
        .load(c)
}

/// Whether another export has the same file.
pub fn is_referenced(c: &mut AnyConnection, tenant: &TenantId, sha256: &str) -> QueryResult<bool> {
    let same = exports::table
        .filter(exports::tenant_id.eq(tenant))
        .filter(exports::sha256.eq(sha256))
        .count()
        .get_result::<i64>(c)?;
    Ok(same > 0)
}

/// Takes an export away.
pub fn remove(c: &mut AnyConnection, tenant: &TenantId, id: &str) -> QueryResult<usize> {
    let row = exports::table.filter(exports::tenant_id.eq(tenant)).filter(exports::id.eq(id));
    diesel::delete(row).execute(c)
}
