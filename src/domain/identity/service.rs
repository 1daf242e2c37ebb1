//! Use cases: somebody arrives through an identity provider or with a password.

use chrono::NaiveDateTime;

use super::error::{IdentityError, LoginRefusal};
use super::model::{Account, AccountRole, Attributes, NewAccount, Person};
use super::queries;
use super::session::SessionRules;
use crate::domain::Scope;
use crate::domain::id::{AccountId, PersonId};
use crate::platform::db::{AnyConnection, Json};

/// Remembers the person an identity provider vouches for; the newest attributes win.
pub fn welcome_person(
    c: &mut AnyConnection,
    scope: &Scope,
    attributes: Attributes,
) -> Result<Person, IdentityError> {
    let known = queries::person_of_code(c, &scope.tenant_id, &attributes.codice_fiscale)?;
    let email = Some(attributes.email.clone()).filter(|e| !e.is_empty());
    let row = Person {
        tenant_id: scope.tenant_id.clone(),
        id: known.as_ref().map_or_else(|| PersonId::new(scope.ids.id()), |p| p.id.clone()),
        fiscal_code: attributes.codice_fiscale.clone(),
        given_name: attributes.nome.clone(),
        family_name: attributes.cognome.clone(),
        email,
        created_at: known.as_ref().map_or(scope.at, |p| p.created_at),
        seen_at: scope.at,
        attributes: Json(attributes),
    };
    if known.is_some() {
        queries::update_person(c, &row)?;
    } else {
        queries::insert_person(c, &row)?;
    }
    Ok(row)
}

/// The account that wants to log in, or the refusal of a locked one. The password is verified by the caller, outside any
/// transaction, against the account's hash (or none, at equal cost).
pub fn register_login(
    c: &mut AnyConnection,
    scope: &Scope,
    username: &str,
) -> Result<Result<Option<Account>, LoginRefusal>, IdentityError> {
    let found = queries::account_by_username(c, &scope.tenant_id, username)?.filter(|a| a.active);
    Ok(match found {
        Some(account) => match locked(&account, scope.at) {
            Some(until) => Err(LoginRefusal::Locked { until }),
            None => Ok(Some(account)),
        },
        None => Ok(None),
    })
}

/// Records whether the password was right.
pub fn login_outcome(
    c: &mut AnyConnection,
    scope: &Scope,
    rules: &SessionRules,
    account: &AccountId,
    right: bool,
) -> Result<Result<Account, LoginRefusal>, IdentityError> {
    let account =
        queries::account(c, &scope.tenant_id, account)?.ok_or(IdentityError::UnknownAccount)?;
    if let Some(until) = locked(&account, scope.at) {
        return Ok(Err(LoginRefusal::Locked { until }));
    }
    let failed = if right { 0 } else { account.failed_logins + 1 };
    let lock = u32::try_from(failed).unwrap_or(0) >= rules.wrong_passwords;
    let until = lock.then(|| scope.at + rules.lock);
    queries::set_login_state(
        c,
        &scope.tenant_id,
        &account.id,
        if lock { 0 } else { failed },
        until,
    )?;
    Ok(match (right, until) {
        (true, _) => Ok(account),
        (false, Some(until)) => Err(LoginRefusal::Locked { until }),
        (false, None) => Err(LoginRefusal::Wrong),
    })
}

fn locked(account: &Account, now: NaiveDateTime) -> Option<NaiveDateTime> {
    account.locked_until.filter(|until| *until > now)
}

/// Opens an officer's account.
pub fn create_account(
    c: &mut AnyConnection,
    scope: &Scope,
    new: &NewAccount,
) -> Result<Account, IdentityError> {
    if queries::account_by_username(c, &scope.tenant_id, &new.username)?.is_some() {
        return Err(IdentityError::UsernameTaken);
    }
    let row = Account {
        tenant_id: scope.tenant_id.clone(),
        id: AccountId::new(scope.ids.id()),
        username: new.username.clone(),
        name: new.name.clone(),
        email: new.email.clone(),
        password_hash: new.password_hash.clone(),
        failed_logins: 0,
        locked_until: None,
        active: true,
        created_at: scope.at,
    };
    let roles: Vec<AccountRole> = new
        .roles
        .iter()
        .map(|(office, role)| AccountRole {
            tenant_id: scope.tenant_id.clone(),
            account_id: row.id.clone(),
            office: office.clone(),
            role: *role,
        })
        .collect();
    queries::insert_account(c, &row, &roles)?;
    Ok(row)
}

/// Replaces a password and lifts the lock.
pub fn set_password(
    c: &mut AnyConnection,
    scope: &Scope,
    username: &str,
    hash: &str,
) -> Result<(), IdentityError> {
    let account = queries::account_by_username(c, &scope.tenant_id, username)?
        .ok_or(IdentityError::UnknownAccount)?;
    queries::set_password_hash(c, &scope.tenant_id, &account.id, hash)?;
    Ok(())
}
