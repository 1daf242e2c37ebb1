//! SQL of cases, bodies, parties and events.

use chrono::NaiveDate;
use diesel::prelude::*;

use super::model::{Case, CaseBody, Event, Party};
use crate::domain::id::{AccountId, CaseId, DraftId, PersonId, TenantId};
use crate::platform::db::AnyConnection;
use crate::platform::db::schema::{case_bodies, case_texts, cases, events, parties};

pub(super) fn insert(
    c: &mut AnyConnection,
    case: &Case,
    body: &CaseBody,
    people: &[Party],
    text: &str,
) -> QueryResult<()> {
    diesel::insert_into(cases::table).values(case).execute(c)?;
    diesel::insert_into(case_bodies::table).values(body).execute(c)?;
    for party in people {
        diesel::insert_into(parties::table).values(party).execute(c)?;
    }
    diesel::insert_into(case_texts::table)
        .values((
            case_texts::tenant_id.eq(&case.tenant_id),
            case_texts::case_id.eq(&case.id),
            case_texts::body.eq(text),
        ))
        .execute(c)?;
    Ok(())
}

/// The case of an identifier.
pub fn find(c: &mut AnyConnection, tenant: &TenantId, id: &CaseId) -> QueryResult<Option<Case>> {
    cases::table
        .filter(cases::tenant_id.eq(tenant))
        .filter(cases::id.eq(id))
        .select(Case::as_select())
        .first(c)
        .optional()
}

/// The other half of a case.
pub fn body(c: &mut AnyConnection, tenant: &TenantId, id: &CaseId) -> QueryResult<CaseBody> {
    case_bodies::table
        .filter(case_bodies::tenant_id.eq(tenant))
        .filter(case_bodies::case_id.eq(id))
        .select(CaseBody::as_select())
        .first(c)
}

/// The case that a draft became.
pub fn of_draft(
    c: &mut AnyConnection,
    tenant: &TenantId,
    draft: &DraftId,
) -> QueryResult<Option<Case>> {
    cases::table
        .filter(cases::tenant_id.eq(tenant))
        .filter(cases::draft_id.eq(draft.as_str()))
        .select(Case::as_select())
        .first(c)
        .optional()
}

/// Cases that a person submitted or has a part in, the latest first.
pub fn of_person(
    c: &mut AnyConnection,
    tenant: &TenantId,
    person: &PersonId,
    fiscal_code: &str,
) -> QueryResult<Vec<Case>> {
    let part = parties::table
        .filter(parties::tenant_id.eq(tenant))
        .filter(parties::fiscal_code.eq(fiscal_code))
        .select(parties::case_id);
    cases::table
        .filter(cases::tenant_id.eq(tenant))
        .filter(cases::person_id.eq(person).or(cases::id.eq_any(part)))
        .order((cases::submitted_at.desc(), cases::id.desc()))
        .limit(100)
        .select(Case::as_select())
        .load(c)
}

/// The parties of a case, in order.
pub fn parties_of(
    c: &mut AnyConnection,
    tenant: &TenantId,
    id: &CaseId,
) -> QueryResult<Vec<Party>> {
    parties::table
        .filter(parties::tenant_id.eq(tenant))
        .filter(parties::case_id.eq(id))
        .order(parties::position)
        .select(Party::as_select())
        .load(c)
}

/// The history of a case, oldest first.
pub fn events_of(c: &mut AnyConnection, tenant: &TenantId, id: &CaseId) -> QueryResult<Vec<Event>> {
    events::table
        .filter(events::tenant_id.eq(tenant))
        .filter(events::case_id.eq(id))
        .order(events::seq)
        .select(Event::as_select())
        .load(c)
}

pub(super) fn last_event(
    c: &mut AnyConnection,
    tenant: &TenantId,
    id: &CaseId,
) -> QueryResult<Option<(i64, String)>> {
    events::table
        .filter(events::tenant_id.eq(tenant))
        .filter(events::case_id.eq(id))
        .order(events::seq.desc())
        .select((events::seq, events::hash))
        .first(c)
        .optional()
}

pub(super) fn insert_event(c: &mut AnyConnection, row: &Event) -> QueryResult<usize> {
    diesel::insert_into(events::table).values(row).execute(c)
}

