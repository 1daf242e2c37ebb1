//! SQL of sealed documents.

use diesel::prelude::*;

use super::model::{RequiredSigner, SealedDocument};
use crate::domain::file::{self, Holder};
use crate::domain::id::{FileId, TenantId};
use crate::platform::db::schema::sealed_documents;
use crate::platform::db::{AnyConnection, Json};

pub(super) fn insert(c: &mut AnyConnection, row: &SealedDocument) -> QueryResult<usize> {
    diesel::insert_into(sealed_documents::table).values(row).execute(c)
}

/// The sealed documents of a holder, in order.
pub fn of_holder(
    c: &mut AnyConnection,
    tenant: &TenantId,
    holder: &Holder,
) -> QueryResult<Vec<SealedDocument>> {
    sealed_documents::table
        .filter(sealed_documents::tenant_id.eq(tenant))
        .filter(sealed_documents::holder_kind.eq(holder.kind))
        .filter(sealed_documents::holder_id.eq(&holder.id))
        .order(sealed_documents::position)
        .select(SealedDocument::as_select())
        .load(c)
}

pub(super) fn set_signed(
    c: &mut AnyConnection,
    tenant: &TenantId,
    id: &str,
    file: Option<&FileId>,
    missing: &[RequiredSigner],
) -> QueryResult<usize> {
    diesel::update(
        sealed_documents::table
            .filter(sealed_documents::tenant_id.eq(tenant))
            .filter(sealed_documents::id.eq(id)),
    )
    .set((
        sealed_documents::signed_file_id.eq(file.cloned()),
        sealed_documents::missing.eq(Json(missing.to_vec())),
    ))
    .execute(c)
}

fn delete_all(c: &mut AnyConnection, tenant: &TenantId, holder: &Holder) -> QueryResult<usize> {
    diesel::delete(
        sealed_documents::table
            .filter(sealed_documents::tenant_id.eq(tenant))
            .filter(sealed_documents::holder_kind.eq(holder.kind))
            .filter(sealed_documents::holder_id.eq(&holder.id)),
    )
    .execute(c)
}

/// Hands the sealed documents of one holder to another.
pub fn move_to(
    c: &mut AnyConnection,
    tenant: &TenantId,
    from: &Holder,
    to: &Holder,
) -> QueryResult<usize> {
    diesel::update(
        sealed_documents::table
            .filter(sealed_documents::tenant_id.eq(tenant))
            .filter(sealed_documents::holder_kind.eq(from.kind))
            .filter(sealed_documents::holder_id.eq(&from.id)),
    )
    .set((sealed_documents::holder_kind.eq(to.kind), sealed_documents::holder_id.eq(&to.id)))
    .execute(c)
}

/// Forgets the sealed documents of a holder, with the files that were generated and signed for them.
pub fn discard(c: &mut AnyConnection, tenant: &TenantId, holder: &Holder) -> QueryResult<()> {
    for old in of_holder(c, tenant, holder)? {
        file::delete(c, tenant, holder, &old.file_id)?;
        if let Some(signed) = &old.signed_file_id {
            file::delete(c, tenant, holder, signed)?;
        }
    }
    delete_all(c, tenant, holder)?;
    Ok(())
}
