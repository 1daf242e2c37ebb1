//! "If I ask for integrations today, when does it end?"

use chrono::NaiveDate;
use serde::Serialize;

use super::calendar::Calendar;
use super::clock::reckon;
use super::deadline::Deadline;
use super::event::ClockEvent;
use super::phrase::{Before, count, long_day};
use super::term::{Term, Unit};

/// A term before and after events that have not happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Comparison {
    /// As it stands.
    pub before: Deadline,
    /// As it would be.
    pub after: Deadline,
    /// Calendar days gained (or lost) when both have a date.
    pub moved: Option<i64>,
    /// Italian sentence: "Il termine passerebbe dal 23 luglio 2026 al 3 agosto 2026: 11 giorni in più."
    pub text: String,
}

/// Reckons `term` with and without the `extra` events.
pub fn simulate(
    term: &Term,
    events: &[ClockEvent],
    extra: &[ClockEvent],
    calendar: &Calendar,
    today: NaiveDate,
) -> Comparison {
    let all: Vec<ClockEvent> = events.iter().chain(extra).cloned().collect();
    let before = reckon(term, events, calendar, today);
    let after = reckon(term, &all, calendar, today);
    let moved = before.date.zip(after.date).map(|(a, b)| (b - a).num_days());
    let text = tell(before.date, after.date, moved);
    Comparison { before, after, moved, text }
}

fn tell(before: Option<NaiveDate>, after: Option<NaiveDate>, moved: Option<i64>) -> String {
    match (before, after, moved) {
        (Some(a), Some(b), Some(n)) if n != 0 => format!(
            "Il termine passerebbe {} {}: {} in {}.",
            Before::Dal.with(a, &long_day(a)),
            Before::Al.with(b, &long_day(b)),
            count(n.abs(), Unit::Days),
            if n > 0 { "più" } else { "meno" }
        ),
        (Some(a), Some(_), _) => {
            format!("Il termine resterebbe {}.", Before::Il.with(a, &long_day(a)))
        }
        (Some(a), None, _) => format!(
            "Il termine {} non avrebbe più una data, finché il conteggio non riprende.",
            Before::Del.with(a, &long_day(a))
        ),
        (None, Some(b), _) => format!("Il termine scadrebbe {}.", Before::Il.with(b, &long_day(b))),
        (None, None, _) => "Il termine resterebbe senza data.".to_owned(),
    }
}
