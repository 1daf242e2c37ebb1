//! The demo's filled forms (`tenants/demo/*.json`), moved in time so that they are recent.

use chrono::{Duration, NaiveDate};
use serde::Deserialize;
use serde_json::Value;

use crate::domain::catalogue::Source;
use crate::domain::identity::Attributes;

/// One filled form.
#[derive(Debug, Clone, Deserialize)]
pub struct Record {
    pub form: String,
    /// The day it was written for.
    pub today: NaiveDate,
    /// Who fills it; one of the demo's people when it does not say.
    pub user: Value,
    pub data: Value,
}

/// Dates so near to `today` belong to the case and move with it; birth dates and old titles stay.
const NEAR: i64 = 500;

/// All records, in order of name.
///
/// # Errors
/// A file that is no record.
pub fn all(source: &Source) -> anyhow::Result<Vec<Record>> {
    source
        .under("tenants/demo/", ".json")
        .map(|(_, bytes)| Ok(serde_json::from_slice(bytes)?))
        .collect()
}

impl Record {
    /// Who fills it: the person of the record, else one of `people`.
    pub fn person(&self, people: &[Value]) -> Option<Attributes> {
        let own = serde_json::from_value(self.user.clone()).ok();
        own.or_else(|| people.iter().find_map(|p| serde_json::from_value(p.clone()).ok()))
    }

    /// The same case as if it were written on `day`.
    pub fn on(&self, day: NaiveDate) -> Value {
        let mut data = self.data.clone();
        shift(&mut data, self.today, day - self.today);
        data
    }
}

fn shift(value: &mut Value, today: NaiveDate, by: Duration) {
    match value {
        Value::Object(members) => members.values_mut().for_each(|v| shift(v, today, by)),
        Value::Array(items) => items.iter_mut().for_each(|v| shift(v, today, by)),
        Value::String(text) if text.len() == 10 => {
            if let Ok(date) = text.parse::<NaiveDate>()
                && (date - today).num_days().abs() <= NEAR
            {
                *text = (date + by).to_string();
            }
        }
        _ => {}
    }
}
