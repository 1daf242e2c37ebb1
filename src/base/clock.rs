//! The time, injected. Only `SystemClock` reads the machine's clock; Italian civil dates are derived here.

use std::sync::Mutex;

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use chrono_tz::Europe::Rome;

/// Where the time comes from.
pub trait Clock: Send + Sync {
    /// The current instant.
    fn now(&self) -> DateTime<Utc>;

    /// The current instant as stored in the database (UTC, whole microseconds).
    fn stamp(&self) -> NaiveDateTime {
        let now = self.now();
        DateTime::from_timestamp_micros(now.timestamp_micros()).unwrap_or(now).naive_utc()
    }

    /// Today's date in Italy, where terms run.
    fn today(&self) -> NaiveDate {
        civil(self.now().naive_utc()).date()
    }
}

/// Italian civil time of a UTC timestamp.
pub fn civil(utc: NaiveDateTime) -> NaiveDateTime {
    utc.and_utc().with_timezone(&Rome).naive_local()
}

/// The UTC timestamp of an Italian civil time; of an hour that occurs twice the first, of one that does not occur the next.
pub fn from_civil(local: NaiveDateTime) -> NaiveDateTime {
    let hour = chrono::Duration::hours(1);
    let found = local.and_local_timezone(Rome).earliest();
    let found = found.or_else(|| (local + hour).and_local_timezone(Rome).earliest());
    found.map_or(local, |at| at.naive_utc())
}

/// The machine's clock.
#[derive(Debug, Default, Clone, Copy)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[allow(clippy::disallowed_methods, reason = "the one place that reads the system clock")]
    fn now(&self) -> DateTime<Utc> {
        Utc::now()
    }
}

/// A clock that stands still until somebody moves it, for tests and for the demo's past.
#[derive(Debug)]
pub struct FixedClock(Mutex<DateTime<Utc>>);

impl FixedClock {
    /// A clock that shows `now`.
    pub fn at(now: DateTime<Utc>) -> Self {
        Self(Mutex::new(now))
    }

    /// Sets the hands.
    pub fn set(&self, now: DateTime<Utc>) {
        *self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = now;
    }

    /// Moves the hands forward.
    pub fn advance(&self, by: chrono::Duration) {
        let mut hands = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        *hands += by;
    }
}

impl Clock for FixedClock {
    fn now(&self) -> DateTime<Utc> {
        *self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}
