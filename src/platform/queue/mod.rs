//! The job queue: effects that a use case wants, kept in the database until they are done.
//!
//! A job is enqueued inside the caller's transaction, so it exists exactly when the caller's rows do. A worker claims one by
//! a lease with an end: if the worker dies, the lease runs out and another takes the job again. So a job runs **at least
//! once**: its handler must be idempotent, or call [`finish`] inside its own transaction. Failures are retried with growing
//! pauses; when the attempts are used up the job stays as `failed`, visible, until somebody retries it.
//!
//! It is not a scheduler with a clock of its own: recurring work is a job with a key per period ([`Periodic`]).

mod backoff;
mod enqueue;
mod handler;
mod lease;
mod model;
mod periodic;
mod table;
mod worker;

pub use backoff::pause;
pub use enqueue::{NewJob, enqueue};
pub use handler::{JobError, Registry};
pub use lease::{claim, extend, fail, finish, has_due, postpone};
pub use model::{Count, Job, JobState, counts, failed, purge, retry, waiting};
pub use periodic::{Period, Periodic};
pub use worker::{Outcome, Worker, WorkerSettings};
