//! What a step of the workflow brings about. Rows are written in the transaction of the step; what leaves the house is a job.

use serde_json::{Value, json};

use super::audience;
use super::history::{self, Entry};
use super::model::{Actor, Case, Party};
use super::request;
use super::situation::Loaded;
use super::{queries, register};
use crate::base::clock::civil;
use crate::domain::Scope;
use crate::domain::identity::{self, Person};
use crate::domain::notice::{self, Notice};
use crate::engine::workflow::{Effect, Move};
use crate::gateway::register::{Direction, Register};
use crate::platform::db::{AnyConnection, DatabaseError};
use crate::platform::queue::{NewJob, enqueue};

/// Kind of the job that makes the receipt.
pub const RECEIPT_JOB: &str = "receipt";

/// Writes a passage of the machine into the history.
pub(super) fn record_move(
    c: &mut AnyConnection,
    scope: &Scope,
    case: &Case,
    actor: &Actor,
    step_move: &Move,
    payload: Value,
) -> Result<(), DatabaseError> {
    let entry = Entry {
        action: &step_move.action,
        title: &step_move.title,
        public: true,
        from: &step_move.from,
        to: &step_move.to,
        payload,
    };
    history::append(c, scope, case, actor, entry)?;
    Ok(())
}

/// What always follows a submission: the receipt, and a notice to who presented it and to who signed.
pub(super) fn after_submission(
    c: &mut AnyConnection,
    scope: &Scope,
    loaded: &Loaded,
    parties: &[Party],
    person: &Person,
) -> Result<(), DatabaseError> {
    let case = &loaded.case;
    let payload = json!({ "case": case.id });
    let job = NewJob::new(&scope.tenant.slug, RECEIPT_JOB, &payload, scope.at)?;
    enqueue(c, scope.ids.as_ref(), job.unique(case.id.as_str()))?;
    let mut addresses: Vec<String> = person.email.iter().cloned().collect();
    for party in parties.iter().filter(|p| p.fiscal_code != person.fiscal_code) {
        let known = identity::person_of_code(c, &scope.tenant_id, &party.fiscal_code)?;
        addresses.extend(known.and_then(|p| p.email));
    }
    for address in addresses {
        notice::send(c, scope, of_case(scope, case, "ricevuta", &address))?;
    }
    Ok(())
}

/// Carries out the effects of a step, in order.
pub(super) fn carry_out(
    c: &mut AnyConnection,
    scope: &Scope,
    register: &dyn Register,
    loaded: &mut Loaded,
    effects: &[Effect],
    actor: &Actor,
) -> Result<(), DatabaseError> {
    for effect in effects {
        match effect {
            Effect::Notify { template, to, .. } => {
                notify(c, scope, loaded, template, to)?;
                if to.iter().any(|name| name == audience::BODIES) {
                    remember(c, scope, loaded, actor, effect)?;
                }
            }
            Effect::Register { direction } => number(c, scope, register, loaded, direction)?,
            Effect::Request { request, items, due } => {
                request::open(c, scope, loaded, actor, request, items, due.as_deref())?;
            }
            Effect::Assign { to } => reassign(c, scope, loaded, to)?,
            other => remember(c, scope, loaded, actor, other)?,
        }
    }
    Ok(())
}

/// A notice about a case: where to look, never what it says.
fn of_case(scope: &Scope, case: &Case, template: &str, address: &str) -> Notice {
    Notice::new(template, address)
        .key(format!("{}-{}", case.id, case.version))
        .with("procedure", case.procedure_title.clone())
        .with("number", case.protocol_number.clone().unwrap_or_default())
        .with("submitted_on", civil(case.submitted_at).date().to_string())
        .with("due_on", case.due_on.map(|d| d.to_string()))
        .with("office", scope.tenant.office_name(&case.office).to_owned())
        .with("path", format!("/pratiche/{}", case.id))
}

fn notify(
    c: &mut AnyConnection,
    scope: &Scope,
    loaded: &Loaded,
    template: &str,
    to: &[String],
) -> Result<(), DatabaseError> {
    let case = &loaded.case;
    let addresses = audience::addresses(c, scope, loaded, to)?;
    for address in addresses {
        notice::send(c, scope, of_case(scope, case, template, &address))?;
    }
    Ok(())
}

fn number(
    c: &mut AnyConnection,
    scope: &Scope,
    adapter: &dyn Register,
    loaded: &Loaded,
    direction: &str,
) -> Result<(), DatabaseError> {
    let direction = Direction::parse(direction).unwrap_or(Direction::Internal);
    let what = format!("{}-{}", direction.as_str(), loaded.case.version);
    register::later(c, scope, adapter, &loaded.case, direction, "", &what)?;
    Ok(())
}

fn reassign(
    c: &mut AnyConnection,
    scope: &Scope,
    loaded: &mut Loaded,
    to: &Value,
) -> Result<(), DatabaseError> {
    let Some(office) = to.as_str().and_then(|code| scope.tenant.office(code)) else {
        return Ok(());
    };
    if loaded.case.office != office.code {
        loaded.case.office.clone_from(&office.code);
        loaded.case.assignee_id = None;
        loaded.case.assignee_name = None;
        queries::move_to_office(c, &loaded.case)?;
    }
    Ok(())
}

/// Effects that other systems will carry out when they are connected stay in the history, so that nothing is lost.
fn remember(
    c: &mut AnyConnection,
    scope: &Scope,
    loaded: &Loaded,
    actor: &Actor,
    effect: &Effect,
) -> Result<(), DatabaseError> {
    let entry = Entry {
        action: "effetto",
        title: "Effetto da eseguire",
        public: false,
        from: &loaded.case.state,
        to: &loaded.case.state,
        payload: serde_json::to_value(effect).unwrap_or(Value::Null),
    };
    history::append(c, scope, &loaded.case, actor, entry)?;
    Ok(())
}
