//! Sentences with places to fill: `Rispondi entro {{ term.integrazione.date | il }}`.
//!
//! A place holds an expression; a date is written in Italian, with the word the filter names melted in (`il`, `dal`, `al`,
//! `del`). What stands between square brackets is left out when a place inside it is empty: `Presentata[ il {{ … }}]`.

use chrono::NaiveDate;
use serde_json::Value;

use super::condition::Condition;
use super::names::Vocabulary;
use super::scene::Scene;
use crate::engine::expression::{Type, parse_day};
use crate::engine::terms::phrase::{Before, long_day};

/// A compiled sentence.
#[derive(Debug, Clone)]
pub struct Wording {
    text: String,
    parts: Vec<Part>,
}

#[derive(Debug, Clone)]
enum Part {
    Text(String),
    Place { value: Condition, before: Option<Before> },
    Optional(Vec<Part>),
}

impl Wording {
    pub(super) fn parse(text: &str, names: &Vocabulary) -> Result<Self, Vec<String>> {
        let (parts, rest) = parse_parts(text, names, false)?;
        if rest.is_empty() {
            Ok(Self { text: text.to_owned(), parts })
        } else {
            Err(vec!["`]` without its `[`".to_owned()])
        }
    }

    /// The sentence as written in the file.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The sentence with its places filled.
    pub fn render(&self, scene: &Scene<'_>) -> String {
        render(&self.parts, scene).0
    }
}

fn parse_parts<'t>(
    text: &'t str,
    names: &Vocabulary,
    inside: bool,
) -> Result<(Vec<Part>, &'t str), Vec<String>> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(['{', '[', ']']) {
        let (plain, mark) = rest.split_at(at);
        if !plain.is_empty() {
            parts.push(Part::Text(plain.to_owned()));
        }
        if let Some(after) = mark.strip_prefix("{{") {
            let (body, after) =
                after.split_once("}}").ok_or_else(|| vec!["`{{` without its `}}`".to_owned()])?;
            parts.push(place(body, names)?);
            rest = after;
        } else if let Some(after) = mark.strip_prefix('[') {
            let (optional, after) = parse_parts(after, names, true)?;
            parts.push(Part::Optional(optional));
            rest = after;
        } else if let Some(after) = mark.strip_prefix(']') {
            return if inside {
                Ok((parts, after))
            } else {
                Err(vec!["`]` without its `[`".to_owned()])
            };
        } else {
            return Err(vec!["a single `{`: places are written `{{ … }}`".to_owned()]);
        }
    }
    if inside {
        return Err(vec!["`[` without its `]`".to_owned()]);
    }
    if !rest.is_empty() {
        parts.push(Part::Text(rest.to_owned()));
    }
    Ok((parts, ""))
}

fn place(body: &str, names: &Vocabulary) -> Result<Part, Vec<String>> {
    let (text, filter) = match body.rsplit_once(" | ") {
        Some((text, filter)) => (text, Some(filter.trim())),
        None => (body, None),
    };
    let before = match filter {
        None => None,
        Some("il") => Some(Before::Il),
        Some("dal") => Some(Before::Dal),
        Some("al") => Some(Before::Al),
        Some("del") => Some(Before::Del),
        Some(other) => {
            return Err(vec![format!("unknown filter `{other}`: use il, dal, al or del")]);
        }
    };
    Ok(Part::Place { value: Condition::parse(text.trim(), names, &Type::Any)?, before })
}

/// The text and whether every place of it had a value.
fn render(parts: &[Part], scene: &Scene<'_>) -> (String, bool) {
    let mut out = String::new();
    let mut full = true;
    for part in parts {
        match part {
            Part::Text(text) => out.push_str(text),
            Part::Place { value, before } => match show(&value.value(scene), *before) {
                Some(text) => out.push_str(&text),
                None => full = false,
            },
            Part::Optional(inner) => {
                let (text, whole) = render(inner, scene);
                if whole {
                    out.push_str(&text);
                }
            }
        }
    }
    (out, full)
}

fn show(value: &Value, before: Option<Before>) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) if text.is_empty() => None,
        Value::String(text) => Some(show_text(text, before)),
        Value::Bool(flag) => Some(if *flag { "sì" } else { "no" }.to_owned()),
        other => Some(other.to_string()),
    }
}

fn show_text(text: &str, before: Option<Before>) -> String {
    let date: Option<NaiveDate> = (text.len() == 10).then(|| parse_day(text)).flatten();
    match (date, before) {
        (Some(date), Some(before)) => before.with(date, &long_day(date)),
        (Some(date), None) => long_day(date),
        (None, _) => text.to_owned(),
    }
}
