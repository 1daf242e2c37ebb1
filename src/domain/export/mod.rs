//! Exports: a list of cases as a file for an office program, made by a job while the officer goes on working.
//!
//! An export shows what the officer could read when it was asked for; the file is the officer's own and goes after
//! [`DAYS_KEPT`] days. It is not an archive and not a backup.

mod model;
mod queries;
mod service;

pub use model::{Export, ExportState};
pub use queries::{
    advance, fail, find, finish, is_referenced, of_account, older_than, remove, start,
};
pub use service::{ExportError, JOB, Question, request};

/// Days after which the file goes.
pub const DAYS_KEPT: i64 = 7;
/// Exports of one officer that may wait at the same time.
pub const MOST_WAITING: usize = 5;
