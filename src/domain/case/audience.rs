//! Who is meant when a workflow notifies `presenter`, `holders`, `responsible`…, as e-mail addresses.
//!
//! A person is written to at the address of their account and at the one that the form gives for them. Other bodies have no
//! address here: what is for them stays in the history, for the office to pass on.

use std::collections::BTreeSet;

use serde_json::Value;

use super::queries;
use super::situation::Loaded;
use crate::domain::Scope;
use crate::domain::identity::{self, Role};
use crate::platform::db::{AnyConnection, DatabaseError};

/// The audience that no address stands for.
pub(super) const BODIES: &str = "bodies";

/// The addresses of some audiences, each once, in order.
pub(super) fn addresses(
    c: &mut AnyConnection,
    scope: &Scope,
    loaded: &Loaded,
    to: &[String],
) -> Result<Vec<String>, DatabaseError> {
    let mut found = BTreeSet::new();
    for audience in to {
        found.extend(match audience.as_str() {
            BODIES => Vec::new(),
            "office" => office(scope, loaded),
            "responsible" => or_office(responsible(c, scope, loaded)?, scope, loaded),
            "manager" => or_office(managers(c, scope, loaded)?, scope, loaded),
            "presenter" => presenter(c, scope, loaded)?,
            // Holders, signers, counterparties: whoever is a party.
            _ => parties(c, scope, loaded)?,
        });
    }
    found.remove("");
    Ok(found.into_iter().collect())
}

fn or_office(people: Vec<String>, scope: &Scope, loaded: &Loaded) -> Vec<String> {
    if people.is_empty() { office(scope, loaded) } else { people }
}

fn office(scope: &Scope, loaded: &Loaded) -> Vec<String> {
    scope.tenant.office(&loaded.case.office).map(|o| o.email.clone()).into_iter().collect()
}

/// The person the case was given to.
fn responsible(
    c: &mut AnyConnection,
    scope: &Scope,
    loaded: &Loaded,
) -> Result<Vec<String>, DatabaseError> {
    let Some(id) = &loaded.case.assignee_id else { return Ok(Vec::new()) };
    let account = identity::account(c, &scope.tenant_id, id)?;
    Ok(account.and_then(|a| a.email).into_iter().collect())
}

fn managers(
    c: &mut AnyConnection,
    scope: &Scope,
    loaded: &Loaded,
) -> Result<Vec<String>, DatabaseError> {
    let offices = [loaded.case.office.clone()];
    let found = identity::accounts_of_offices(c, &scope.tenant_id, &offices, &[Role::Manager])?;
    Ok(found.into_iter().filter_map(|a| a.email).collect())
}

fn presenter(
    c: &mut AnyConnection,
    scope: &Scope,
    loaded: &Loaded,
) -> Result<Vec<String>, DatabaseError> {
    let person = identity::person(c, &scope.tenant_id, &loaded.case.person_id)?;
    Ok(person.and_then(|p| p.email).into_iter().collect())
}

fn parties(
    c: &mut AnyConnection,
    scope: &Scope,
    loaded: &Loaded,
) -> Result<Vec<String>, DatabaseError> {
    let mut found = Vec::new();
    for party in queries::parties_of(c, &scope.tenant_id, &loaded.case.id)? {
        let known = identity::person_of_code(c, &scope.tenant_id, &party.fiscal_code)?;
        found.extend(known.and_then(|p| p.email));
        given(&loaded.body.data.0, &party.fiscal_code, &mut found);
    }
    Ok(found)
}

/// The addresses that the data give for the person with a codice fiscale: beside it, or in the contacts of the same part.
fn given(data: &Value, code: &str, found: &mut Vec<String>) {
    let text =
        |value: &Value, name: &str| value.get(name).and_then(Value::as_str).map(str::to_owned);
    let is_theirs = |value: &Value| text(value, "codice_fiscale").is_some_and(|own| own == code);
    match data {
        Value::Object(members) => {
            if is_theirs(data) {
                found.extend(text(data, "email"));
            }
            if members.values().any(is_theirs) {
                found.extend(members.get("contatti").and_then(|contacts| text(contacts, "email")));
            }
            members.values().for_each(|value| given(value, code, found));
        }
        Value::Array(items) => items.iter().for_each(|item| given(item, code, found)),
        _ => {}
    }
}
