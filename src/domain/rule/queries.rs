//! SQL of rules.

use diesel::prelude::*;

use super::model::Rule;
use crate::domain::Scope;
use crate::domain::id::{AccountId, TenantId};
use crate::platform::db::AnyConnection;
use crate::platform::db::schema::assignment_rules;

/// Ended rules that the page shows at most.
const MOST_ENDED: i64 = 50;

pub(super) fn insert(c: &mut AnyConnection, row: &Rule) -> QueryResult<usize> {
    diesel::insert_into(assignment_rules::table).values(row).execute(c)
}

/// The rules in force, in the order in which they are tried.
pub fn active(c: &mut AnyConnection, tenant: &TenantId) -> QueryResult<Vec<Rule>> {
    assignment_rules::table
        .filter(assignment_rules::tenant_id.eq(tenant))
        .filter(assignment_rules::ended_at.is_null())
        .order((assignment_rules::position, assignment_rules::created_at, assignment_rules::id))
        .select(Rule::as_select())
        .load(c)
}

/// The rules that are over, the latest first.
pub fn ended(c: &mut AnyConnection, tenant: &TenantId) -> QueryResult<Vec<Rule>> {
    assignment_rules::table
        .filter(assignment_rules::tenant_id.eq(tenant))
        .filter(assignment_rules::ended_at.is_not_null())
        .order((assignment_rules::ended_at.desc(), assignment_rules::id.desc()))
        .limit(MOST_ENDED)
        .select(Rule::as_select())
        .load(c)
}

/// The rule of an identifier.
pub fn find(c: &mut AnyConnection, tenant: &TenantId, id: &str) -> QueryResult<Option<Rule>> {
    assignment_rules::table
        .filter(assignment_rules::tenant_id.eq(tenant))
        .filter(assignment_rules::id.eq(id))
        .select(Rule::as_select())
        .first(c)
        .optional()
}

/// Ends a rule; `false` if it was over.
pub fn end(c: &mut AnyConnection, scope: &Scope, id: &str, by: &str) -> QueryResult<bool> {
    let row = assignment_rules::table
        .filter(assignment_rules::tenant_id.eq(&scope.tenant_id))
        .filter(assignment_rules::id.eq(id))
        .filter(assignment_rules::ended_at.is_null());
    let changed = diesel::update(row)
        .set((assignment_rules::ended_at.eq(Some(scope.at)), assignment_rules::ended_by.eq(by)))
        .execute(c)?;
    Ok(changed == 1)
}

/// Remembers who got the last case of a rotation.
pub fn set_last(
    c: &mut AnyConnection,
    tenant: &TenantId,
    id: &str,
    account: &AccountId,
) -> QueryResult<usize> {
    let row = assignment_rules::table
        .filter(assignment_rules::tenant_id.eq(tenant))
        .filter(assignment_rules::id.eq(id));
    diesel::update(row).set(assignment_rules::last_account_id.eq(Some(account))).execute(c)
}
