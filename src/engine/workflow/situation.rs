//! A case as the machine sees it on a day.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::engine::terms::{Calendar, ClockEvent};

/// What the machine itself remembers of a case; kept as JSON.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Standing {
    /// Code of the state.
    pub state: String,
    /// Day on which the state was entered.
    pub since: NaiveDate,
    /// How many times each action was done.
    #[serde(default)]
    pub counts: BTreeMap<String, u32>,
    /// The history of each term's clock.
    #[serde(default)]
    pub clocks: BTreeMap<String, Vec<ClockEvent>>,
    /// Flags set by effects.
    #[serde(default)]
    pub flags: BTreeMap<String, Value>,
    /// For each state entered, the state it was entered from (used by actions that go `back`).
    #[serde(default)]
    pub entered_from: BTreeMap<String, String>,
}

impl Standing {
    /// A case that has just entered `state`.
    pub fn new(state: impl Into<String>, since: NaiveDate) -> Self {
        Self {
            state: state.into(),
            since,
            counts: BTreeMap::new(),
            clocks: BTreeMap::new(),
            flags: BTreeMap::new(),
            entered_from: BTreeMap::new(),
        }
    }
}

/// Everything a decision of the machine depends on.
#[derive(Debug, Clone)]
pub struct Situation<'a> {
    /// The machine's own memory.
    pub standing: Standing,
    /// Facts of the case: `number`, `protocol`, `submitted_on`, `received_on`, `procedure`, `office`, `responsible`.
    pub case: &'a Value,
    /// The form's data.
    pub data: &'a Value,
    /// Parameters, already merged (see [`super::Workflow::parameters`]).
    pub param: &'a Value,
    /// The tenant's calendar.
    pub calendar: &'a Calendar,
    /// The day of the question, or of the action.
    pub today: NaiveDate,
}
