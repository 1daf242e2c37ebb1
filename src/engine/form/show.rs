//! Values as people read them: labels for codes, Italian dates, decimals and money.

use chrono::NaiveDate;
use serde_json::Value;

use crate::base::money::Cents;

use super::codelist::CodeLists;
use super::node::{Data, FieldSpec, Form, Kind, NodeId};

impl Form {
    /// A value of a field in words. Codes become labels; what has not the field's form is shown as it is.
    pub fn display(
        &self,
        id: NodeId,
        value: &Value,
        lists: &CodeLists,
        today: NaiveDate,
    ) -> String {
        let Kind::Field(field) = &self.nodes[id].kind else { return String::new() };
        match value {
            Value::Array(items) => {
                let labels: Vec<String> =
                    items.iter().map(|item| display_one(field, item, lists, today)).collect();
                labels.join(", ")
            }
            single => display_one(field, single, lists, today),
        }
    }
}

fn display_one(field: &FieldSpec, value: &Value, lists: &CodeLists, today: NaiveDate) -> String {
    match value {
        Value::Null => String::new(),
        Value::Bool(flag) => if *flag { "Sì" } else { "No" }.to_owned(),
        Value::Number(n) => with_unit(field, numeric(field, n.as_f64().unwrap_or(0.0))),
        Value::String(text) => label_of(field, text, lists, today),
        Value::Object(_) if field.data == Data::Geometry => {
            "Posizione indicata sulla mappa".to_owned()
        }
        other => other.to_string(),
    }
}

/// The label of a text value.
fn label_of(field: &FieldSpec, text: &str, lists: &CodeLists, today: NaiveDate) -> String {
    if let Some(option) = field.options.iter().find(|option| option.value == text) {
        return option.label.clone();
    }
    if let Some(list) = &field.codelist {
        return lists.label(list, text, today).to_owned();
    }
    match field.data {
        Data::Date => italian_date(text),
        Data::Time => text.split_once('T').map_or_else(
            || text.to_owned(),
            |(day, time)| format!("{}, ore {}", italian_date(day), time.get(..5).unwrap_or(time)),
        ),
        _ => text.to_owned(),
    }
}

fn with_unit(field: &FieldSpec, text: String) -> String {
    match (&field.unit, field.data) {
        (_, Data::Money) => format!("{text} €"),
        (Some(unit), _) => format!("{text} {unit}"),
        _ => text,
    }
}

/// A number as its field writes it, without unit.
pub(super) fn numeric(field: &FieldSpec, value: f64) -> String {
    match field.data {
        Data::Money => Cents(value.round() as i64).to_string(),
        Data::Integer => number(value, Some(0), field.grouping),
        _ => number(value, field.decimals, field.grouping),
    }
}

/// Whole parts of fewer digits stay ungrouped, as Italians write them: 1234, but 12.345.
const LEAST_GROUPED: usize = 5;

/// `12.345,5`: a point every three digits if `grouped`, a comma for decimals; as many decimals as given, or as needed.
pub(super) fn number(value: f64, decimals: Option<usize>, grouped: bool) -> String {
    let plain = decimals.map_or_else(|| value.to_string(), |count| format!("{value:.count$}"));
    let (whole, rest) = plain.split_once('.').unwrap_or((&plain, ""));
    let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |digits| ("-", digits));
    let pointed = grouped && digits.len() >= LEAST_GROUPED;
    let mut whole = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if pointed && index > 0 && (digits.len() - index).is_multiple_of(3) {
            whole.push('.');
        }
        whole.push(digit);
    }
    if rest.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole},{rest}") }
}

/// `31/01/2026`, or the text as it is.
pub(super) fn italian_date(text: &str) -> String {
    NaiveDate::parse_from_str(text, "%Y-%m-%d")
        .map_or_else(|_| text.to_owned(), |d| d.format("%d/%m/%Y").to_string())
}
