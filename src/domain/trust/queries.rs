//! SQL of lists and of revocation data.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::model::{RevocationKind, RevocationSource, Snapshot, everybody};
use crate::platform::db::schema::{revocation_sources as sources, trust_lists as lists};
use crate::platform::db::{AnyConnection, Tail};

/// The newest snapshot of each territory, by territory.
pub fn newest(c: &mut AnyConnection) -> QueryResult<Vec<Snapshot>> {
    let mut all: Vec<Snapshot> = lists::table
        .filter(lists::tenant_id.eq(everybody()))
        .order((lists::territory, lists::sequence.desc(), lists::fetched_at.desc()))
        .select(Snapshot::as_select())
        .load(c)?;
    all.dedup_by(|later, first| later.territory == first.territory);
    Ok(all)
}

/// Keeps a snapshot; one that is there already was only looked at again.
pub(super) fn keep_list(c: &mut AnyConnection, row: &Snapshot) -> QueryResult<usize> {
    let insert = diesel::insert_into(lists::table).values(row);
    if Tail(insert, "ON CONFLICT (tenant_id, territory, sha256) DO NOTHING").execute(c)? == 1 {
        return Ok(1);
    }
    diesel::update(
        lists::table
            .filter(lists::tenant_id.eq(everybody()))
            .filter(lists::territory.eq(&row.territory))
            .filter(lists::sha256.eq(&row.sha256)),
    )
    .set((lists::checked_at.eq(row.checked_at), lists::signers.eq(&row.signers)))
    .execute(c)
}

/// What is kept of these issuers (hex of their key's digest).
pub fn of_issuers(c: &mut AnyConnection, issuers: &[String]) -> QueryResult<Vec<RevocationSource>> {
    sources::table
        .filter(sources::tenant_id.eq(everybody()))
        .filter(sources::issuer.eq_any(issuers.to_vec()))
        .order((sources::issuer, sources::kind, sources::id))
        .select(RevocationSource::as_select())
        .load(c)
}

/// CRLs that a signature has needed since `since`, and that end by `until` or do not say when they end.
pub(super) fn ending(
    c: &mut AnyConnection,
    since: NaiveDateTime,
    until: NaiveDateTime,
) -> QueryResult<Vec<RevocationSource>> {
    sources::table
        .filter(sources::tenant_id.eq(everybody()))
        .filter(sources::kind.eq(RevocationKind::Crl))
        .filter(sources::used_at.ge(since))
        .filter(sources::next_update.is_null().or(sources::next_update.le(until)))
        .order(sources::id)
        .select(RevocationSource::as_select())
        .load(c)
}

/// Keeps a source in place of the one before; gives the digest that no row names any more.
pub(super) fn keep_source(
    c: &mut AnyConnection,
    row: &RevocationSource,
) -> QueryResult<Option<String>> {
    let known = sources::table
        .filter(sources::tenant_id.eq(everybody()))
        .filter(sources::id.eq(&row.id))
        .select(sources::sha256)
        .first::<String>(c)
        .optional()?;
    match &known {
        None => diesel::insert_into(sources::table).values(row).execute(c)?,
        Some(_) => diesel::update(
            sources::table
                .filter(sources::tenant_id.eq(everybody()))
                .filter(sources::id.eq(&row.id)),
        )
        .set(row)
        .execute(c)?,
    };
    let Some(old) = known.filter(|old| *old != row.sha256) else { return Ok(None) };
    let named: i64 = sources::table.filter(sources::sha256.eq(&old)).count().get_result(c)?;
    Ok((named == 0).then_some(old))
}

/// Remembers that sources of these issuers were needed.
pub(super) fn touch(
    c: &mut AnyConnection,
    ids: &[String],
    at: NaiveDateTime,
) -> QueryResult<usize> {
    diesel::update(
        sources::table
            .filter(sources::tenant_id.eq(everybody()))
            .filter(sources::id.eq_any(ids.to_vec())),
    )
    .set(sources::used_at.eq(at))
    .execute(c)
}
