//! Workflows: state machines of a case, read from files and interpreted as data.
//!
//! [`Workflow::compile`] takes a file and the fragments it includes, checks names, reachability, ends and sources, and
//! yields a machine. [`Workflow::actions`] says what an actor may do now and, for all the rest, why not;
//! [`Workflow::apply`] does one action and returns what changed and what must be carried out, as data;
//! [`Workflow::due`] says what time itself has done.
//!
//! It is not a store and has no effects: the caller persists the [`Standing`] and carries the [`Effect`]s out in its own
//! transaction. Invariants: the same situation gives the same step; a refusal always has an Italian reason; automatic
//! actions are bounded; nothing leaves a final state but what the file marks `after_end`.

mod check;
mod compile;
mod condition;
mod definition;
mod diagram;
mod effect;
mod fragment;
mod names;
mod offer;
mod outlook;
mod read;
mod role;
mod rule;
mod scene;
mod situation;
mod step;
mod timer;
mod wording;

pub use compile::Workflow;
pub use condition::Condition;
pub use definition::{
    Action, Flag, Guard, Input, Outcome, Parameter, Phase, Silence, State, Target, TermRule,
    Trigger, Turn, UnitRule,
};
pub use effect::{Effect, Rule};
pub use fragment::Fragments;
pub use offer::{Offer, Refusal, RefusalKind};
pub use role::Role;
pub use scene::Scene;
pub use situation::{Situation, Standing};
pub use step::{Move, Step};
pub use timer::{Firing, FiringKind, Promise};
pub use wording::Wording;
