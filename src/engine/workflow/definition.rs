//! The compiled machine: states, actions, terms, parameters. All of it is data read from a workflow file.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::condition::Condition;
use super::effect::Rule;
use super::role::Role;
use super::wording::Wording;

/// How far a case is, for filters and figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// Somebody has to work on it.
    Open,
    /// It waits for somebody outside the office.
    Waiting,
    /// Nothing more is due.
    Closed,
}

/// Whose turn it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Turn {
    /// The citizen, professional or firm.
    Citizen,
    /// The office.
    Office,
    /// Another body.
    Body,
    /// Nobody: only time passes, or all is done.
    None,
}

/// How it ended for the citizen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// In their favour.
    Positive,
    /// Against them.
    Negative,
    /// Ended without a decision on the merits.
    Neutral,
    /// Not ended.
    #[default]
    None,
}

/// What the end of a term means when the office has said nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Silence {
    /// Accepted.
    Assenso,
    /// Refused.
    Rigetto,
    /// The office is late; remedies open.
    Inadempimento,
}

/// A state of the machine.
#[derive(Debug, Clone)]
pub struct State {
    /// Code, Italian snake_case.
    pub code: String,
    /// Title for the office.
    pub title: String,
    /// What the citizen reads.
    pub public: Wording,
    /// How far the case is.
    pub phase: Phase,
    /// Whose turn it is.
    pub turn: Turn,
    /// How it ended.
    pub outcome: Outcome,
    /// Whether the procedure ends here (actions `after_end` may still leave it).
    pub is_final: bool,
    /// The term whose date belongs to this state.
    pub term: Option<String>,
    /// State to report to the national catalogue of the Sportelli unici, where it has one.
    pub ssu: Option<String>,
}

/// Where an action leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// Stays where it is.
    Stay,
    /// To a state.
    State(String),
    /// To the state from which the present one was entered.
    Back,
}

/// A condition with the Italian sentence that says why it refuses.
#[derive(Debug, Clone)]
pub struct Guard {
    /// The condition.
    pub that: Condition,
    /// Why not, and what to do.
    pub message: String,
}

/// What makes an action happen by itself.
#[derive(Debug, Clone)]
pub enum Trigger {
    /// A term is over.
    Expiry(String),
    /// So many days in the same state.
    Idle(Condition),
    /// A day comes.
    Day(Condition),
}

/// An action: a button, an event of the system, or what time does.
#[derive(Debug, Clone)]
pub struct Action {
    /// Code, Italian snake_case.
    pub code: String,
    /// Title of its button.
    pub title: String,
    /// What it does, in a line.
    pub description: Option<String>,
    /// States in which it can be done.
    pub from: Vec<String>,
    /// Where it leads.
    pub to: Target,
    /// Who may do it.
    pub by: Vec<Role>,
    /// Conditions, in order; the first that fails is the reason.
    pub when: Vec<Guard>,
    /// Terms that must not be over: later the act would be void.
    pub within: Vec<String>,
    /// How many times at most.
    pub times: Option<u32>,
    /// Followed by itself as soon as it is possible.
    pub automatic: bool,
    /// May leave a final state.
    pub after_end: bool,
    /// What time has to do with it.
    pub trigger: Option<Trigger>,
    /// The silence it gives effect to.
    pub silence: Option<Silence>,
    /// Small form to fill, as the objects of docs/forms.md.
    pub input: Option<Input>,
    /// What happens.
    pub effects: Vec<Rule>,
    /// Legal basis.
    pub source: Option<String>,
}

/// The small form of an action.
#[derive(Debug, Clone)]
pub struct Input {
    /// The JSON Schema object, for the form engine.
    pub schema: Value,
    pub(super) validator: std::sync::Arc<jsonschema::Validator>,
}

/// A term of the workflow; its length may depend on the parameters.
#[derive(Debug, Clone)]
pub struct TermRule {
    /// Code, `controllo`.
    pub code: String,
    /// Title for people.
    pub title: String,
    /// How many units: a number or an expression.
    pub length: Condition,
    /// Unit: a fixed one, or an expression over the parameters.
    pub unit: UnitRule,
    /// Longest after extensions.
    pub max: Option<u32>,
    /// Days before the end on which people are reminded.
    pub remind: Vec<u32>,
    /// Who is reminded.
    pub remind_to: Vec<String>,
    /// The term of the decision: the date the citizen is promised.
    pub decision: bool,
    /// Norm or rule.
    pub source: String,
    /// Last checked by a person.
    pub verified_on: Option<NaiveDate>,
}

/// The unit of a term.
#[derive(Debug, Clone)]
pub enum UnitRule {
    /// Always the same.
    Fixed(crate::engine::terms::Unit),
    /// `calendar` or `working` (or a unit's own name), by expression.
    Of(Condition),
}

/// A parameter that the procedure or the tenant may set.
#[derive(Debug, Clone, Serialize)]
pub struct Parameter {
    /// Name, `param.<name>` in expressions.
    pub name: String,
    /// Its JSON Schema: type, default, enum, title, source.
    pub schema: Value,
}

impl Parameter {
    /// Value when nobody sets it.
    pub fn default(&self) -> Value {
        self.schema.get("default").cloned().unwrap_or(Value::Null)
    }
}

/// A flag a case can carry, `flag.<name>` in expressions.
#[derive(Debug, Clone, Serialize)]
pub struct Flag {
    /// Name.
    pub name: String,
    /// Title for people.
    pub title: String,
    /// JSON type: `boolean`, `string`, `integer`.
    pub kind: String,
}
