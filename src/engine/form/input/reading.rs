//! One typed text as the value its field stores, or as typed when it cannot be read.

use chrono::{NaiveDate, NaiveTime};
use serde_json::{Number, Value};

use crate::base::money::Cents;
use crate::engine::expression::parse_number;

use super::super::codelist::CodeLists;
use super::super::node::{Data, FieldSpec};

/// Texts longer than this are cut: no field is meant for more.
const LONGEST_TEXT: usize = 20_000;

/// The stored value of a typed text; `None` if it is empty.
pub(super) fn read(
    field: &FieldSpec,
    typed: &str,
    lists: &CodeLists,
    today: NaiveDate,
) -> Option<Value> {
    let typed: String =
        typed.replace("\r\n", "\n").chars().filter(|c| !c.is_control() || *c == '\n').collect();
    let typed = typed.trim();
    if typed.is_empty() {
        return None;
    }
    let typed = cut(typed);
    let read = match field.data {
        Data::Text | Data::Texts => Some(Value::from(text(field, typed, lists, today))),
        Data::Date => date(typed).map(Value::from),
        Data::Time => time(typed).map(Value::from),
        Data::Integer => whole(typed).map(Value::from),
        Data::Money => Cents::parse(typed).map(|cents| Value::from(cents.0)),
        Data::Number => decimal(typed),
        Data::Boolean => boolean(typed).map(Value::from),
        Data::Geometry => serde_json::from_str(typed).ok().filter(Value::is_object),
    };
    Some(read.unwrap_or_else(|| Value::from(typed)))
}

fn cut(text: &str) -> &str {
    text.char_indices().nth(LONGEST_TEXT).map_or(text, |(end, _)| &text[..end])
}

/// A text in the form its format stores; a code where its label was typed.
fn text(field: &FieldSpec, typed: &str, lists: &CodeLists, today: NaiveDate) -> String {
    if let Some(list) = field.codelist.as_deref().and_then(|name| lists.get(name)) {
        return list.resolve(typed, today).unwrap_or(typed).to_owned();
    }
    let compact = || typed.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    match field.format.as_deref() {
        Some(
            "codice-fiscale"
            | "codice-fiscale-o-partita-iva"
            | "partita-iva"
            | "iban"
            | "targa"
            | "foglio"
            | "particella",
        ) => compact().to_ascii_uppercase(),
        Some("cap" | "bollo" | "email" | "pec") => compact(),
        _ => typed.to_owned(),
    }
}

/// `31/01/2026`, `31.1.2026`, `31-01-2026` or ISO.
fn date(typed: &str) -> Option<String> {
    let formats = ["%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%d %m %Y"];
    let day = formats.iter().find_map(|format| NaiveDate::parse_from_str(typed, format).ok())?;
    use chrono::Datelike;
    (1000..=9999).contains(&day.year()).then(|| day.format("%Y-%m-%d").to_string())
}

/// `14:30`, `14.30`, or a date and a time.
fn time(typed: &str) -> Option<String> {
    let clock = |text: &str| {
        let formats = ["%H:%M", "%H.%M", "%H:%M:%S"];
        formats.iter().find_map(|format| NaiveTime::parse_from_str(text.trim(), format).ok())
    };
    if let Some(time) = clock(typed) {
        return Some(time.format("%H:%M").to_string());
    }
    let (day, rest) = typed.split_once(['T', ' '])?;
    Some(format!(
        "{}T{}",
        date(day.trim_end_matches(','))?,
        clock(rest.trim_start_matches("ore "))?.format("%H:%M")
    ))
}

/// A whole number, with or without points between thousands.
fn whole(typed: &str) -> Option<i64> {
    let (sign, digits) = typed.strip_prefix('-').map_or((1, typed), |rest| (-1, rest));
    let groups: Vec<&str> = digits.split('.').collect();
    let grouped = groups.len() == 1
        || groups[1..].iter().all(|group| group.len() == 3) && groups[0].len() <= 3;
    let plain = groups.concat();
    let numeric = !plain.is_empty() && plain.bytes().all(|b| b.is_ascii_digit());
    (grouped && numeric).then(|| plain.parse::<i64>().ok().map(|n| n * sign)).flatten()
}

fn decimal(typed: &str) -> Option<Value> {
    let compact: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
    if let Some(number) = whole(&compact) {
        return Some(Value::from(number));
    }
    let plain = compact.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b',' | b'-'));
    let number = parse_number(&compact).filter(|_| plain)?;
    Number::from_f64(number).map(Value::Number)
}

fn boolean(typed: &str) -> Option<bool> {
    match typed.to_lowercase().as_str() {
        "true" | "si" | "sì" | "on" | "1" | "yes" => Some(true),
        "false" | "no" | "0" => Some(false),
        _ => None,
    }
}
