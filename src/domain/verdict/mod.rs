//! Verdicts on the signatures of files: judged with what is at hand, judged again when more is known, with every verdict kept.
//!
//! [`judge`] never uses the network: what is missing leaves a verdict that says so, and a *watch* on the file. The job calls
//! [`recheck`], which fetches, judges for the same instant of receipt, and adds to the history if anything changed. The
//! first verdict and every later one stay, each with its full report.

mod error;
mod judge;
mod model;
mod print;
mod queries;
mod recheck;

pub use error::VerdictError;
pub use judge::{Expectation, judge, local_copy};
pub use model::{Cause, FileVerdict, Watch};
pub use print::print;
pub use queries::{due, history_of, watch_of};
pub use recheck::{Rechecked, recheck};

pub(in crate::domain) use queries::begin;
