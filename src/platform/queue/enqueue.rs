//! Wanting an effect: a row in the caller's transaction.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use serde::Serialize;
use serde_json::Value;

use super::model::JobState;
use super::table::jobs;
use crate::base::ids::Ids;
use crate::platform::db::{AnyConnection, DatabaseError, Json, Tail};

/// A job to be enqueued.
#[derive(Debug, Clone)]
pub struct NewJob {
    tenant_id: String,
    kind: &'static str,
    unique_key: Option<String>,
    payload: Value,
    due_at: NaiveDateTime,
    created_at: NaiveDateTime,
    max_attempts: i32,
}

impl NewJob {
    /// A job of `kind` for `tenant`, due at once, tried at most ten times (over about two days).
    ///
    /// # Errors
    /// [`DatabaseError::Query`] when the payload cannot be JSON (a map with keys that are no text).
    pub fn new(
        tenant: &str,
        kind: &'static str,
        payload: &impl Serialize,
        now: NaiveDateTime,
    ) -> Result<Self, DatabaseError> {
        let payload = serde_json::to_value(payload)
            .map_err(|error| diesel::result::Error::SerializationError(Box::new(error)))?;
        Ok(Self {
            tenant_id: tenant.to_owned(),
            kind,
            unique_key: None,
            payload,
            due_at: now,
            created_at: now,
            max_attempts: 10,
        })
    }

    /// At most one job of this tenant and kind with `key`; a second one is not enqueued.
    #[must_use]
    pub fn unique(mut self, key: impl Into<String>) -> Self {
        self.unique_key = Some(key.into());
        self
    }

    /// Not before `instant`.
    #[must_use]
    pub fn due_at(mut self, instant: NaiveDateTime) -> Self {
        self.due_at = instant;
        self
    }

    /// Given up after `attempts` runs.
    #[must_use]
    pub fn attempts(mut self, attempts: i32) -> Self {
        self.max_attempts = attempts.max(1);
        self
    }
}

/// Enqueues in the caller's transaction; `false` when a job with the same key is there already, in whatever state.
pub fn enqueue(
    connection: &mut AnyConnection,
    ids: &dyn Ids,
    job: NewJob,
) -> Result<bool, DatabaseError> {
    let id = ids.id();
    let unique_key = job.unique_key.unwrap_or_else(|| id.clone());
    let insert = diesel::insert_into(jobs::table).values((
        jobs::tenant_id.eq(job.tenant_id),
        jobs::id.eq(id),
        jobs::kind.eq(job.kind),
        jobs::unique_key.eq(unique_key),
        jobs::payload.eq(Json(job.payload)),
        jobs::state.eq(JobState::Ready),
        jobs::attempts.eq(0),
        jobs::max_attempts.eq(job.max_attempts),
        jobs::due_at.eq(job.due_at),
        jobs::created_at.eq(job.created_at),
    ));
    let rows =
        Tail(insert, "ON CONFLICT (tenant_id, kind, unique_key) DO NOTHING").execute(connection)?;
    Ok(rows == 1)
}
