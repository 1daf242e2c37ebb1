//! UTCTime and GeneralizedTime.

use super::{Asn1Error, Value, tag};
use chrono::{DateTime, Duration, NaiveDate, Utc};

/// Reads a UTCTime or GeneralizedTime, with or without seconds, fractions and offset.
///
/// Two-digit years follow RFC 5280: 50–99 are 19xx. A missing `Z` is read as UTC, as old signing tools meant it.
///
/// # Errors
/// [`Asn1Error::Unexpected`] for another type, [`Asn1Error::Invalid`] for an impossible date.
pub fn read(value: &Value<'_>) -> Result<DateTime<Utc>, Asn1Error> {
    let text = std::str::from_utf8(value.body).map_err(|_| Asn1Error::Invalid)?;
    match value.tag {
        tag::UTC_TIME => parse(text, 2),
        tag::GENERALIZED_TIME => parse(text, 4),
        found => Err(Asn1Error::Unexpected { expected: tag::UTC_TIME, found }),
    }
}

fn parse(text: &str, year_digits: usize) -> Result<DateTime<Utc>, Asn1Error> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &text[digits..];
    let number = |from: usize, count: usize| -> Result<u32, Asn1Error> {
        let part = text
            .get(from..from + count)
            .filter(|_| from + count <= digits)
            .ok_or(Asn1Error::Invalid)?;
        part.parse().map_err(|_| Asn1Error::Invalid)
    };
    let mut year = i32::try_from(number(0, year_digits)?).map_err(|_| Asn1Error::Invalid)?;
    if year_digits == 2 {
        year += if year >= 50 { 1900 } else { 2000 };
    }
    let at = year_digits;
    let optional = |from: usize| if digits >= from + 2 { number(from, 2) } else { Ok(0) };
    let naive = NaiveDate::from_ymd_opt(year, number(at, 2)?, number(at + 2, 2)?)
        .and_then(|day| {
            let (hour, minute, second) =
                (optional(at + 4).ok()?, optional(at + 6).ok()?, optional(at + 8).ok()?);
            day.and_hms_opt(hour, minute, second.min(59))
        })
        .ok_or(Asn1Error::Invalid)?;
    let (fraction, zone) = split_fraction(rest);
    let offset = offset(zone)?;
    Ok(naive.and_utc() + Duration::milliseconds(fraction) - offset)
}

fn split_fraction(rest: &str) -> (i64, &str) {
    let Some(after) = rest.strip_prefix(['.', ',']) else { return (0, rest) };
    let count = after.bytes().take_while(u8::is_ascii_digit).count();
    let millis: String = after[..count].chars().chain("000".chars()).take(3).collect();
    (millis.parse().unwrap_or(0), &after[count..])
}

fn offset(zone: &str) -> Result<Duration, Asn1Error> {
    let sign = match zone.as_bytes().first() {
        None | Some(b'Z') => return Ok(Duration::zero()),
        Some(b'+') => 1,
        Some(b'-') => -1,
        Some(_) => return Err(Asn1Error::Invalid),
    };
    let part = |from: usize| zone.get(from..from + 2).and_then(|text| text.parse::<i64>().ok());
    let hours = part(1).ok_or(Asn1Error::Invalid)?;
    Ok(Duration::minutes(sign * (hours * 60 + part(3).unwrap_or(0))))
}
