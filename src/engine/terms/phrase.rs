//! Italian dates and counts, with the articles they need.

use chrono::{Datelike, NaiveDate, Weekday};

use super::term::Unit;

const MONTHS: [&str; 12] = [
    "gennaio",
    "febbraio",
    "marzo",
    "aprile",
    "maggio",
    "giugno",
    "luglio",
    "agosto",
    "settembre",
    "ottobre",
    "novembre",
    "dicembre",
];

/// `23 luglio`, with the year when it is not that of `near`; the first of a month is `1º`.
pub fn day(date: NaiveDate, near: NaiveDate) -> String {
    if date.year() == near.year() { short_day(date) } else { long_day(date) }
}

/// `23 luglio 2026`.
pub fn long_day(date: NaiveDate) -> String {
    format!("{} {}", short_day(date), date.year())
}

fn short_day(date: NaiveDate) -> String {
    let month = MONTHS.get(date.month0() as usize).copied().unwrap_or_default();
    match date.day() {
        1 => format!("1º {month}"),
        n => format!("{n} {month}"),
    }
}

/// `lunedì`… `domenica`.
pub fn weekday(date: NaiveDate) -> &'static str {
    match date.weekday() {
        Weekday::Mon => "lunedì",
        Weekday::Tue => "martedì",
        Weekday::Wed => "mercoledì",
        Weekday::Thu => "giovedì",
        Weekday::Fri => "venerdì",
        Weekday::Sat => "sabato",
        Weekday::Sun => "domenica",
    }
}

/// A word that melts with the article before a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Before {
    /// il 3, l'8
    Il,
    /// dal 3, dall'8
    Dal,
    /// al 3, all'8
    Al,
    /// del 3, dell'8
    Del,
}

impl Before {
    /// Puts the word before a written date: elision where the number begins with a vowel (8 and 11).
    pub fn with(self, date: NaiveDate, written: &str) -> String {
        let elided = matches!(date.day(), 8 | 11);
        let word = match (self, elided) {
            (Self::Il, false) => "il ",
            (Self::Il, true) => "l'",
            (Self::Dal, false) => "dal ",
            (Self::Dal, true) => "dall'",
            (Self::Al, false) => "al ",
            (Self::Al, true) => "all'",
            (Self::Del, false) => "del ",
            (Self::Del, true) => "dell'",
        };
        format!("{word}{written}")
    }
}

/// `1 giorno`, `60 giorni`, `2 giorni lavorativi`, `1 anno`.
pub fn count(n: i64, unit: Unit) -> String {
    let one = n == 1;
    let noun = match unit {
        Unit::Days => ["giorni", "giorno"],
        Unit::WorkingDays => ["giorni lavorativi", "giorno lavorativo"],
        Unit::Months => ["mesi", "mese"],
        Unit::Years => ["anni", "anno"],
    }[usize::from(one)];
    format!("{n} {noun}")
}

/// `Xxx` with its first letter capital.
pub fn sentence_case(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
