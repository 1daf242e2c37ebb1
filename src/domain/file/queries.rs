//! SQL of files.

use diesel::prelude::*;
use serde_json::Value;

use super::model::{File, Holder};
use crate::domain::id::{FileId, TenantId};
use crate::domain::verdict;
use crate::platform::db::schema::files;
use crate::platform::db::{AnyConnection, Json};

/// Adds a file, and the first verdict on its signatures to their history.
pub fn insert(c: &mut AnyConnection, row: &File) -> QueryResult<usize> {
    let inserted = diesel::insert_into(files::table).values(row).execute(c)?;
    verdict::begin(c, row)?;
    Ok(inserted)
}

/// The file of an identifier, whoever holds it.
pub fn by_id(c: &mut AnyConnection, tenant: &TenantId, id: &FileId) -> QueryResult<Option<File>> {
    files::table
        .filter(files::tenant_id.eq(tenant))
        .filter(files::id.eq(id))
        .select(File::as_select())
        .first(c)
        .optional()
}

/// The file of an identifier, if `holder` holds it.
pub fn find(
    c: &mut AnyConnection,
    tenant: &TenantId,
    holder: &Holder,
    id: &FileId,
) -> QueryResult<Option<File>> {
    files::table
        .filter(files::tenant_id.eq(tenant))
        .filter(files::holder_kind.eq(holder.kind))
        .filter(files::holder_id.eq(&holder.id))
        .filter(files::id.eq(id))
        .select(File::as_select())
        .first(c)
        .optional()
}

/// Everything a holder holds, by slot and time.
pub fn of_holder(
    c: &mut AnyConnection,
    tenant: &TenantId,
    holder: &Holder,
) -> QueryResult<Vec<File>> {
    files::table
        .filter(files::tenant_id.eq(tenant))
        .filter(files::holder_kind.eq(holder.kind))
        .filter(files::holder_id.eq(&holder.id))
        .order((files::slot, files::created_at, files::id))
        .select(File::as_select())
        .load(c)
}

/// Whether any holder of the tenant holds the content with this digest.
pub fn holds_content(c: &mut AnyConnection, tenant: &TenantId, sha256: &str) -> QueryResult<bool> {
    let rows = files::table.filter(files::tenant_id.eq(tenant)).filter(files::sha256.eq(sha256));
    diesel::select(diesel::dsl::exists(rows)).get_result(c)
}

/// Removes a file from its holder; its bytes stay until the store is swept.
pub fn delete(
    c: &mut AnyConnection,
    tenant: &TenantId,
    holder: &Holder,
    id: &FileId,
) -> QueryResult<usize> {
    diesel::delete(
        files::table
            .filter(files::tenant_id.eq(tenant))
            .filter(files::holder_kind.eq(holder.kind))
            .filter(files::holder_id.eq(&holder.id))
            .filter(files::id.eq(id)),
    )
    .execute(c)
}

/// Hands all files of one holder to another.
pub fn move_to(
    c: &mut AnyConnection,
    tenant: &TenantId,
    from: &Holder,
    to: &Holder,
) -> QueryResult<usize> {
    diesel::update(
        files::table
            .filter(files::tenant_id.eq(tenant))
            .filter(files::holder_kind.eq(from.kind))
            .filter(files::holder_id.eq(&from.id)),
    )
    .set((files::holder_kind.eq(to.kind), files::holder_id.eq(&to.id)))
    .execute(c)
}

/// Keeps a newer report of a file's signatures.
pub fn set_report(
    c: &mut AnyConnection,
    tenant: &TenantId,
    id: &FileId,
    verdict: &str,
    report: Value,
) -> QueryResult<usize> {
    diesel::update(files::table.filter(files::tenant_id.eq(tenant)).filter(files::id.eq(id)))
        .set((files::verdict.eq(verdict), files::report.eq(Some(Json(report)))))
        .execute(c)
}

/// Removes everything a holder holds.
pub fn delete_all(c: &mut AnyConnection, tenant: &TenantId, holder: &Holder) -> QueryResult<usize> {
    diesel::delete(
        files::table
            .filter(files::tenant_id.eq(tenant))
            .filter(files::holder_kind.eq(holder.kind))
            .filter(files::holder_id.eq(&holder.id)),
    )
    .execute(c)
}
