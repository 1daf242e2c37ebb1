//! Acting on a case: one action of its workflow, by somebody, in one transaction.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::effect;
use super::error::ActError;
use super::history::{self, Entry};
use super::model::{Actor, ActorKind};
use super::queries;
use super::situation::Loaded;
use crate::domain::Scope;
use crate::domain::file::{self, File, Holder};
use crate::domain::id::AccountId;
use crate::domain::statistic;
use crate::engine::workflow::{Effect, Role, Step};
use crate::gateway::register::Register;
use crate::platform::db::AnyConnection;

/// What is done.
pub struct ActInput<'a> {
    pub action: &'a str,
    /// The filled small form of the action.
    pub input: Value,
    pub roles: &'a [Role],
    /// The version of the case that the actor saw.
    pub version: i64,
    /// The document of the act, already in the store.
    pub document: Option<File>,
}

/// Does an action; gives the case as it is afterwards.
pub fn act(
    c: &mut AnyConnection,
    scope: &Scope,
    register: &dyn Register,
    mut loaded: Loaded,
    actor: &Actor,
    input: ActInput<'_>,
) -> Result<Loaded, ActError> {
    if loaded.case.version != input.version {
        return Err(ActError::Overtaken);
    }
    let version = loaded.case.version;
    let situation = loaded.situation(scope.today);
    let number = loaded.case.protocol_number.as_deref();
    let step =
        loaded.workflow.apply(&situation, input.action, &input.input, input.roles, number)?;
    if let Some(document) = &input.document {
        file::insert(c, document)?;
    }
    // What was prepared for a signature says things that the case has left behind.
    file::delete_all(c, &scope.tenant_id, &Holder::prepared(&loaded.case.id))?;
    finish(
        c,
        scope,
        register,
        &mut loaded,
        actor,
        &step,
        Done { version, input: input.input, document: input.document },
    )?;
    Ok(loaded)
}

/// What was done, for the history.
pub(super) struct Done {
    pub version: i64,
    pub input: Value,
    pub document: Option<File>,
}

/// Writes a step: standing, columns, history and effects.
pub(super) fn finish(
    c: &mut AnyConnection,
    scope: &Scope,
    register: &dyn Register,
    loaded: &mut Loaded,
    actor: &Actor,
    step: &Step,
    done: Done,
) -> Result<(), ActError> {
    loaded.case.updated_at = scope.at;
    let from_citizen = actor.kind == ActorKind::Person;
    loaded.case.news = from_citizen || (loaded.case.news && actor.kind != ActorKind::Account);
    let (open, due) = (loaded.case.phase != "closed", loaded.case.due_on);
    loaded.take_in(step, scope.today);
    if !queries::update(c, done.version, &loaded.case, &loaded.body)? {
        return Err(ActError::Overtaken);
    }
    loaded.case.version = done.version + 1;
    if open {
        count(c, scope, loaded, actor, step, due)?;
    }
    for (index, step_move) in step.moves.iter().enumerate() {
        let first = index == 0;
        let payload = if first {
            let document =
                done.document.as_ref().map(|f| json!({ "id": f.id, "sha256": f.sha256 }));
            json!({ "input": done.input, "document": document, "clock": step.clock })
        } else {
            json!({})
        };
        let system = Actor::system();
        let who = if first { actor } else { &system };
        effect::record_move(c, scope, &loaded.case, who, step_move, payload)?;
    }
    // An act whose document is kept with it is done; only one without a document is still to be made.
    let made = done.document.is_some();
    let left = |effect: &&Effect| !(made && matches!(effect, Effect::Act { .. }));
    let effects: Vec<Effect> = step.effects.iter().filter(left).cloned().collect();
    effect::carry_out(c, scope, register, loaded, &effects, actor)?;
    Ok(())
}

/// The figures: what was asked, and the end of the case if this was it.
fn count(
    c: &mut AnyConnection,
    scope: &Scope,
    loaded: &Loaded,
    actor: &Actor,
    step: &Step,
    due: Option<NaiveDate>,
) -> Result<(), ActError> {
    let asks = |effect: &&Effect| matches!(effect, Effect::Request { .. });
    let asked = step.effects.iter().filter(asks).count();
    statistic::asked(c, scope, &loaded.case, asked)?;
    if loaded.case.phase == "closed" {
        let by_time = actor.kind == ActorKind::Timer;
        statistic::closed(c, scope, &loaded.case, due, by_time)?;
    }
    Ok(())
}

/// An officer takes a case for themselves.
pub fn take_charge(
    c: &mut AnyConnection,
    scope: &Scope,
    mut loaded: Loaded,
    actor: &Actor,
) -> Result<(), ActError> {
    let version = loaded.case.version;
    loaded.case.assignee_id = Some(AccountId::new(actor.id.clone()));
    loaded.case.assignee_name = Some(actor.name.clone());
    loaded.case.news = false;
    loaded.case.updated_at = scope.at;
    loaded.settle(scope.today);
    if !queries::update(c, version, &loaded.case, &loaded.body)? {
        return Err(ActError::Overtaken);
    }
    let entry = Entry {
        action: "presa_in_carico",
        title: "Presa in carico",
        public: true,
        from: &loaded.case.state,
        to: &loaded.case.state,
        payload: json!({ "person": actor.name }),
    };
    history::append(c, scope, &loaded.case, actor, entry)?;
    Ok(())
}
