//! Filters for the authors of templates: dates and money as they are written in Italian.

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, Timelike};
use minijinja::{Environment, Error, ErrorKind, Value};

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

/// Adds `data`, `data_ora` and `euro`. An empty value stays empty.
pub(super) fn add_to(environment: &mut Environment) {
    environment.add_filter("data", |value: Value| on_text(&value, date));
    environment.add_filter("data_ora", |value: Value| on_text(&value, moment));
    environment.add_filter("euro", euro);
}

fn on_text(value: &Value, write: fn(&str) -> Option<String>) -> Result<String, Error> {
    if value.is_none() {
        return Ok(String::new());
    }
    let text = value.as_str().unwrap_or_default();
    if text.is_empty() && value.as_str().is_some() {
        return Ok(String::new());
    }
    write(text).ok_or_else(|| Error::new(ErrorKind::InvalidOperation, "non è una data"))
}

/// `2026-05-03` as "3 maggio 2026"; the first of the month as "1º".
fn date(text: &str) -> Option<String> {
    let date = text.parse::<NaiveDate>().ok().or_else(|| Some(parse(text)?.date_naive()))?;
    Some(in_words(date))
}

/// `2026-05-03T10:42:00+02:00` as "3 maggio 2026, ore 10:42", in the offset it is given with.
fn moment(text: &str) -> Option<String> {
    let at = parse(text)?;
    Some(format!("{}, ore {}:{:02}", in_words(at.date_naive()), at.hour(), at.minute()))
}

fn parse(text: &str) -> Option<DateTime<FixedOffset>> {
    DateTime::parse_from_rfc3339(text).ok()
}

fn in_words(date: NaiveDate) -> String {
    let day = if date.day() == 1 { "1º".to_owned() } else { date.day().to_string() };
    format!("{day} {} {}", MONTHS[date.month0() as usize], date.year())
}

/// Cents as "1.234,56 €".
fn euro(value: &Value) -> Result<String, Error> {
    if value.is_none() {
        return Ok(String::new());
    }
    let cents = i64::try_from(value.clone())?;
    let (whole, rest) = (cents.unsigned_abs() / 100, cents.unsigned_abs() % 100);
    let digits = whole.to_string();
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push('.');
        }
        grouped.push(digit);
    }
    let sign = if cents < 0 { "−" } else { "" };
    Ok(format!("{sign}{grouped},{rest:02}\u{A0}€"))
}
