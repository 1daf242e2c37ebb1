//! A situation made readable by expressions: every name of the vocabulary with its value today.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::compile::Workflow;
use super::situation::Situation;
use crate::engine::expression::{Found, Mode, Reference, Variables};
use crate::engine::terms::{ClockEvent, Deadline, Term, reckon};

/// The values behind the names, with every term reckoned once.
#[derive(Debug)]
pub struct Scene<'a> {
    situation: &'a Situation<'a>,
    own: Map<String, Value>,
    deadlines: BTreeMap<String, (Term, Deadline)>,
}

impl<'a> Scene<'a> {
    /// Reckons the terms of `situation` and gathers its values; `input` is what the actor filled, if anything.
    pub fn new(workflow: &Workflow, situation: &'a Situation<'a>, input: &Value) -> Self {
        let standing = &situation.standing;
        let mut own = Map::new();
        own.insert("today".into(), json!(situation.today));
        own.insert("state".into(), json!(standing.state));
        own.insert("since".into(), json!(standing.since));
        own.insert("count".into(), json!(standing.counts));
        own.insert("flag".into(), json!(standing.flags));
        own.insert("input".into(), input.clone());
        let mut scene = Self { situation, own, deadlines: BTreeMap::new() };
        // Lengths read parameters only (checked at load), so the terms can be reckoned one after the other.
        for rule in &workflow.terms {
            let term = rule.term(&scene);
            let deadline =
                reckon(&term, scene.events(&rule.code), situation.calendar, situation.today);
            scene.deadlines.insert(rule.code.clone(), (term, deadline));
        }
        let facts: Map<String, Value> =
            scene.deadlines.iter().map(|(code, (_, d))| (code.clone(), facts(d))).collect();
        scene.own.insert("term".into(), Value::Object(facts));
        scene
    }

    /// The deadline of a term, as of today.
    pub fn deadline(&self, term: &str) -> Option<&Deadline> {
        self.deadlines.get(term).map(|(_, d)| d)
    }

    /// The specification of a term with the length it has in this case.
    pub fn term(&self, term: &str) -> Option<&Term> {
        self.deadlines.get(term).map(|(t, _)| t)
    }

    /// All deadlines, by term.
    pub fn deadlines(&self) -> impl Iterator<Item = (&Term, &Deadline)> {
        self.deadlines.values().map(|(t, d)| (t, d))
    }

    /// The situation behind.
    pub fn situation(&self) -> &Situation<'a> {
        self.situation
    }

    fn events(&self, term: &str) -> &[ClockEvent] {
        self.situation.standing.clocks.get(term).map_or(&[], Vec::as_slice)
    }

    /// The value at a path, root first.
    pub fn get(&self, path: &[String]) -> Option<&Value> {
        let (root, rest) = path.split_first()?;
        rest.iter().try_fold(self.root(root)?, |value, name| value.get(name))
    }

    fn root(&self, name: &str) -> Option<&Value> {
        match name {
            "case" => Some(self.situation.case),
            "data" => Some(self.situation.data),
            "param" => Some(self.situation.param),
            own => self.own.get(own),
        }
    }
}

impl Variables for Scene<'_> {
    fn find(&self, _: usize, reference: &Reference) -> Found<'_> {
        let value = self.get(&reference.path);
        match reference.mode {
            Mode::Value => Found::Json(value),
            Mode::Given => Found::Flag(value.is_some_and(is_given)),
            Mode::Label => {
                Found::Text(value.and_then(Value::as_str).unwrap_or_default().to_owned())
            }
            Mode::Eu | Mode::Attached => Found::Flag(false),
        }
    }
}

fn is_given(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::String(text) => !text.is_empty(),
        Value::Array(items) => !items.is_empty(),
        Value::Object(fields) => !fields.is_empty(),
        Value::Bool(_) | Value::Number(_) => true,
    }
}

fn facts(deadline: &Deadline) -> Value {
    json!({
        "state": deadline.state.code(),
        "date": deadline.date,
        "days_left": deadline.days_left,
        "elapsed": deadline.elapsed,
        "remaining": deadline.remaining,
        "suspended": deadline.suspended,
        "start": deadline.start,
        "text": deadline.text,
        "late": deadline.late,
    })
}
