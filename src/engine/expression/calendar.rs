//! Arithmetic on ISO dates held as texts. An empty or broken date yields the empty result, never an error.

use chrono::{Datelike, Days, Months, NaiveDate};

/// Parses an ISO date, or the date of an ISO date and time.
pub fn parse_day(text: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(text.get(..10)?, "%Y-%m-%d").ok()
}

/// Days from one date to another, negative backwards; 0 when one is missing.
#[allow(clippy::cast_precision_loss, reason = "chrono's range of days is far below 2^52")]
pub fn days_between(from: &str, to: &str) -> f64 {
    match (parse_day(from), parse_day(to)) {
        (Some(from), Some(to)) => (to - from).num_days() as f64,
        _ => 0.0,
    }
}

/// The date `count` days later (earlier if negative), or an empty text.
pub fn add_days(date: &str, count: f64) -> String {
    shift(date, count, |day, n, forward| {
        let days = Days::new(n);
        if forward { day.checked_add_days(days) } else { day.checked_sub_days(days) }
    })
}

/// The date `count` months later, on the last day of the month where the day does not exist; or an empty text.
pub fn add_months(date: &str, count: f64) -> String {
    shift(date, count, |day, n, forward| {
        let months = Months::new(u32::try_from(n).unwrap_or(u32::MAX));
        if forward { day.checked_add_months(months) } else { day.checked_sub_months(months) }
    })
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the count is clamped before"
)]
fn shift(date: &str, count: f64, by: impl Fn(NaiveDate, u64, bool) -> Option<NaiveDate>) -> String {
    let steps = count.abs().clamp(0.0, 4_000_000.0).round() as u64;
    let moved = parse_day(date).and_then(|day| by(day, steps, count >= 0.0));
    // beyond four digits an ISO date is no longer ordered as a text
    let moved = moved.filter(|day| (0..=9999).contains(&day.year()));
    moved.map_or_else(String::new, |day| day.format("%Y-%m-%d").to_string())
}

/// Whole years from one date to another, as ages are counted; 0 when one is missing.
pub fn years_between(from: &str, to: &str) -> f64 {
    match (parse_day(from), parse_day(to)) {
        (Some(from), Some(to)) => {
            let passed = (to.month(), to.day()) >= (from.month(), from.day());
            f64::from(to.year() - from.year() - i32::from(!passed))
        }
        _ => 0.0,
    }
}

/// The year of a date; 0 when missing.
pub(super) fn year(date: &str) -> f64 {
    parse_day(date).map_or(0.0, |day| f64::from(day.year()))
}
