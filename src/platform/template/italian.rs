//! Dates as people write them, in the languages of the interface.

use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike};

const ITALIAN: [&str; 12] = [
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
const ENGLISH: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const GERMAN: [&str; 12] = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
];

/// `3 maggio 2026`, `3 May 2026`, `3. Mai 2026`.
pub fn day_in(language: &str, date: NaiveDate) -> String {
    let (months, dot) = match language {
        "de" => (&GERMAN, "."),
        "en" => (&ENGLISH, ""),
        _ => (&ITALIAN, ""),
    };
    format!("{}{dot} {} {}", date.day(), months[date.month0() as usize], date.year())
}

/// `3 maggio 2026 alle 22:41`.
pub fn moment_in(language: &str, time: NaiveDateTime) -> String {
    let between = match language {
        "de" => "um",
        "en" => "at",
        _ => "alle",
    };
    let day = day_in(language, time.date());
    format!("{day} {between} {:02}:{:02}", time.hour(), time.minute())
}
