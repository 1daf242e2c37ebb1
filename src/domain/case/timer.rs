//! What time does by itself: silence forms, reminders go out. A job asks every tenant every day; each case fires in its own
//! transaction, so that one that cannot does not hold up the others.

use serde_json::json;

use super::act::{Done, finish};
use super::effect;
use super::error::ActError;
use super::model::Actor;
use super::queries;
use super::situation::{Loaded, load};
use crate::domain::Scope;
use crate::domain::catalogue::Catalogue;
use crate::domain::id::CaseId;
use crate::engine::workflow::{FiringKind, Role};
use crate::gateway::register::Register;
use crate::platform::db::{AnyConnection, DatabaseError};

/// More firings of one case in a row are a mistake of its workflow.
const LONGEST: usize = 32;

/// The cases of a tenant whose time has come.
pub fn tenants_due(c: &mut AnyConnection, scope: &Scope) -> Result<Vec<CaseId>, DatabaseError> {
    Ok(queries::due_timers(c, &scope.tenant_id, scope.today, 500)?)
}

/// Fires everything that is due in one case; gives how many things happened.
pub fn fire(
    c: &mut AnyConnection,
    scope: &Scope,
    catalogue: &Catalogue,
    register: &dyn Register,
    id: &CaseId,
) -> Result<usize, ActError> {
    let mut loaded = load(c, scope, catalogue, id)?;
    let mut count = 0;
    while count < LONGEST {
        let due = loaded.workflow.due(&loaded.situation(scope.today));
        let Some(firing) = due.into_iter().next() else { break };
        match firing.what {
            FiringKind::Action { code } => {
                let situation = loaded.situation(firing.on);
                let roles = [Role::Timer];
                let workflow = loaded.workflow.clone();
                let step = workflow.apply(&situation, &code, &json!({}), &roles, None)?;
                let version = loaded.case.version;
                let done = Done { version, input: json!({ "on": firing.on }), document: None };
                finish(c, scope, register, &mut loaded, &Actor::timer(), &step, done)?;
            }
            FiringKind::Reminder { term, days } => {
                remind(c, scope, register, &mut loaded, &term, days)?;
            }
        }
        count += 1;
    }
    if count == 0 {
        settle(c, scope, &mut loaded)?;
    }
    Ok(count)
}

fn remind(
    c: &mut AnyConnection,
    scope: &Scope,
    register: &dyn Register,
    loaded: &mut Loaded,
    term: &str,
    days: u32,
) -> Result<(), ActError> {
    let (effects, standing) = loaded.workflow.remind(&loaded.situation(scope.today), term, days);
    loaded.body.standing.0 = standing;
    effect::carry_out(c, scope, register, loaded, &effects, &Actor::timer())?;
    settle(c, scope, loaded)
}

/// Nothing fired: the date of the next look moves on.
fn settle(c: &mut AnyConnection, scope: &Scope, loaded: &mut Loaded) -> Result<(), ActError> {
    loaded.settle(scope.today);
    let version = loaded.case.version;
    if !queries::update(c, version, &loaded.case, &loaded.body)? {
        return Err(ActError::Overtaken);
    }
    loaded.case.version = version + 1;
    Ok(())
}
