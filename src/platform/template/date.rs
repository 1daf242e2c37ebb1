//! Days and moments in words.

use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike};

const MONTHS: [(&str, [&str; 12]); 3] = [
    (
        "it",
        [
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
        ],
    ),
    (
        "en",
        [
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
        ],
    ),
    (
        "de",
        [
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
        ],
    ),
];

/// `3 maggio 2026`; in Italian the first of the month is `1° gennaio 2026`.
pub fn day(date: NaiveDate, language: &str) -> String {
    let (code, months) = MONTHS.iter().find(|(code, _)| *code == language).unwrap_or(&MONTHS[0]);
    let mark = match (*code, date.day()) {
        ("it", 1) => "°",
        ("de", _) => ".",
        _ => "",
    };
    format!("{}{mark} {} {}", date.day(), months[date.month0() as usize], date.year())
}

/// `3 maggio 2026 alle 09:30`, of a moment in Italian civil time.
pub fn moment(time: NaiveDateTime, language: &str) -> String {
    let between = match language {
        "de" => "um",
        "en" => "at",
        _ => "alle",
    };
    format!("{} {between} {:02}:{:02}", day(time.date(), language), time.hour(), time.minute())
}
