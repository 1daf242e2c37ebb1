//! Labels: short marks that an office invents and puts on its cases, to find them again in the queue.
//!
//! A label belongs to one office; a case can be given labels of the office it is in, and keeps them when it moves. They are
//! for the officers alone and say nothing in the procedure, so they stay out of the history.

mod error;
mod model;
mod queries;
mod service;

pub use error::LabelError;
pub use model::{Label, TONES};
pub use queries::{detach, find, of_cases, of_offices, remove, worn};
pub use service::{LONGEST, attach, create};
