//! Dates of PDF: `D:20260316100000+01'00'`.

use chrono::{DateTime, Duration, NaiveDate, Utc};

/// Reads a date; missing parts are the first of their kind, a missing zone is UTC.
pub fn parse(text: &str) -> Option<DateTime<Utc>> {
    let text = text.strip_prefix("D:").unwrap_or(text);
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let part = |from: usize, count: usize, default: u32| {
        if digits < from + count {
            Some(default)
        } else {
            text[from..from + count].parse::<u32>().ok()
        }
    };
    let year = i32::try_from(part(0, 4, 0)?).ok().filter(|&year| year > 0)?;
    let day = NaiveDate::from_ymd_opt(year, part(4, 2, 1)?, part(6, 2, 1)?)?;
    let naive = day.and_hms_opt(part(8, 2, 0)?, part(10, 2, 0)?, part(12, 2, 0)?)?;
    let zone = &text[digits..];
    let sign = match zone.as_bytes().first() {
        Some(b'+') => 1,
        Some(b'-') => -1,
        _ => return Some(naive.and_utc()),
    };
    let hours: i64 = zone.get(1..3)?.parse().ok()?;
    let minutes: i64 = zone.get(4..6).and_then(|text| text.parse().ok()).unwrap_or(0);
    Some(naive.and_utc() - Duration::minutes(sign * (hours * 60 + minutes)))
}
