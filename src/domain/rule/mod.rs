//! Rules of assignment that the offices write themselves: which cases go to which office, and to whom in it.
//!
//! They are tried in order, before those of the municipality's file; the first whose conditions all hold wins. A rule is never
//! changed, only ended: the history of an old case can name the rule that gave it to somebody. What a rule would do is tried on
//! real cases before it is saved.

mod model;
mod queries;
mod service;

pub use model::{Manner, Rule};
pub use queries::{active, end, ended, find, set_last};
pub use service::{NewRule, RuleError, draw, save};
