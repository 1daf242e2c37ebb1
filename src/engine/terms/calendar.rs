//! The working calendar of one municipality: public holidays, patron saint, closures, Saturdays.

use std::sync::Arc;

use chrono::{Datelike, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

use super::holiday::Holidays;

/// What a tenant adds to the public holidays.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct LocalDays {
    /// The patron saint's day, a feast every year.
    pub patron: Option<Patron>,
    /// Days on which the offices are closed.
    pub closures: Vec<Closure>,
    /// A term that ends on a Saturday moves on. Off by default: art. 2963 c.c. speaks of feasts only.
    pub saturday_moves_deadline: bool,
    /// Saturdays count as working days. Off by default.
    pub saturday_is_working: bool,
}

/// The patron saint's day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Patron {
    /// Name for people, "San Petronio".
    pub title: String,
    /// Month, 1–12.
    pub month: u32,
    /// Day of the month.
    pub day: u32,
}

/// A closure of the offices, from the first to the last day included.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closure {
    /// Reason for people, "chiusura estiva".
    pub title: String,
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
    /// Whether a term that would end in it moves on. Closures always interrupt the count of working days.
    #[serde(default)]
    pub moves_deadline: bool,
}

/// The calendar against which terms are counted.
#[derive(Debug, Clone)]
pub struct Calendar {
    holidays: Arc<Holidays>,
    local: LocalDays,
}

impl Calendar {
    /// The calendar of a tenant.
    pub fn new(holidays: Arc<Holidays>, local: LocalDays) -> Self {
        Self { holidays, local }
    }

    /// The name of the feast (public or patron's) kept on `day`. Sundays are not feasts here.
    pub fn feast(&self, day: NaiveDate) -> Option<&str> {
        self.holidays.name(day).or_else(|| {
            self.local
                .patron
                .as_ref()
                .filter(|p| p.month == day.month() && p.day == day.day())
                .map(|p| p.title.as_str())
        })
    }

    /// Why a term cannot end on `day`: the feast's name, `domenica`, `sabato` or the closure's reason.
    pub fn obstacle(&self, day: NaiveDate) -> Option<&str> {
        self.feast(day).or_else(|| match day.weekday() {
            Weekday::Sun => Some("domenica"),
            Weekday::Sat if self.local.saturday_moves_deadline => Some("sabato"),
            _ => self.closure(day).filter(|c| c.moves_deadline).map(|c| c.title.as_str()),
        })
    }

    /// Whether `day` counts in a term of working days.
    pub fn is_working(&self, day: NaiveDate) -> bool {
        let weekday = match day.weekday() {
            Weekday::Sun => false,
            Weekday::Sat => self.local.saturday_is_working,
            _ => true,
        };
        weekday && self.feast(day).is_none() && self.closure(day).is_none()
    }

    /// The first day from `day` on (included) on which a term may end.
    pub fn roll(&self, day: NaiveDate) -> NaiveDate {
        std::iter::successors(Some(day), NaiveDate::succ_opt)
            .find(|d| self.obstacle(*d).is_none())
            .unwrap_or(day)
    }

    /// The `n`-th working day after `day`; `day` itself when `n` is zero.
    pub fn add_working(&self, day: NaiveDate, n: i64) -> NaiveDate {
        let Ok(skip) = usize::try_from(n - 1) else { return day };
        std::iter::successors(day.succ_opt(), NaiveDate::succ_opt)
            .filter(|d| self.is_working(*d))
            .nth(skip)
            .unwrap_or(NaiveDate::MAX)
    }

    /// How many working days there are after `from` and up to `to` included, counting no further than `most`.
    pub fn count_working(&self, from: NaiveDate, to: NaiveDate, most: i64) -> i64 {
        let most = usize::try_from(most).unwrap_or(0);
        let counted = std::iter::successors(from.succ_opt(), NaiveDate::succ_opt)
            .take_while(|d| *d <= to)
            .filter(|d| self.is_working(*d))
            .take(most)
            .count();
        i64::try_from(counted).unwrap_or(i64::MAX)
    }

    fn closure(&self, day: NaiveDate) -> Option<&Closure> {
        self.local.closures.iter().find(|c| c.from <= day && day <= c.to)
    }
}
