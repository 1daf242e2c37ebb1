//! Giving a case to a person of its office, by hand.

use serde_json::json;

use super::error::ActError;
use super::history::{self, Entry};
use super::model::Actor;
use super::queries;
use super::situation::Loaded;
use crate::domain::Scope;
use crate::domain::id::AccountId;
use crate::domain::identity::{self, Account};
use crate::platform::db::{AnyConnection, DatabaseError};

/// Who can be given cases.
const WORKING: [identity::Role; 3] =
    [identity::Role::PersonInCharge, identity::Role::CaseWorker, identity::Role::Manager];

/// The person a case was given to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assignee {
    pub id: AccountId,
    pub name: String,
}

/// Officers who can be given cases of at least one of some offices, by name.
pub fn members_of(
    c: &mut AnyConnection,
    scope: &Scope,
    offices: &[String],
) -> Result<Vec<Account>, DatabaseError> {
    Ok(identity::accounts_of_offices(c, &scope.tenant_id, offices, &WORKING)?)
}

/// Officers who can be given cases of an office.
pub fn members(
    c: &mut AnyConnection,
    scope: &Scope,
    office: &str,
) -> Result<Vec<Account>, DatabaseError> {
    members_of(c, scope, std::slice::from_ref(&office.to_owned()))
}

/// Gives a case to a person of its office, or takes it back to the queue.
pub fn assign_to(
    c: &mut AnyConnection,
    scope: &Scope,
    mut loaded: Loaded,
    actor: &Actor,
    to: Option<&AccountId>,
) -> Result<(), ActError> {
    let people = members(c, scope, &loaded.case.office)?;
    let chosen = match to {
        Some(id) => Some(people.into_iter().find(|a| a.id == *id).ok_or(ActError::NotFound)?),
        None => None,
    };
    let before = loaded.case.assignee_name.take();
    loaded.case.assignee_name = chosen.as_ref().map(|a| a.name.clone());
    loaded.case.assignee_id = chosen.map(|a| a.id);
    let entry = Entry {
        action: "assegnazione",
        title: "Assegnazione",
        public: false,
        from: &loaded.case.state,
        to: &loaded.case.state,
        payload: json!({ "office": loaded.case.office, "from": before, "person": loaded.case.assignee_name }),
    };
    history::append(c, scope, &loaded.case, actor, entry)?;
    loaded.case.updated_at = scope.at;
    let version = loaded.case.version;
    if queries::update(c, version, &loaded.case, &loaded.body)? {
        Ok(())
    } else {
        Err(ActError::Overtaken)
    }
}
