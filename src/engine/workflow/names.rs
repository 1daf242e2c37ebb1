//! The names a workflow's expressions may read, with their types.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::Value;

use super::fragment::{Entry, Expanded};
use crate::engine::expression::{Mode, Names, Type};
use crate::engine::terms::ClockState;

/// Facts of a case that expressions may read as `case.<name>`.
pub(super) const CASE_FACTS: [(&str, Type); 9] = [
    ("number", Type::Text),
    ("protocol", Type::Text),
    ("submitted_on", Type::Date),
    ("received_on", Type::Date),
    ("procedure", Type::Text),
    ("office", Type::Text),
    ("responsible", Type::Text),
    ("channel", Type::Text),
    ("subject", Type::Text),
];

const TERM_FACTS: [&str; 9] =
    ["state", "date", "days_left", "elapsed", "remaining", "suspended", "start", "text", "late"];

/// What can be named in one workflow.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    params: BTreeMap<String, Type>,
    flags: BTreeMap<String, Type>,
    actions: Vec<String>,
    terms: Vec<String>,
    /// Fields of the action's input, where one is in sight.
    input: Option<BTreeMap<String, Type>>,
}

impl Vocabulary {
    pub fn of(expanded: &Expanded) -> Self {
        let typed = |entries: &[Entry]| {
            entries.iter().map(|e| (e.code.clone(), type_of(&e.value))).collect()
        };
        let codes = |entries: &[Entry]| entries.iter().map(|e| e.code.clone()).collect();
        Self {
            params: typed(&expanded.parameters),
            flags: typed(&expanded.flags),
            actions: codes(&expanded.actions),
            terms: codes(&expanded.terms),
            input: None,
        }
    }

    /// The same with the fields of an input form in sight as `input.<name>`.
    pub fn with_input(&self, schema: Option<&Value>) -> Self {
        let fields = schema.and_then(|s| s.get("properties")).and_then(Value::as_object);
        let input = fields.map(|f| f.iter().map(|(k, v)| (k.clone(), type_of(v))).collect());
        Self {
            params: self.params.clone(),
            flags: self.flags.clone(),
            actions: self.actions.clone(),
            terms: self.terms.clone(),
            input: Some(input.unwrap_or_default()),
        }
    }

    fn find(&self, path: &[String]) -> Result<Type, String> {
        let parts: Vec<&str> = path.iter().map(String::as_str).collect();
        match parts.as_slice() {
            ["today" | "since"] => Ok(Type::Date),
            ["state"] => Ok(Type::Text),
            ["data", ..] => Ok(Type::Any),
            ["case", name] => {
                known(CASE_FACTS.iter().find(|(n, _)| n == name).map(|(_, t)| t.clone()), path)
            }
            ["param", name] => known(self.params.get(*name).cloned(), path),
            ["flag", name] => known(self.flags.get(*name).cloned(), path),
            ["count", name] => {
                known(self.actions.iter().any(|a| a == name).then_some(Type::Number), path)
            }
            ["term", name, fact] if self.terms.iter().any(|t| t == name) => {
                known(term_fact(fact), path)
            }
            ["input", rest @ ..] => self.input_field(rest, path),
            _ => Err(unknown(path)),
        }
    }

    fn input_field(&self, rest: &[&str], path: &[String]) -> Result<Type, String> {
        let Some(fields) = &self.input else {
            return Err(format!("`{}`: there is no input here", path.join(".")));
        };
        match rest {
            [name] => known(fields.get(*name).cloned(), path),
            _ => Err(unknown(path)),
        }
    }
}

impl Names for Vocabulary {
    fn type_of(&self, path: &[String], mode: Mode) -> Result<Type, String> {
        let kind = self.find(path)?;
        match mode {
            Mode::Value => Ok(kind),
            Mode::Given => Ok(Type::Boolean),
            _ => Err(format!(
                "`{}`: labels and attachments are not known to a workflow",
                path.join(".")
            )),
        }
    }

    fn has_code(&self, _: &str, _: &str) -> Option<bool> {
        None
    }
}

fn known(kind: Option<Type>, path: &[String]) -> Result<Type, String> {
    kind.ok_or_else(|| unknown(path))
}

fn unknown(path: &[String]) -> String {
    format!("there is nothing called `{}`", path.join("."))
}

fn term_fact(name: &str) -> Option<Type> {
    if !TERM_FACTS.contains(&name) {
        return None;
    }
    Some(match name {
        "state" => Type::Choice(Arc::new(STATES.iter().map(|s| s.code().to_owned()).collect())),
        "date" | "start" => Type::Date,
        "text" => Type::Text,
        "late" => Type::Boolean,
        _ => Type::Number,
    })
}

const STATES: [ClockState; 7] = [
    ClockState::NotStarted,
    ClockState::Running,
    ClockState::Suspended,
    ClockState::Interrupted,
    ClockState::Expired,
    ClockState::Fulfilled,
    ClockState::Stopped,
];

/// The type of a value from its JSON Schema.
pub(super) fn type_of(schema: &Value) -> Type {
    if let Some(options) = schema.get("enum").and_then(Value::as_array) {
        return Type::Choice(Arc::new(
            options.iter().filter_map(|o| o.as_str().map(str::to_owned)).collect(),
        ));
    }
    match schema.get("type").and_then(Value::as_str) {
        Some("boolean") => Type::Boolean,
        Some("integer" | "number") => Type::Number,
        Some("string") if schema.get("format").and_then(Value::as_str) == Some("date") => {
            Type::Date
        }
        Some("string") => Type::Text,
        Some("array") => Type::List(Box::new(Type::Any)),
        _ => Type::Any,
    }
}
