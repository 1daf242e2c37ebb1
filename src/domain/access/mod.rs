//! The log of who looked at personal data: which officer, when, which case, what of it. Rows are only added.
//!
//! It is written before the page is sent: what cannot be logged is not shown. It is not the history of a case, which tells what
//! was done to it.

mod model;
mod queries;

pub use model::{Access, What};
pub use queries::{AccessFilter, list, record};
