//! Who does which kind of job.

use std::collections::BTreeMap;
use std::future::Future;
use std::sync::Arc;

use chrono::NaiveDateTime;
use futures_util::future::BoxFuture;

use super::model::Job;
use super::periodic::{Period, Periodic};
use crate::platform::db::DatabaseError;

/// Why a run failed, and what the author of the job wants done about it. Reasons carry no personal data.
#[derive(Debug, thiserror::Error)]
pub enum JobError {
    /// Try again after the usual pause.
    #[error("{0}")]
    Retry(String),
    /// Try again at an instant; this run does not count against the attempts' pause.
    #[error("{1}")]
    RetryAt(NaiveDateTime, String),
    /// Another attempt cannot help.
    #[error("{0}")]
    Fail(String),
}

impl From<DatabaseError> for JobError {
    fn from(error: DatabaseError) -> Self {
        Self::Retry(error.to_string())
    }
}

type Run = dyn Fn(Job) -> BoxFuture<'static, Result<(), JobError>> + Send + Sync;

/// The handlers of a worker, by kind, and its recurring jobs.
#[derive(Clone, Default)]
pub struct Registry {
    handlers: BTreeMap<&'static str, Arc<Run>>,
    periodic: Vec<Periodic>,
}

impl Registry {
    /// `kind` is run by `handler`. A kind is lower-case letters, digits, `-` and `_`; anything else is not registered, and
    /// so never claimed.
    pub fn on<F, R>(&mut self, kind: &'static str, handler: F) -> &mut Self
    where
        F: Fn(Job) -> R + Send + Sync + 'static,
        R: Future<Output = Result<(), JobError>> + Send + 'static,
    {
        let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'_';
        if kind.bytes().all(plain) {
            self.handlers.insert(kind, Arc::new(move |job| Box::pin(handler(job))));
        } else {
            tracing::error!(kind, "a job kind is not a plain word: its handler is not registered");
        }
        self
    }

    /// A job of `kind` for the whole installation, once every `period`.
    pub fn every(&mut self, period: Period, kind: &'static str) -> &mut Self {
        self.periodic.push(Periodic::new(kind, period));
        self
    }

    /// The kinds that have a handler.
    pub fn kinds(&self) -> Vec<&'static str> {
        self.handlers.keys().copied().collect()
    }

    pub(super) fn periodic(&self) -> &[Periodic] {
        &self.periodic
    }

    pub(super) fn run(&self, job: Job) -> BoxFuture<'static, Result<(), JobError>> {
        match self.handlers.get(job.kind.as_str()) {
            Some(handler) => handler(job),
            None => Box::pin(async { Err(JobError::Retry("no handler for this kind".into())) }),
        }
    }
}
