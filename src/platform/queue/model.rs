//! A job as a row, and the questions an operator asks about the queue.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::table::jobs;
use crate::platform::db::{AnyConnection, DatabaseError, Json};
use crate::text_enum;

text_enum! {
    /// Where a job is.
    JobState { Ready = "ready", Leased = "leased", Done = "done", Failed = "failed" }
}

/// One row of the queue.
#[derive(Debug, Clone, Queryable, QueryableByName)]
#[diesel(table_name = jobs)]
pub struct Job {
    /// The tenant it works for; empty for work of the whole installation.
    pub tenant_id: String,
    /// Its identifier, stable over retries.
    pub id: String,
    /// Which handler runs it.
    pub kind: String,
    /// At most one job of a tenant and kind has this key.
    pub unique_key: String,
    /// What the handler needs.
    pub payload: Json<Value>,
    /// Where it is.
    pub state: JobState,
    /// Runs so far, this one included.
    pub attempts: i32,
    /// Runs at most.
    pub max_attempts: i32,
    /// From when it may run; while leased, the end of the lease.
    pub due_at: NaiveDateTime,
    /// The token of the lease, new at every claim.
    pub lease: Option<String>,
    /// Why the last run failed; no personal data.
    pub last_error: Option<String>,
    /// When it was enqueued.
    pub created_at: NaiveDateTime,
    /// When it was done or given up.
    pub finished_at: Option<NaiveDateTime>,
}

impl Job {
    /// The payload as the handler's type.
    ///
    /// # Errors
    /// [`super::JobError::Fail`]: a payload that cannot be read today cannot be read tomorrow.
    pub fn payload<T: DeserializeOwned>(&self) -> Result<T, super::JobError> {
        T::deserialize(&self.payload.0).map_err(|_| {
            super::JobError::Fail(format!("the payload is not one of '{}'", self.kind))
        })
    }
}

/// How many jobs of a kind are in a state.
#[derive(Debug, Clone, PartialEq, Eq, QueryableByName)]
pub struct Count {
    /// The kind.
    #[diesel(sql_type = Text)]
    pub kind: String,
    /// The state.
    #[diesel(sql_type = Text)]
    pub state: JobState,
    /// How many.
    #[diesel(sql_type = BigInt)]
    pub total: i64,
}

/// Jobs by kind and state, for metrics.
pub fn counts(connection: &mut AnyConnection) -> Result<Vec<Count>, DatabaseError> {
    Ok(diesel::sql_query(
        "SELECT kind, state, count(*) AS total FROM jobs GROUP BY kind, state ORDER BY kind, state",
    )
    .load(connection)?)
}

/// The failed jobs of a tenant, latest first.
pub fn failed(
    connection: &mut AnyConnection,
    tenant: &str,
    limit: i64,
) -> Result<Vec<Job>, DatabaseError> {
    Ok(jobs::table
        .filter(jobs::tenant_id.eq(tenant))
        .filter(jobs::state.eq(JobState::Failed))
        .order((jobs::finished_at.desc(), jobs::id.desc()))
        .limit(limit)
        .load(connection)?)
}

/// The jobs of a tenant that wait or run, those due first.
pub fn waiting(
    connection: &mut AnyConnection,
    tenant: &str,
    limit: i64,
) -> Result<Vec<Job>, DatabaseError> {
    Ok(jobs::table
        .filter(jobs::tenant_id.eq(tenant))
        .filter(jobs::state.eq_any([JobState::Ready, JobState::Leased]))
        .order((jobs::due_at, jobs::id))
        .limit(limit)
        .load(connection)?)
}

/// Puts a failed job back in the line, with all its attempts; says whether there was one.
pub fn retry(
    connection: &mut AnyConnection,
    tenant: &str,
    id: &str,
    now: NaiveDateTime,
) -> Result<bool, DatabaseError> {
    let changed = diesel::update(
        jobs::table
            .filter(jobs::tenant_id.eq(tenant))
            .filter(jobs::id.eq(id))
            .filter(jobs::state.eq(JobState::Failed)),
    )
    .set((
        jobs::state.eq(JobState::Ready),
        jobs::attempts.eq(0),
        jobs::due_at.eq(now),
        jobs::finished_at.eq(None::<NaiveDateTime>),
    ))
    .execute(connection)?;
    Ok(changed == 1)
}

/// Takes away jobs that were done before `before`; their keys can be used again. Failed ones stay.
pub fn purge(
    connection: &mut AnyConnection,
    before: NaiveDateTime,
) -> Result<usize, DatabaseError> {
    Ok(diesel::delete(
        jobs::table.filter(jobs::state.eq(JobState::Done)).filter(jobs::finished_at.lt(before)),
    )
    .execute(connection)?)
}
