//! The worker: one step at a time, and the loop around it.

use std::collections::BTreeMap;
use std::panic::AssertUnwindSafe;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use chrono::NaiveDateTime;
use futures_util::FutureExt;
use tokio::sync::watch;

use super::backoff::pause;
use super::handler::{JobError, Registry};
use super::lease::{claim, extend, fail, finish, has_due, postpone};
use super::model::Job;
use crate::base::clock::Clock;
use crate::base::ids::Ids;
use crate::platform::db::{Database, DatabaseError};

/// How a worker behaves.
#[derive(Debug, Clone)]
pub struct WorkerSettings {
    /// How long a job is held without a sign of life.
    pub lease: Duration,
    /// How long to sleep when nothing is due.
    pub idle: Duration,
}

impl Default for WorkerSettings {
    fn default() -> Self {
        Self { lease: Duration::from_mins(1), idle: Duration::from_secs(1) }
    }
}

/// What became of one job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Done.
    Done,
    /// Failed for now; it will be taken again at this instant.
    Postponed(NaiveDateTime),
    /// Given up.
    Failed,
    /// The lease ran out while it was running: another worker has it.
    Lost,
}

/// Runs jobs. Clones share everything: run as many loops as jobs should run at once.
#[derive(Clone)]
pub struct Worker {
    database: Database,
    registry: Arc<Registry>,
    clock: Arc<dyn Clock>,
    ids: Arc<dyn Ids>,
    settings: WorkerSettings,
    /// Kind → key of the period last scheduled from here, to ask the database only when a period begins.
    scheduled: Arc<Mutex<BTreeMap<&'static str, String>>>,
}

impl Worker {
    /// A worker for the kinds of `registry`.
    pub fn new(
        database: Database,
        registry: Registry,
        clock: Arc<dyn Clock>,
        ids: Arc<dyn Ids>,
        settings: WorkerSettings,
    ) -> Self {
        let scheduled = Arc::default();
        Self { database, registry: Arc::new(registry), clock, ids, settings, scheduled }
    }

    /// Takes one job that is due and runs it to its end; `None` when nothing is due.
    ///
    /// # Errors
    /// The database's own; what the handler says is an [`Outcome`].
    pub async fn work_once(&self) -> Result<Option<Outcome>, DatabaseError> {
        self.schedule().await?;
        let Some(job) = self.take().await? else { return Ok(None) };
        let answer = self.run_held(&job).await;
        self.settle(job, answer).await.map(Some)
    }

    /// Works until nothing is due, for tests and for `worker --once`; gives how many jobs ran.
    pub async fn drain(&self) -> Result<usize, DatabaseError> {
        let mut count = 0;
        while self.work_once().await?.is_some() {
            count += 1;
        }
        Ok(count)
    }

    /// Works until `stop` turns true; the job at hand is finished first.
    pub async fn run(&self, mut stop: watch::Receiver<bool>) {
        while !*stop.borrow() {
            let idle = match self.work_once().await {
                Ok(Some(_)) => continue,
                Ok(None) => self.settings.idle,
                Err(error) => {
                    tracing::error!(%error, "the worker cannot reach its queue");
                    self.settings.idle * 5
                }
            };
            // A closed channel means that whoever could stop us is gone: stop as well.
            if let Ok(Err(_)) = tokio::time::timeout(idle, stop.changed()).await {
                return;
            }
        }
    }

    async fn schedule(&self) -> Result<(), DatabaseError> {
        let now = self.clock.stamp();
        for periodic in self.registry.periodic() {
            let (kind, key) = (periodic.kind(), periodic.key(now));
            if self.scheduled().get(kind) == Some(&key) {
                continue;
            }
            let (ids, periodic) = (Arc::clone(&self.ids), *periodic);
            self.database
                .write::<_, DatabaseError, _>(move |c| periodic.schedule(c, &*ids, now))
                .await?;
            self.scheduled().insert(kind, key);
        }
        Ok(())
    }

    fn scheduled(&self) -> std::sync::MutexGuard<'_, BTreeMap<&'static str, String>> {
        self.scheduled.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn take(&self) -> Result<Option<Job>, DatabaseError> {
        let kinds = self.registry.kinds();
        if kinds.is_empty() {
            return Ok(None);
        }
        let now = self.clock.stamp();
        let asked = kinds.clone();
        if !self.database.read::<_, DatabaseError, _>(move |c| has_due(c, &asked, now)).await? {
            return Ok(None);
        }
        let token = self.ids.token();
        let until = now + self.lease();
        self.database
            .write::<_, DatabaseError, _>(move |c| claim(c, &kinds, &token, now, until))
            .await
    }

    /// Runs the handler while the lease is prolonged at a third of its length.
    async fn run_held(&self, job: &Job) -> Result<(), JobError> {
        let work = AssertUnwindSafe(self.registry.run(job.clone())).catch_unwind();
        tokio::pin!(work);
        let mut beat = tokio::time::interval(self.settings.lease / 3);
        beat.tick().await;
        loop {
            tokio::select! {
                answer = &mut work => {
                    return answer.unwrap_or_else(|_| Err(JobError::Retry("the handler panicked".into())));
                }
                _ = beat.tick() => {
                    let (until, job) = (self.clock.stamp() + self.lease(), job.clone());
                    let held = self.database
                        .write::<_, DatabaseError, _>(move |c| extend(c, &job, until))
                        .await;
                    if let Ok(false) = held {
                        // Stopped here; `settle` finds the lease lost too.
                        return Err(JobError::Retry("the lease was lost".into()));
                    }
                }
            }
        }
    }

    async fn settle(
        &self,
        job: Job,
        answer: Result<(), JobError>,
    ) -> Result<Outcome, DatabaseError> {
        let now = self.clock.stamp();
        let chance = self.ids.secret()[0];
        let (kind, id, attempt) = (job.kind.clone(), job.id.clone(), job.attempts);
        let (reason, due_at) = match answer {
            Ok(()) => {
                let done = self
                    .database
                    .write::<_, DatabaseError, _>(move |c| finish(c, &job, now))
                    .await?;
                // A handler that finished its job in its own transaction has no lease left: that is done, not lost.
                tracing::debug!(kind, id, attempt, done, "job done");
                return Ok(Outcome::Done);
            }
            Err(JobError::Fail(reason)) => (reason, None),
            Err(JobError::RetryAt(at, reason)) => (reason, Some(at)),
            Err(JobError::Retry(reason)) => (reason, Some(now + pause(job.attempts, chance))),
        };
        let due_at = due_at.filter(|_| job.attempts < job.max_attempts);
        let text = reason.clone();
        let held = self
            .database
            .write::<_, DatabaseError, _>(move |c| match due_at {
                Some(due_at) => postpone(c, &job, due_at, &text),
                None => fail(c, &job, now, &text),
            })
            .await?;
        Ok(report(&kind, &id, attempt, &reason, held, due_at))
    }

    fn lease(&self) -> chrono::Duration {
        chrono::Duration::from_std(self.settings.lease).unwrap_or(chrono::Duration::minutes(1))
    }
}

fn report(
    kind: &str,
    id: &str,
    attempt: i32,
    reason: &str,
    held: bool,
    due_at: Option<NaiveDateTime>,
) -> Outcome {
    if !held {
        tracing::warn!(kind, id, attempt, "a job outlived its lease; another worker has it");
        return Outcome::Lost;
    }
    if let Some(at) = due_at {
        tracing::warn!(kind, id, attempt, reason, %at, "a job failed and will be tried again");
        return Outcome::Postponed(at);
    }
    tracing::error!(kind, id, attempt, reason, "a job failed for good");
    Outcome::Failed
}
