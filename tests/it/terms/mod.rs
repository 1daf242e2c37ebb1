//! Terms: a table of cases in files, and any history against a model that goes day by day.

pub mod case;
mod day_by_day;
mod wording;

use std::sync::Arc;

use chrono::NaiveDate;
use sportello::engine::terms::{Calendar, Closure, Holidays, LocalDays, Patron};

/// The public holidays of the repository.
pub fn holidays() -> Arc<Holidays> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/schemas/calendars/italia.json");
    let value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    Arc::new(Holidays::compile("schemas/calendars/italia.json", &value).unwrap())
}

pub fn date(text: &str) -> NaiveDate {
    text.trim().parse().unwrap_or_else(|_| panic!("not a date: {text}"))
}

/// `-`, or a list such as `patron 10-04, saturday moves, saturday works, closed 2026-08-10..2026-08-16!`.
pub fn calendar(text: &str) -> Calendar {
    let mut local = LocalDays::default();
    for part in text.split(',').map(str::trim).filter(|p| *p != "-" && !p.is_empty()) {
        if let Some(day) = part.strip_prefix("patron ") {
            let (month, day) = day.split_once('-').unwrap();
            let (month, day) = (month.parse().unwrap(), day.parse().unwrap());
            local.patron = Some(Patron { title: "Santo patrono".into(), month, day });
        } else if let Some(days) = part.strip_prefix("closed ") {
            let (from, to) = days.trim_end_matches('!').split_once("..").unwrap();
            let (from, to) = (date(from), date(to));
            local.closures.push(Closure {
                title: "chiusura".into(),
                from,
                to,
                moves_deadline: days.ends_with('!'),
            });
        } else {
            match part {
                "saturday moves" => local.saturday_moves_deadline = true,
                "saturday works" => local.saturday_is_working = true,
                other => panic!("unknown calendar {other}"),
            }
        }
    }
    Calendar::new(holidays(), local)
}
