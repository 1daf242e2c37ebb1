//! The outbox: letters as jobs.

use chrono::NaiveDateTime;

use super::letter::Letter;
use super::transport::Mailer;
use crate::base::ids::Ids;
use crate::platform::db::{AnyConnection, DatabaseError};
use crate::platform::queue::{Job, JobError, NewJob, Registry, enqueue};

/// The kind of the outbox's jobs.
pub const KIND: &str = "mail";

/// Enqueues `letter` in the caller's transaction, once for each `key` of the tenant (`case-17/submitted`).
pub fn enqueue_letter(
    connection: &mut AnyConnection,
    ids: &dyn Ids,
    tenant: &str,
    key: &str,
    letter: &Letter,
    now: NaiveDateTime,
) -> Result<bool, DatabaseError> {
    enqueue(connection, ids, NewJob::new(tenant, KIND, letter, now)?.unique(key))
}

/// Lets `registry` send the outbox through `mailer`.
pub fn register(registry: &mut Registry, mailer: &Mailer) {
    let mailer = mailer.clone();
    registry.on(KIND, move |job: Job| {
        let mailer = mailer.clone();
        async move { deliver(&mailer, &job).await }
    });
}

async fn deliver(mailer: &Mailer, job: &Job) -> Result<(), JobError> {
    let letter: Letter = job.payload()?;
    mailer.send(&job.id, job.created_at, &letter).await.map_err(|error| {
        let reason = error.to_string();
        if error.is_transient() { JobError::Retry(reason) } else { JobError::Fail(reason) }
    })
}
