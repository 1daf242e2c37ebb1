//! What the pages tell of a case's time: its terms in words, its milestones.

use serde::Serialize;
use serde_json::Value;

use super::model::Event;
use super::situation::Loaded;
use crate::domain::Scope;
use crate::engine::terms::{ClockState, Deadline};
use crate::engine::workflow::Scene;

/// One term of a case.
#[derive(Debug, Clone, Serialize)]
pub struct Term {
    pub code: String,
    pub title: String,
    pub source: String,
    pub verified_on: Option<chrono::NaiveDate>,
    pub deadline: Deadline,
}

/// The terms of a case that have started, the running ones first.
pub fn deadlines(loaded: &Loaded, scope: &Scope) -> Vec<Term> {
    let situation = loaded.situation(scope.today);
    let scene = Scene::new(&loaded.workflow, &situation, &Value::Null);
    let mut terms: Vec<Term> = scene
        .deadlines()
        .filter(|(_, deadline)| deadline.state != ClockState::NotStarted)
        .map(|(term, deadline)| Term {
            code: term.code.clone(),
            title: term.title.clone(),
            source: term.source.clone(),
            verified_on: term.verified_on,
            deadline: deadline.clone(),
        })
        .collect();
    terms.sort_by_key(|t| (t.deadline.state != ClockState::Running, t.deadline.date));
    terms
}

/// The entries of a history that the parties see.
pub fn milestones(events: &[Event]) -> Vec<&Event> {
    events.iter().filter(|event| event.public).collect()
}
