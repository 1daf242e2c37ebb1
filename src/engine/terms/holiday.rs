//! Public holidays as data: fixed days and days that follow Easter, each with its source.

use chrono::{Datelike, Duration, NaiveDate};
use serde::Deserialize;
use serde_json::Value;

use crate::base::fault::Fault;

/// The feasts of a country, compiled from a file such as `schemas/calendars/italia.json`.
#[derive(Debug, Clone)]
pub struct Holidays {
    holidays: Vec<Holiday>,
}

#[derive(Debug, Clone, Deserialize)]
struct HolidayFile {
    holidays: Vec<Holiday>,
}

#[derive(Debug, Clone, Deserialize)]
struct Holiday {
    title: String,
    month: Option<u32>,
    day: Option<u32>,
    easter: Option<i64>,
    from: Option<NaiveDate>,
    until: Option<NaiveDate>,
    source: String,
}

impl Holidays {
    /// Compiles the parsed `value` of `file`; every fault says which feast is wrong.
    pub fn compile(file: &str, value: &Value) -> Result<Self, Vec<Fault>> {
        let parsed: HolidayFile = serde_json::from_value(value.clone())
            .map_err(|e| vec![Fault::new(file, "", e.to_string())])?;
        let faults: Vec<Fault> = parsed
            .holidays
            .iter()
            .enumerate()
            .filter_map(|(i, h)| {
                h.defect().map(|why| Fault::new(file, format!("/holidays/{i}"), why))
            })
            .collect();
        if faults.is_empty() { Ok(Self { holidays: parsed.holidays }) } else { Err(faults) }
    }

    /// The name of the feast kept on `day`, if any.
    pub fn name(&self, day: NaiveDate) -> Option<&str> {
        self.holidays.iter().find(|h| h.falls_on(day)).map(|h| h.title.as_str())
    }
}

impl Holiday {
    fn defect(&self) -> Option<&'static str> {
        if self.source.trim().is_empty() {
            return Some("a feast needs its source");
        }
        match (self.month, self.day, self.easter) {
            // 2024 is a leap year: 29 February is a legitimate feast.
            (Some(m), Some(d), None) if NaiveDate::from_ymd_opt(2024, m, d).is_some() => None,
            (None, None, Some(_)) => None,
            _ => Some(
                "a feast is either an existing month and day, or a number of days after Easter",
            ),
        }
    }

    fn falls_on(&self, day: NaiveDate) -> bool {
        let same_day = match (self.month, self.day, self.easter) {
            (Some(m), Some(d), _) => day.month() == m && day.day() == d,
            (_, _, Some(offset)) => easter(day.year()) + Duration::days(offset) == day,
            _ => false,
        };
        same_day
            && self.from.is_none_or(|from| day >= from)
            && self.until.is_none_or(|until| day <= until)
    }
}

/// Easter Sunday of a year in the Gregorian calendar (Meeus, Jones and Butcher's algorithm).
pub fn easter(year: i32) -> NaiveDate {
    let golden = year.rem_euclid(19);
    let century = year.div_euclid(100);
    let of_century = year.rem_euclid(100);
    let moon = (century - (century + 8).div_euclid(25) + 1).div_euclid(3);
    let epact = (19 * golden + century - century.div_euclid(4) - moon + 15).rem_euclid(30);
    let weekday = (32 + 2 * century.rem_euclid(4) + 2 * of_century.div_euclid(4)
        - epact
        - of_century.rem_euclid(4))
    .rem_euclid(7);
    let correction = (golden + 11 * epact + 22 * weekday).div_euclid(451);
    let days = epact + weekday - 7 * correction + 114;
    let first_of_march = NaiveDate::from_ymd_opt(year, 3, 1).unwrap_or_default();
    // `days` counts from a fictitious day 0 of month 0 in months of 31 days: 93 of them precede 1 March.
    first_of_march + Duration::days(i64::from(days - 93))
}
