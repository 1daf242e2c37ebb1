//! Who receives a case: the office by the procedure's rules over the data, then the rules of the offices, then those of the
//! municipality's file; and in the office the person that the rule names, whose turn it is, or who has the least to do. Somebody
//! who is away is stood in for by the substitute; without one the case waits in the queue.
//!
//! The same question is asked for a new case and for a trial; only the first remembers a rotation ([`remember`]).

use serde_json::Value;

use super::assign::{Assignee, members};
use super::queries;
use super::submit::holds;
use crate::domain::Scope;
use crate::domain::absence::Away;
use crate::domain::catalogue::Procedure;
use crate::domain::id::AccountId;
use crate::domain::identity::{self, Account, Role};
use crate::domain::link;
use crate::domain::rule::{self, Manner, Rule};
use crate::domain::tenant::{Assignment, Tenant, Zone};
use crate::platform::db::{AnyConnection, DatabaseError};

/// Office and person of a case, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receiver {
    pub office: String,
    pub person: Option<Assignee>,
    /// In words, for the history.
    pub why: String,
    /// The rule of an office that decided.
    pub rule: Option<Rule>,
}

/// What decides over the person.
enum Whom<'a> {
    Rule(&'a Rule),
    Username(&'a str),
    Nobody,
}

/// Who receives a case with these data, if the rules are `rules`.
pub fn receiver(
    c: &mut AnyConnection,
    scope: &Scope,
    procedure: &Procedure,
    rules: &[Rule],
    data: &Value,
    param: &Value,
) -> Result<Receiver, DatabaseError> {
    let tenant = &scope.tenant;
    let by_role = office_of(tenant, procedure, data, param);
    let zone = zone_of(tenant, data);
    let asked = Asked { procedure, zone, data, param, office: by_role };
    if let Some(rule) = rules.iter().find(|rule| asked.fits(rule)) {
        let (person, told) = person(c, scope, &rule.office, &Whom::Rule(rule))?;
        let why = format!("Regola «{}»: {told}", rule.title);
        let (office, rule) = (rule.office.clone(), Some(rule.clone()));
        return Ok(Receiver { office, person, why, rule });
    }
    let fixed = tenant.assignment.iter().find(|rule| asked.fits_file(rule));
    let office = fixed.map_or(by_role, |rule| rule.office.as_str());
    let named = fixed.and_then(|rule| rule.person.as_deref());
    let (person, told) = person(c, scope, office, &named.map_or(Whom::Nobody, Whom::Username))?;
    let source = if fixed.is_some() { "Regole del Comune" } else { "Ufficio del procedimento" };
    let why = format!("{source}: {told}");
    Ok(Receiver { office: office.to_owned(), person, why, rule: None })
}

/// A case that follows another goes to who follows that one, if they are there and no rule names somebody else.
pub(super) fn continuity(
    c: &mut AnyConnection,
    scope: &Scope,
    data: &Value,
    found: Receiver,
) -> Result<Receiver, DatabaseError> {
    let named = found.rule.as_ref().is_some_and(|rule| rule.manner == Manner::Person);
    let by_file = found.rule.is_none() && found.person.is_some();
    if named || by_file {
        return Ok(found);
    }
    let before = link::predecessor(c, scope, data)?.filter(|case| case.office == found.office);
    let Some(before) = before else { return Ok(found) };
    let members = members(c, scope, &found.office)?;
    let account = members.iter().find(|a| Some(&a.id) == before.assignee_id.as_ref());
    let away = Away::today(c, scope)?;
    let Some(account) = account.filter(|a| !away.has(&a.id)) else { return Ok(found) };
    let why = format!("{} segue la pratica collegata.", account.name);
    Ok(Receiver { person: Some(assignee(account)), why, rule: None, ..found })
}

/// After a case was given: the next one of a rotation goes to the next.
pub(super) fn remember(
    c: &mut AnyConnection,
    scope: &Scope,
    receiver: &Receiver,
) -> Result<(), DatabaseError> {
    let rotates = receiver.rule.as_ref().filter(|rule| rule.manner == Manner::Rotation);
    if let (Some(rule), Some(person)) = (rotates, &receiver.person) {
        rule::set_last(c, &scope.tenant_id, &rule.id, &person.id)?;
    }
    Ok(())
}

fn office_of<'a>(
    tenant: &'a Tenant,
    procedure: &'a Procedure,
    data: &Value,
    param: &Value,
) -> &'a str {
    let rules = &procedure.office.rules;
    let role = rules
        .iter()
        .find(|rule| holds(&rule.when, data, param))
        .map_or(procedure.office.default.as_str(), |rule| rule.office.as_str());
    tenant.office(role).map_or(role, |o| o.code.as_str())
}

/// What the conditions of rules are asked about.
struct Asked<'a> {
    procedure: &'a Procedure,
    zone: Option<&'a Zone>,
    data: &'a Value,
    param: &'a Value,
    /// The office of the procedure.
    office: &'a str,
}