/// Writes what an action changed if the version is still `version`; `false` if somebody was faster.
pub(super) fn update(
    c: &mut AnyConnection,
    version: i64,
    case: &Case,
    body: &CaseBody,
) -> QueryResult<bool> {
    let changed = diesel::update(
        cases::table
            .filter(cases::tenant_id.eq(&case.tenant_id))
            .filter(cases::id.eq(&case.id))
            .filter(cases::version.eq(version)),
    )
    .set((
        (
            cases::state.eq(&case.state),
            cases::phase.eq(&case.phase),
            cases::turn.eq(&case.turn),
            cases::outcome.eq(&case.outcome),
            cases::public_state.eq(&case.public_state),
            cases::office.eq(&case.office),
            cases::assignee_id.eq(&case.assignee_id),
            cases::assignee_name.eq(&case.assignee_name),
            cases::protocol_number.eq(&case.protocol_number),
            cases::protocol_at.eq(case.protocol_at),
        ),
        (
            cases::due_on.eq(case.due_on),
            cases::due_text.eq(&case.due_text),
            cases::timer_on.eq(case.timer_on),
            cases::priority.eq(case.priority),
            cases::sort_due.eq(case.sort_due),
            cases::news.eq(case.news),
            cases::version.eq(version + 1),
            cases::updated_at.eq(case.updated_at),
        ),
    ))
    .execute(c)?;
    if changed != 1 {
        return Ok(false);
    }
    diesel::update(
        case_bodies::table
            .filter(case_bodies::tenant_id.eq(&case.tenant_id))
            .filter(case_bodies::case_id.eq(&case.id)),
    )
    .set((case_bodies::data.eq(&body.data), case_bodies::standing.eq(&body.standing)))
    .execute(c)?;
    Ok(true)
}

/// An officer looked at the case: it is news no more, and leaves the top of the queue.
pub fn clear_news(c: &mut AnyConnection, tenant: &TenantId, id: &CaseId) -> QueryResult<usize> {
    let own = cases::table.filter(cases::tenant_id.eq(tenant)).filter(cases::id.eq(id));
    diesel::update(own.filter(cases::priority.eq(0))).set(cases::priority.eq(1)).execute(c)?;
    diesel::update(own.filter(cases::news.eq(true))).set(cases::news.eq(false)).execute(c)
}

/// Something happened that the office must look at, and it is not closed.
pub(super) fn set_news(
    c: &mut AnyConnection,
    tenant: &TenantId,
    id: &CaseId,
) -> QueryResult<usize> {
    let own = cases::table.filter(cases::tenant_id.eq(tenant)).filter(cases::id.eq(id));
    diesel::update(own.filter(cases::priority.eq(1))).set(cases::priority.eq(0)).execute(c)?;
    diesel::update(own.filter(cases::phase.ne("closed"))).set(cases::news.eq(true)).execute(c)
}

/// Of some cases, those that are in one of `offices`.
pub fn of_ids(
    c: &mut AnyConnection,
    tenant: &TenantId,
    ids: &[CaseId],
    offices: &[String],
) -> QueryResult<Vec<Case>> {
    cases::table
        .filter(cases::tenant_id.eq(tenant))
        .filter(cases::id.eq_any(ids.to_vec()))
        .filter(cases::office.eq_any(offices.to_vec()))
        .select(Case::as_select())
        .load(c)
}

/// Cases whose timer has come, the oldest first.
pub fn due_timers(
    c: &mut AnyConnection,
    tenant: &TenantId,
    today: NaiveDate,
    limit: i64,
) -> QueryResult<Vec<CaseId>> {
    cases::table
        .filter(cases::tenant_id.eq(tenant))
        .filter(cases::timer_on.le(today))
        .order((cases::timer_on, cases::id))
        .limit(limit)
        .select(cases::id)
        .load(c)
}

/// How many open cases each account has, for those asked.
pub fn workload(
    c: &mut AnyConnection,
    tenant: &TenantId,
    accounts: &[AccountId],
) -> QueryResult<Vec<(Option<AccountId>, i64)>> {
    cases::table
        .filter(cases::tenant_id.eq(tenant))
        .filter(cases::phase.ne("closed"))
        .filter(cases::assignee_id.eq_any(accounts.to_vec()))
        .group_by(cases::assignee_id)
        .select((cases::assignee_id, diesel::dsl::count_star()))
        .load(c)
}

/// The case passed to another office within a step that is already written.
pub(super) fn move_to_office(c: &mut AnyConnection, case: &Case) -> QueryResult<usize> {
    diesel::update(
        cases::table.filter(cases::tenant_id.eq(&case.tenant_id)).filter(cases::id.eq(&case.id)),
    )
    .set((
        cases::office.eq(&case.office),
        cases::assignee_id.eq(&case.assignee_id),
        cases::assignee_name.eq(&case.assignee_name),
    ))
    .execute(c)
}

/// Every case of a tenant, for those who verify.
pub fn all_ids(c: &mut AnyConnection, tenant: &TenantId) -> QueryResult<Vec<CaseId>> {
    cases::table.filter(cases::tenant_id.eq(tenant)).order(cases::id).select(cases::id).load(c)
}
