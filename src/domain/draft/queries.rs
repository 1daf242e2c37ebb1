//! SQL of drafts.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use serde_json::Value;

use super::model::{Draft, DraftState};
use crate::domain::id::{DraftId, PersonId, TenantId};
use crate::platform::db::schema::drafts;
use crate::platform::db::{AnyConnection, Json};

pub(super) fn insert(c: &mut AnyConnection, row: &Draft) -> QueryResult<usize> {
    diesel::insert_into(drafts::table).values(row).execute(c)
}

/// The draft of an identifier, whoever owns it.
pub fn find(c: &mut AnyConnection, tenant: &TenantId, id: &DraftId) -> QueryResult<Option<Draft>> {
    drafts::table
        .filter(drafts::tenant_id.eq(tenant))
        .filter(drafts::id.eq(id))
        .select(Draft::as_select())
        .first(c)
        .optional()
}

/// A person's unsubmitted drafts, the latest first; of one procedure if asked.
pub fn of_person(
    c: &mut AnyConnection,
    tenant: &TenantId,
    person: &PersonId,
    procedure: Option<&str>,
) -> QueryResult<Vec<Draft>> {
    let mut query = drafts::table
        .filter(drafts::tenant_id.eq(tenant))
        .filter(drafts::person_id.eq(person))
        .filter(drafts::state.ne(DraftState::Submitted))
        .into_boxed();
    if let Some(code) = procedure {
        query = query.filter(drafts::procedure_code.eq(code.to_owned()));
    }
    query
        .order((drafts::updated_at.desc(), drafts::id.desc()))
        .limit(50)
        .select(Draft::as_select())
        .load(c)
}

/// What a save changes.
pub(super) struct Change<'a> {
    pub data: &'a Value,
    pub step: &'a str,
    pub subject: &'a str,
    pub state: DraftState,
    pub seal: Option<Value>,
    pub at: NaiveDateTime,
    pub expires_at: NaiveDateTime,
}

/// Saves if the version is still `version`; `false` if somebody was faster.
pub(super) fn update(
    c: &mut AnyConnection,
    tenant: &TenantId,
    id: &DraftId,
    version: i64,
    change: Change<'_>,
) -> QueryResult<bool> {
    let changed = diesel::update(
        drafts::table
            .filter(drafts::tenant_id.eq(tenant))
            .filter(drafts::id.eq(id))
            .filter(drafts::version.eq(version))
            .filter(drafts::state.ne(DraftState::Submitted)),
    )
    .set((
        drafts::data.eq(Json(change.data.clone())),
        drafts::step.eq(change.step),
        drafts::subject.eq(change.subject),
        drafts::state.eq(change.state),
        drafts::seal.eq(change.seal.map(Json)),
        drafts::version.eq(version + 1),
        drafts::updated_at.eq(change.at),
        drafts::expires_at.eq(change.expires_at),
        drafts::notices.eq(0),
    ))
    .execute(c)?;
    Ok(changed == 1)
}

/// Marks the draft as become a case; `false` if it was one already.
pub fn mark_submitted(
    c: &mut AnyConnection,
    tenant: &TenantId,
    id: &DraftId,
    case_id: &str,
    at: NaiveDateTime,
) -> QueryResult<bool> {
    let changed = diesel::update(
        drafts::table
            .filter(drafts::tenant_id.eq(tenant))
            .filter(drafts::id.eq(id))
            .filter(drafts::state.ne(DraftState::Submitted)),
    )
    .set((
        drafts::state.eq(DraftState::Submitted),
        drafts::case_id.eq(case_id),
        drafts::updated_at.eq(at),
    ))
    .execute(c)?;
    Ok(changed == 1)
}

/// Removes a draft.
pub(super) fn delete(c: &mut AnyConnection, tenant: &TenantId, id: &DraftId) -> QueryResult<usize> {
    diesel::delete(drafts::table.filter(drafts::tenant_id.eq(tenant)).filter(drafts::id.eq(id)))
        .execute(c)
}

/// Unsubmitted drafts that nobody touched since `before`, the oldest first.
pub(super) fn idle_since(
    c: &mut AnyConnection,
    tenant: &TenantId,
    before: NaiveDateTime,
) -> QueryResult<Vec<Draft>> {
    drafts::table
        .filter(drafts::tenant_id.eq(tenant))
        .filter(drafts::state.ne(DraftState::Submitted))
        .filter(drafts::updated_at.le(before))
        .order((drafts::updated_at, drafts::id))
        .limit(200)
        .select(Draft::as_select())
        .load(c)
}

pub(super) fn set_notices(
    c: &mut AnyConnection,
    tenant: &TenantId,
    id: &DraftId,
    notices: i32,
) -> QueryResult<usize> {
    diesel::update(drafts::table.filter(drafts::tenant_id.eq(tenant)).filter(drafts::id.eq(id)))
        .set(drafts::notices.eq(notices))
        .execute(c)
}
