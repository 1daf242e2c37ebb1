//! Taking a job, keeping it, giving it back: each is one conditional UPDATE, so that two workers never agree to differ.

use chrono::NaiveDateTime;
use diesel::dsl::exists;
use diesel::prelude::*;
use diesel::sql_types::{Text, Timestamp};

use super::model::{Job, JobState};
use super::table::jobs;
use crate::platform::db::{AnyConnection, DatabaseError};

const WAITING: [JobState; 2] = [JobState::Ready, JobState::Leased];

/// Whether a job of one of `kinds` is due: a read, so that idle workers do not stand in the writers' line.
pub fn has_due(
    connection: &mut AnyConnection,
    kinds: &[&'static str],
    now: NaiveDateTime,
) -> Result<bool, DatabaseError> {
    let due = jobs::table
        .filter(jobs::state.eq_any(WAITING))
        .filter(jobs::due_at.le(now))
        .filter(jobs::kind.eq_any(kinds.to_vec()));
    Ok(diesel::select(exists(due)).get_result(connection)?)
}

/// Takes the job that is due longest and leases it under `token` until `until`; `None` when nothing is due.
///
/// A job whose lease ran out is due again; when that happens at its last attempt it is marked failed instead, because
/// what killed the worker nine times will do so the tenth.
pub fn claim(
    connection: &mut AnyConnection,
    kinds: &[&'static str],
    token: &str,
    now: NaiveDateTime,
    until: NaiveDateTime,
) -> Result<Option<Job>, DatabaseError> {
    give_up_lost(connection, now)?;
    let skip = match connection {
        AnyConnection::Sqlite(_) => "",
        AnyConnection::Postgres(_) => " FOR UPDATE SKIP LOCKED",
    };
    // Kinds are constants of this program (`&'static str`), checked by `Registry::on` to be plain words.
    let kinds = kinds.iter().map(|kind| format!("'{kind}'")).collect::<Vec<_>>().join(", ");
    let sql = format!(
        "UPDATE jobs SET state = 'leased', attempts = attempts + 1, lease = $1, due_at = $2 \
         WHERE (tenant_id, id) = (SELECT tenant_id, id FROM jobs WHERE state IN ('ready', 'leased') \
         AND due_at <= $3 AND kind IN ({kinds}) ORDER BY due_at, id LIMIT 1{skip}) RETURNING *"
    );
    Ok(diesel::sql_query(sql)
        .bind::<Text, _>(token)
        .bind::<Timestamp, _>(until)
        .bind::<Timestamp, _>(now)
        .get_result::<Job>(connection)
        .optional()?)
}

fn give_up_lost(connection: &mut AnyConnection, now: NaiveDateTime) -> Result<(), DatabaseError> {
    diesel::update(
        jobs::table
            .filter(jobs::state.eq(JobState::Leased))
            .filter(jobs::due_at.le(now))
            .filter(jobs::attempts.ge(jobs::max_attempts)),
    )
    .set((
        jobs::state.eq(JobState::Failed),
        jobs::finished_at.eq(now),
        jobs::lease.eq(None::<String>),
        jobs::last_error.eq("the worker stopped in the middle of the last attempt"),
    ))
    .execute(connection)?;
    Ok(())
}

/// Moves the end of the lease; `false` when the lease is lost and the work must stop.
pub fn extend(
    connection: &mut AnyConnection,
    job: &Job,
    until: NaiveDateTime,
) -> Result<bool, DatabaseError> {
    let changed = diesel::update(held(job)).set(jobs::due_at.eq(until)).execute(connection)?;
    Ok(changed == 1)
}

/// Marks the job done; `false` when the lease is lost. A handler that calls this in its own transaction, and rolls back
/// on `false`, has its effect exactly once.
pub fn finish(
    connection: &mut AnyConnection,
    job: &Job,
    now: NaiveDateTime,
) -> Result<bool, DatabaseError> {
    let changed = diesel::update(held(job))
        .set((
            jobs::state.eq(JobState::Done),
            jobs::finished_at.eq(now),
            jobs::lease.eq(None::<String>),
            jobs::last_error.eq(None::<String>),
        ))
        .execute(connection)?;
    Ok(changed == 1)
}

/// Gives the job back, to be taken again at `due_at`.
pub fn postpone(
    connection: &mut AnyConnection,
    job: &Job,
    due_at: NaiveDateTime,
    reason: &str,
) -> Result<bool, DatabaseError> {
    let changed = diesel::update(held(job))
        .set((
            jobs::state.eq(JobState::Ready),
            jobs::due_at.eq(due_at),
            jobs::lease.eq(None::<String>),
            jobs::last_error.eq(reason),
        ))
        .execute(connection)?;
    Ok(changed == 1)
}

/// Gives the job up; it stays visible as failed.
pub fn fail(
    connection: &mut AnyConnection,
    job: &Job,
    now: NaiveDateTime,
    reason: &str,
) -> Result<bool, DatabaseError> {
    let changed = diesel::update(held(job))
        .set((
            jobs::state.eq(JobState::Failed),
            jobs::finished_at.eq(now),
            jobs::lease.eq(None::<String>),
            jobs::last_error.eq(reason),
        ))
        .execute(connection)?;
    Ok(changed == 1)
}

/// The row, if the lease under which `job` was claimed still holds it.
#[diesel::dsl::auto_type]
fn held<'a>(job: &'a Job) -> _ {
    let tenant: &'a str = &job.tenant_id;
    let id: &'a str = &job.id;
    let lease: Option<&'a str> = job.lease.as_deref();
    let leased: JobState = JobState::Leased;
    jobs::table
        .filter(jobs::tenant_id.eq(tenant))
        .filter(jobs::id.eq(id))
        .filter(jobs::lease.eq(lease))
        .filter(jobs::state.eq(leased))
}
