//! Who works on a case: first the office, by the procedure's rules over the data; then a person, by the tenant's rules over
//! procedure, zone and data, else nobody, and the case waits in the office's queue.

use serde_json::{Value, json};

use super::error::ActError;
use super::history::{self, Entry};
use super::model::Actor;
use super::queries;
use super::situation::Loaded;
use super::submit::holds;
use crate::domain::Scope;
use crate::domain::catalogue::Procedure;
use crate::domain::id::AccountId;
use crate::domain::identity::{self, Account};
use crate::domain::tenant::{Assignment, Tenant, Zone};
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

/// The office of a case, the person if a rule names one, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    pub office: String,
    /// User name.
    pub person: Option<String>,
    /// Code of the zone the place is in.
    pub zone: Option<String>,
}

/// Chooses office and person by the rules; the same data always give the same choice.
pub fn choose_office(
    tenant: &Tenant,
    procedure: &Procedure,
    data: &Value,
    param: &Value,
) -> Choice {
    let role = procedure
        .office
        .rules
        .iter()
        .find(|rule| holds(&rule.when, data, param))
        .map_or(procedure.office.default.as_str(), |rule| rule.office.as_str());
    let by_role = tenant.office(role).map_or(role, |o| o.code.as_str());
    let zone = zone_of(tenant, data);
    let applies = |rule: &&Assignment| applies(rule, procedure, zone, data, param, by_role);
    let rule = tenant.assignment.iter().find(applies);
    Choice {
        office: rule.map_or(by_role, |r| r.office.as_str()).to_owned(),
        person: rule.and_then(|r| r.person.clone()),
        zone: zone.map(|z| z.code.clone()),
    }
}

/// A rule without a condition on the procedure speaks of its own office only.
fn applies(
    rule: &Assignment,
    procedure: &Procedure,
    zone: Option<&Zone>,
    data: &Value,
    param: &Value,
    office: &str,
) -> bool {
    let named = rule.procedures.is_empty() || rule.procedures.contains(&procedure.code);
    let sector = rule.sectors.is_empty() || rule.sectors.contains(&procedure.sector);
    let general = rule.procedures.is_empty() && rule.when.is_none();
    let in_zone = rule.zone.as_ref().is_none_or(|code| zone.is_some_and(|z| z.code == *code));
    named
        && sector
        && in_zone
        && (!general || rule.office == office)
        && rule.when.as_ref().is_none_or(|when| holds(when, data, param))
}

/// The zone of the first street or cadastral sheet in the data that one lists.
fn zone_of<'a>(tenant: &'a Tenant, data: &Value) -> Option<&'a Zone> {
    let mut streets = Vec::new();
    let mut sheets = Vec::new();
    collect(data, &mut streets, &mut sheets);
    tenant.zones.iter().find(|zone| {
        streets.iter().any(|code| zone.streets.contains(code))
            || sheets.iter().any(|s| zone.sheets.contains(s))
    })
}

fn collect(value: &Value, streets: &mut Vec<String>, sheets: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            for (name, value) in members {
                match (name.as_str(), value.as_str()) {
                    ("toponimo", Some(text)) => streets.push(text.to_owned()),
                    ("foglio", Some(text)) => sheets.push(text.trim_start_matches('0').to_owned()),
                    _ => collect(value, streets, sheets),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, streets, sheets)),
        _ => {}
    }
}

/// The account behind the chosen user name, if it is open and belongs to the office.
pub(super) fn choose_person(
    c: &mut AnyConnection,
    scope: &Scope,
    choice: &Choice,
) -> Result<Option<Assignee>, DatabaseError> {
    let Some(username) = &choice.person else { return Ok(None) };
    let members = members(c, scope, &choice.office)?;
    let found = members.into_iter().find(|a| a.username == *username);
    Ok(found.map(|a| Assignee { id: a.id, name: a.name }))
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
