//! A case as the workflow engine sees it, and back.

use std::sync::Arc;

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::error::ActError;
use super::model::{Case, CaseBody};
use super::queries;
use crate::base::clock::civil;
use crate::domain::Scope;
use crate::domain::catalogue::{Catalogue, Procedure};
use crate::domain::id::CaseId;
use crate::engine::terms::Calendar;
use crate::engine::workflow::{Outcome, Phase, Situation, Standing, Step, Turn, Workflow};
use crate::platform::db::AnyConnection;

/// The end of time, for cases without a date in sorted lists: the last day with four digits, because SQLite compares days as
/// text.
pub(super) const NO_DATE: NaiveDate = match NaiveDate::from_ymd_opt(9999, 12, 31) {
    Some(day) => day,
    None => NaiveDate::MAX,
};

/// A case with its other half and its pinned definitions.
pub struct Loaded {
    pub case: Case,
    pub body: CaseBody,
    pub workflow: Arc<Workflow>,
    pub procedure: Arc<Procedure>,
    pub calendar: Arc<Calendar>,
    facts: Value,
}

/// Reads a case with all that an action needs.
pub fn load(
    c: &mut AnyConnection,
    scope: &Scope,
    catalogue: &Catalogue,
    id: &CaseId,
) -> Result<Loaded, ActError> {
    let case = queries::find(c, &scope.tenant_id, id)?.ok_or(ActError::NotFound)?;
    let body = queries::body(c, &scope.tenant_id, id)?;
    let workflow = catalogue.workflow_of(c, &scope.tenant_id, &body.workflow_hash)?;
    let procedure = catalogue.procedure_of(c, &scope.tenant_id, &body.procedure_hash)?;
    let calendar = catalogue.calendar(&scope.tenant).cloned().ok_or(ActError::NotFound)?;
    let facts = facts(scope, &case);
    Ok(Loaded { case, body, workflow, procedure, calendar, facts })
}

/// `case.x` of expressions.
pub(super) fn facts(scope: &Scope, case: &Case) -> Value {
    json!({
        "number": case.protocol_number,
        "protocol": case.protocol_number,
        "submitted_on": civil(case.submitted_at).date().to_string(),
        "received_on": civil(case.submitted_at).date().to_string(),
        "procedure": case.procedure_code,
        "office": scope.tenant.office_name(&case.office),
        "responsible": case.assignee_name,
    })
}

impl Loaded {
    /// Puts together what was just made, before it is in the database.
    pub(super) fn fresh(
        scope: &Scope,
        case: Case,
        body: CaseBody,
        workflow: Arc<Workflow>,
        procedure: Arc<Procedure>,
        calendar: Arc<Calendar>,
    ) -> Self {
        let facts = facts(scope, &case);
        Self { case, body, workflow, procedure, calendar, facts }
    }

    /// The situation on a day.
    pub fn situation(&self, today: NaiveDate) -> Situation<'_> {
        Situation {
            standing: self.body.standing.0.clone(),
            case: &self.facts,
            data: &self.body.data.0,
            param: &self.body.parameters.0,
            calendar: &self.calendar,
            today,
        }
    }

    /// Takes in the outcome of a step: state, wording, dates and the place in the queue.
    pub(super) fn take_in(&mut self, step: &Step, today: NaiveDate) {
        self.body.standing.0 = step.standing.clone();
        self.case.public_state.clone_from(&step.public);
        self.settle(today);
    }

    /// Derives the columns that lists are filtered and sorted by.
    pub(super) fn settle(&mut self, today: NaiveDate) {
        let standing: &Standing = &self.body.standing.0;
        self.case.state.clone_from(&standing.state);
        if let Some(state) = self.workflow.state(&standing.state) {
            phase(state.phase).clone_into(&mut self.case.phase);
            turn(state.turn).clone_into(&mut self.case.turn);
            outcome(state.outcome).clone_into(&mut self.case.outcome);
        }
        let situation = self.situation(today);
        let promise = self.workflow.promise(&situation);
        let timer = self.workflow.next_due(&situation);
        let due = promise.as_ref().and_then(|p| p.deadline.date);
        self.case.due_text = promise.map(|p| p.deadline.text).unwrap_or_default();
        let closed = self.case.phase == "closed";
        self.case.due_on = due;
        self.case.timer_on = timer;
        self.case.sort_due = if closed { NO_DATE } else { due.unwrap_or(NO_DATE) };
        self.case.priority = priority(&self.case);
    }
}

/// 0 = news for the office, 1 = the office's turn, 2 = somebody else's, 3 = closed.
fn priority(case: &Case) -> i32 {
    match (case.phase.as_str(), case.turn.as_str()) {
        ("closed", _) => 3,
        (_, "office") if case.news => 0,
        (_, "office") => 1,
        _ => 2,
    }
}

fn phase(phase: Phase) -> &'static str {
    match phase {
        Phase::Open => "open",
        Phase::Waiting => "waiting",
        Phase::Closed => "closed",
    }
}

fn turn(turn: Turn) -> &'static str {
    match turn {
        Turn::Citizen => "citizen",
        Turn::Office => "office",
        Turn::Body => "body",
        Turn::None => "none",
    }
}

fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Positive => "positive",
        Outcome::Negative => "negative",
        Outcome::Neutral => "neutral",
        Outcome::None => "none",
    }
}
