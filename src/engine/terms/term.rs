//! The specification of a term: how long, in which unit, by which norm.

use chrono::{Months, NaiveDate};
use serde::{Deserialize, Serialize};

use super::calendar::Calendar;

/// In what a term is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Calendar days.
    #[default]
    Days,
    /// Working days of the tenant's calendar.
    WorkingDays,
    /// Months by the common calendar: to the same day of the last month, or its last day (art. 2963 c.c.).
    Months,
    /// Years, as twelve months each.
    Years,
}

/// A term as the law or the municipality sets it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    /// Name in the workflow, `controllo`.
    pub code: String,
    /// Name for people, "Controllo della segnalazione".
    pub title: String,
    /// Length, in `unit`s.
    pub length: u32,
    /// Unit of the length.
    pub unit: Unit,
    /// Longest total after extensions, in days (working days if the unit is working days).
    pub max: Option<u32>,
    /// Norm or local rule that sets the length.
    pub source: String,
    /// When a person last checked the source; `None` means nobody has yet.
    pub verified_on: Option<NaiveDate>,
}

impl Term {
    /// Length in countable days for a run that starts on `start`: months and years become calendar days.
    pub(super) fn allowance(&self, start: NaiveDate) -> i64 {
        match self.unit {
            Unit::Days | Unit::WorkingDays => i64::from(self.length),
            Unit::Months => span(start, self.length),
            Unit::Years => span(start, self.length.saturating_mul(12)),
        }
    }

    /// The day on which `n` more countable days are over, counting from the day after `from`.
    pub(super) fn add(&self, calendar: &Calendar, from: NaiveDate, n: i64) -> NaiveDate {
        match self.unit {
            Unit::WorkingDays => calendar.add_working(from, n),
            _ => plus(from, n),
        }
    }

    /// Countable days after `from` up to `to` included, no more than `most`.
    pub(super) fn count(
        &self,
        calendar: &Calendar,
        from: NaiveDate,
        to: NaiveDate,
        most: i64,
    ) -> i64 {
        let most = most.max(0);
        match self.unit {
            Unit::WorkingDays => calendar.count_working(from, to, most),
            _ => (to - from).num_days().clamp(0, most),
        }
    }

    /// Countable days from `end` to the first countable day that is not before `to`.
    pub(super) fn count_whole(&self, calendar: &Calendar, end: NaiveDate, to: NaiveDate) -> i64 {
        let target = match self.unit {
            Unit::WorkingDays => calendar.add_working(plus(to, -1), 1),
            _ => to,
        };
        self.count(calendar, end, target, i64::MAX)
    }
}

fn span(start: NaiveDate, months: u32) -> i64 {
    let end = start.checked_add_months(Months::new(months)).unwrap_or(NaiveDate::MAX);
    (end - start).num_days()
}

/// `date` plus `days`, stopping at the last representable date instead of overflowing.
pub(super) fn plus(date: NaiveDate, days: i64) -> NaiveDate {
    chrono::Duration::try_days(days)
        .and_then(|d| date.checked_add_signed(d))
        .unwrap_or(NaiveDate::MAX)
}
