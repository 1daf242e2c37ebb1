//! Recurring work: one job a period, whoever and however many try to enqueue it.

use chrono::{NaiveDateTime, Timelike};

use super::enqueue::{NewJob, enqueue};
use crate::base::ids::Ids;
use crate::platform::db::{AnyConnection, DatabaseError};

/// How often.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Period {
    /// Every so many minutes of the hour (a divisor of 60).
    Minutes(u32),
    /// At the start of every hour.
    Hour,
    /// At the start of every day, UTC.
    Day,
}

impl Period {
    /// The key of the period that `now` lies in: equal for all instants of the period, different for all others.
    pub fn key(self, now: NaiveDateTime) -> String {
        match self {
            Self::Minutes(every) => {
                let minute = now.minute() - now.minute() % every.clamp(1, 60);
                format!("{}{minute:02}", now.format("%Y-%m-%dT%H:"))
            }
            Self::Hour => now.format("%Y-%m-%dT%H").to_string(),
            Self::Day => now.format("%Y-%m-%d").to_string(),
        }
    }
}

/// A recurring job.
#[derive(Debug, Clone, Copy)]
pub struct Periodic {
    kind: &'static str,
    period: Period,
}

impl Periodic {
    /// `kind` once every `period`.
    pub fn new(kind: &'static str, period: Period) -> Self {
        Self { kind, period }
    }

    /// Which handler runs it.
    pub fn kind(&self) -> &'static str {
        self.kind
    }

    /// The key of its job now.
    pub fn key(&self, now: NaiveDateTime) -> String {
        self.period.key(now)
    }

    /// Enqueues the job of the current period, unless it is there already.
    pub fn schedule(
        &self,
        connection: &mut AnyConnection,
        ids: &dyn Ids,
        now: NaiveDateTime,
    ) -> Result<bool, DatabaseError> {
        let job = NewJob::new("", self.kind, &serde_json::Value::Null, now)?.unique(self.key(now));
        enqueue(connection, ids, job)
    }
}