impl Asked<'_> {
    /// A rule without a condition on procedure or data speaks of its own office only.
    fn fits(&self, rule: &Rule) -> bool {
        let general = rule.procedures.0.is_empty() && rule.condition.is_empty();
        let named =
            rule.procedures.0.is_empty() || rule.procedures.0.contains(&self.procedure.code);
        let in_zone = rule.zone.is_empty() || self.zone.is_some_and(|z| z.code == rule.zone);
        named
            && in_zone
            && (!general || rule.office == self.office)
            && (rule.condition.is_empty() || holds(&rule.condition, self.data, self.param))
    }

    fn fits_file(&self, rule: &Assignment) -> bool {
        let named = rule.procedures.is_empty() || rule.procedures.contains(&self.procedure.code);
        let sector = rule.sectors.is_empty() || rule.sectors.contains(&self.procedure.sector);
        let general = rule.procedures.is_empty() && rule.when.is_none();
        let zone = rule.zone.as_ref();
        let in_zone = zone.is_none_or(|code| self.zone.is_some_and(|z| z.code == *code));
        named
            && sector
            && in_zone
            && (!general || rule.office == self.office)
            && rule.when.as_ref().is_none_or(|when| holds(when, self.data, self.param))
    }
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

/// The person of the office, and how they were found.
fn person(
    c: &mut AnyConnection,
    scope: &Scope,
    office: &str,
    whom: &Whom<'_>,
) -> Result<(Option<Assignee>, String), DatabaseError> {
    let queue = "resta nella coda dell’ufficio, da assegnare a mano.";
    let members = members(c, scope, office)?;
    let named = match whom {
        Whom::Nobody => return Ok((None, queue.to_owned())),
        Whom::Username(name) => members.iter().find(|a| a.username == *name),
        Whom::Rule(rule) => match rule.manner {
            Manner::Hand => return Ok((None, queue.to_owned())),
            Manner::Person => members.iter().find(|a| Some(&a.id) == rule.account_id.as_ref()),
            Manner::Workload | Manner::Rotation => {
                let away = Away::today(c, scope)?;
                let mut present = candidates(c, scope, office, members)?;
                present.retain(|account| !away.has(&account.id));
                return match rule.manner {
                    Manner::Rotation => Ok(in_turn(present, rule.last_account_id.as_ref())),
                    _ => least_loaded(c, scope, present),
                };
            }
        },
    };
    match named {
        Some(account) => present_or_substitute(c, scope, account, &members),
        None => Ok((None, "la persona indicata non lavora più nell’ufficio.".to_owned())),
    }
}

fn present_or_substitute(
    c: &mut AnyConnection,
    scope: &Scope,
    account: &Account,
    members: &[Account],
) -> Result<(Option<Assignee>, String), DatabaseError> {
    let away = Away::today(c, scope)?;
    if !away.has(&account.id) {
        return Ok((Some(assignee(account)), format!("va a {}.", account.name)));
    }
    let substitute = away.substitute(&account.id);
    Ok(match substitute.and_then(|id| members.iter().find(|a| a.id == *id)) {
        Some(other) => {
            (Some(assignee(other)), format!("va a {}, in assenza di {}.", other.name, account.name))
        }
        None => {
            (None, format!("{} è assente e nell’ufficio nessuno lo sostituisce.", account.name))
        }
    })
}

/// Those in charge of procedures if the office has some, else those who work on cases; managers are named, not drawn.
fn candidates(
    c: &mut AnyConnection,
    scope: &Scope,
    office: &str,
    members: Vec<Account>,
) -> Result<Vec<Account>, DatabaseError> {
    let offices = [office.to_owned()];
    let tenant = &scope.tenant_id;
    for role in [Role::PersonInCharge, Role::CaseWorker] {
        let found = identity::accounts_of_offices(c, tenant, &offices, &[role])?;
        if !found.is_empty() {
            return Ok(found);
        }
    }
    Ok(members)
}

fn least_loaded(
    c: &mut AnyConnection,
    scope: &Scope,
    present: Vec<Account>,
) -> Result<(Option<Assignee>, String), DatabaseError> {
    let ids: Vec<AccountId> = present.iter().map(|a| a.id.clone()).collect();
    let load = queries::workload(c, &scope.tenant_id, &ids)?;
    let open = |account: &Account| {
        load.iter().find(|(id, _)| id.as_ref() == Some(&account.id)).map_or(0, |(_, n)| *n)
    };
    let chosen = present.iter().min_by_key(|a| (open(a), a.name.as_str(), a.id.as_str()));
    Ok(match chosen {
        Some(a) => {
            let told = format!("va a {}, che ha meno pratiche aperte ({}).", a.name, open(a));
            (Some(assignee(a)), told)
        }
        None => nobody(),
    })
}

fn in_turn(mut present: Vec<Account>, last: Option<&AccountId>) -> (Option<Assignee>, String) {
    present.sort_by(|a, b| a.id.as_str().cmp(b.id.as_str()));
    let after = last.and_then(|last| present.iter().find(|a| a.id.as_str() > last.as_str()));
    match after.or_else(|| present.first()) {
        Some(a) => (Some(assignee(a)), format!("va a {}, secondo il turno.", a.name)),
        None => nobody(),
    }
}

fn nobody() -> (Option<Assignee>, String) {
    (None, "oggi nell’ufficio non c’è nessuno a cui darla: resta in coda.".to_owned())
}

fn assignee(account: &Account) -> Assignee {
    Assignee { id: account.id.clone(), name: account.name.clone() }
}
