//! Words between citizen and office about a case, and the officers' private notes.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::domain::Scope;
use crate::domain::id::{AccountId, CaseId, PersonId, TenantId};
use crate::platform::db::schema::{cases, messages, notes};
use crate::platform::db::{AnyConnection, MultiBackend};

/// A message that both sides read.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = messages)]
#[diesel(check_for_backend(MultiBackend))]
pub struct Message {
    pub tenant_id: TenantId,
    pub id: String,
    pub case_id: CaseId,
    pub at: NaiveDateTime,
    pub from_office: bool,
    pub author_id: String,
    pub author_name: String,
    pub body: String,
    pub read_at: Option<NaiveDateTime>,
}

/// A note that only the office reads.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = notes)]
#[diesel(check_for_backend(MultiBackend))]
pub struct Note {
    pub tenant_id: TenantId,
    pub id: String,
    pub case_id: CaseId,
    pub at: NaiveDateTime,
    pub account_id: AccountId,
    pub author_name: String,
    pub body: String,
}

/// Longest message or note, in characters.
pub const LONGEST: usize = 4_000;

/// Who writes.
pub enum Author<'a> {
    Citizen { id: &'a PersonId, name: &'a str },
    Office { id: &'a AccountId, name: &'a str },
}

/// Writes a message; one from a citizen is news for the office.
pub fn write(
    c: &mut AnyConnection,
    scope: &Scope,
    case: &CaseId,
    author: &Author<'_>,
    body: &str,
) -> QueryResult<Message> {
    let (from_office, id, name) = match author {
        Author::Citizen { id, name } => (false, id.as_str(), *name),
        Author::Office { id, name } => (true, id.as_str(), *name),
    };
    let row = Message {
        tenant_id: scope.tenant_id.clone(),
        id: scope.ids.id(),
        case_id: case.clone(),
        at: scope.at,
        from_office,
        author_id: id.to_owned(),
        author_name: name.to_owned(),
        body: body.chars().take(LONGEST).collect(),
        read_at: None,
    };
    diesel::insert_into(messages::table).values(&row).execute(c)?;
    if !from_office {
        diesel::update(
            cases::table.filter(cases::tenant_id.eq(&scope.tenant_id)).filter(cases::id.eq(case)),
        )
        .set(cases::news.eq(true))
        .execute(c)?;
        // What waits for the office goes to the top of its queue.
        diesel::update(
            cases::table
                .filter(cases::tenant_id.eq(&scope.tenant_id))
                .filter(cases::id.eq(case))
                .filter(cases::priority.eq(1)),
        )
        .set(cases::priority.eq(0))
        .execute(c)?;
    }
    Ok(row)
}

/// The messages of a case, oldest first.
pub fn of_case(
    c: &mut AnyConnection,
    tenant: &TenantId,
    case: &CaseId,
) -> QueryResult<Vec<Message>> {
    messages::table
        .filter(messages::tenant_id.eq(tenant))
        .filter(messages::case_id.eq(case))
        .order((messages::at, messages::id))
        .select(Message::as_select())
        .load(c)
}

/// The other side's messages were read.
pub fn mark_read(
    c: &mut AnyConnection,
    scope: &Scope,
    case: &CaseId,
    by_office: bool,
) -> QueryResult<usize> {
    diesel::update(
        messages::table
            .filter(messages::tenant_id.eq(&scope.tenant_id))
            .filter(messages::case_id.eq(case))
            .filter(messages::from_office.eq(!by_office))
            .filter(messages::read_at.is_null()),
    )
    .set(messages::read_at.eq(scope.at))
    .execute(c)
}

/// How many messages of the office wait for the citizen, in the given cases.
pub fn unread(c: &mut AnyConnection, tenant: &TenantId, cases: &[CaseId]) -> QueryResult<i64> {
    messages::table
        .filter(messages::tenant_id.eq(tenant))
        .filter(messages::case_id.eq_any(cases.to_vec()))
        .filter(messages::from_office.eq(true))
        .filter(messages::read_at.is_null())
        .count()
        .get_result(c)
}

/// How many messages of citizens wait for the office, in each of the given cases that has some.
pub fn unread_of(
    c: &mut AnyConnection,
    tenant: &TenantId,
    cases: &[CaseId],
) -> QueryResult<Vec<(CaseId, i64)>> {
    messages::table
        .filter(messages::tenant_id.eq(tenant))
        .filter(messages::case_id.eq_any(cases.to_vec()))
        .filter(messages::from_office.eq(false))
        .filter(messages::read_at.is_null())
        .group_by(messages::case_id)
        .select((messages::case_id, diesel::dsl::count_star()))
        .load(c)
}

/// Writes a note.
pub fn note(
    c: &mut AnyConnection,
    scope: &Scope,
    case: &CaseId,
    account: &AccountId,
    name: &str,
    body: &str,
) -> QueryResult<usize> {
    let row = Note {
        tenant_id: scope.tenant_id.clone(),
        id: scope.ids.id(),
        case_id: case.clone(),
        at: scope.at,
        account_id: account.clone(),
        author_name: name.to_owned(),
        body: body.chars().take(LONGEST).collect(),
    };
    diesel::insert_into(notes::table).values(&row).execute(c)
}

/// The notes of a case, oldest first.
pub fn notes_of(c: &mut AnyConnection, tenant: &TenantId, case: &CaseId) -> QueryResult<Vec<Note>> {
    notes::table
        .filter(notes::tenant_id.eq(tenant))
        .filter(notes::case_id.eq(case))
        .order((notes::at, notes::id))
        .select(Note::as_select())
        .load(c)
}
