//! SQL of people, accounts and roles.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::model::{Account, AccountRole, Person, Role};
use crate::domain::id::{AccountId, PersonId, TenantId};
use crate::platform::db::AnyConnection;
use crate::platform::db::schema::{account_roles, accounts, people};

/// The person of an identifier.
pub fn person(
    c: &mut AnyConnection,
    tenant: &TenantId,
    id: &PersonId,
) -> QueryResult<Option<Person>> {
    people::table
        .filter(people::tenant_id.eq(tenant))
        .filter(people::id.eq(id))
        .select(Person::as_select())
        .first(c)
        .optional()
}

/// The person of a codice fiscale, if the municipality knows one.
pub fn person_of_code(
    c: &mut AnyConnection,
    tenant: &TenantId,
    fiscal_code: &str,
) -> QueryResult<Option<Person>> {
    people::table
        .filter(people::tenant_id.eq(tenant))
        .filter(people::fiscal_code.eq(fiscal_code))
        .select(Person::as_select())
        .first(c)
        .optional()
}

pub(super) fn insert_person(c: &mut AnyConnection, row: &Person) -> QueryResult<usize> {
    diesel::insert_into(people::table).values(row).execute(c)
}

pub(super) fn update_person(c: &mut AnyConnection, row: &Person) -> QueryResult<usize> {
    diesel::update(
        people::table.filter(people::tenant_id.eq(&row.tenant_id)).filter(people::id.eq(&row.id)),
    )
    .set((
        people::given_name.eq(&row.given_name),
        people::family_name.eq(&row.family_name),
        people::attributes.eq(&row.attributes),
        people::email.eq(&row.email),
        people::seen_at.eq(row.seen_at),
    ))
    .execute(c)
}

/// The account of an identifier.
pub fn account(
    c: &mut AnyConnection,
    tenant: &TenantId,
    id: &AccountId,
) -> QueryResult<Option<Account>> {
    accounts::table
        .filter(accounts::tenant_id.eq(tenant))
        .filter(accounts::id.eq(id))
        .select(Account::as_select())
        .first(c)
        .optional()
}

pub(super) fn account_by_username(
    c: &mut AnyConnection,
    tenant: &TenantId,
    username: &str,
) -> QueryResult<Option<Account>> {
    accounts::table
        .filter(accounts::tenant_id.eq(tenant))
        .filter(accounts::username.eq(username))
        .select(Account::as_select())
        .first(c)
        .optional()
}

pub(super) fn insert_account(
    c: &mut AnyConnection,
    row: &Account,
    roles: &[AccountRole],
) -> QueryResult<()> {
    diesel::insert_into(accounts::table).values(row).execute(c)?;
    for role in roles {
        diesel::insert_into(account_roles::table).values(role).execute(c)?;
    }
    Ok(())
}

pub(super) fn set_login_state(
    c: &mut AnyConnection,
    tenant: &TenantId,
    id: &AccountId,
    failed: i32,
    locked_until: Option<NaiveDateTime>,
) -> QueryResult<usize> {
    diesel::update(
        accounts::table.filter(accounts::tenant_id.eq(tenant)).filter(accounts::id.eq(id)),
    )
    .set((accounts::failed_logins.eq(failed), accounts::locked_until.eq(locked_until)))
    .execute(c)
}

pub(super) fn set_password_hash(
    c: &mut AnyConnection,
    tenant: &TenantId,
    id: &AccountId,
    hash: &str,
) -> QueryResult<usize> {
    diesel::update(
        accounts::table.filter(accounts::tenant_id.eq(tenant)).filter(accounts::id.eq(id)),
    )
    .set((
        accounts::password_hash.eq(hash),
        accounts::failed_logins.eq(0),
        accounts::locked_until.eq(None::<NaiveDateTime>),
    ))
    .execute(c)
}

/// Roles of an account, by office.
pub fn roles_of(
    c: &mut AnyConnection,
    tenant: &TenantId,
    id: &AccountId,
) -> QueryResult<Vec<AccountRole>> {
    account_roles::table
        .filter(account_roles::tenant_id.eq(tenant))
        .filter(account_roles::account_id.eq(id))
        .order((account_roles::office, account_roles::role))
        .select(AccountRole::as_select())
        .load(c)
}

/// Active accounts with one of `roles` in one of `offices`, by name.
pub fn accounts_of_offices(
    c: &mut AnyConnection,
    tenant: &TenantId,
    offices: &[String],
    roles: &[Role],
) -> QueryResult<Vec<Account>> {
    let members = account_roles::table
        .filter(account_roles::tenant_id.eq(tenant))
        .filter(account_roles::office.eq_any(offices.to_vec()))
        .filter(account_roles::role.eq_any(roles.to_vec()))
        .select(account_roles::account_id);
    accounts::table
        .filter(accounts::tenant_id.eq(tenant))
        .filter(accounts::active.eq(true))
        .filter(accounts::id.eq_any(members))
        .order((accounts::name, accounts::id))
        .select(Account::as_select())
        .load(c)
}
