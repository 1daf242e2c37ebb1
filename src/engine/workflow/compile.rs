//! From a file to a machine that has passed its model check.

use serde_json::{Map, Value};

use super::check;
use super::definition::{Action, Flag, Parameter, State, TermRule, UnitRule};
use super::effect::Rule;
use super::fragment::{Entry, Fragments, expand};
use super::names::Vocabulary;
use super::read::{Reader, unit_named};
use super::scene::Scene;
use crate::base::fault::Fault;
use crate::engine::terms::{Term, Unit};

/// A compiled workflow.
#[derive(Debug, Clone)]
pub struct Workflow {
    /// Code, equal to the file's name.
    pub code: String,
    /// Version of the file.
    pub version: String,
    /// Title for people.
    pub title: String,
    /// State of a case that has just been submitted.
    pub initial: String,
    /// What procedures and tenants may set.
    pub parameters: Vec<Parameter>,
    /// Flags that effects set.
    pub flags: Vec<Flag>,
    /// Terms.
    pub terms: Vec<TermRule>,
    /// States, in the file's order.
    pub states: Vec<State>,
    /// Actions, in the file's order: that of the buttons.
    pub actions: Vec<Action>,
    pub(super) opening: Vec<Rule>,
    /// The definition with its fragments taken in: what has to be pinned and hashed.
    pub source: Value,
}

impl Workflow {
    /// Compiles the parsed `value` of `file`, taking in the `fragments` it includes.
    ///
    /// # Errors
    /// Every fault found: file, pointer and reason.
    pub fn compile(file: &str, value: &Value, fragments: &Fragments) -> Result<Self, Vec<Fault>> {
        let body = value
            .as_object()
            .ok_or_else(|| vec![Fault::new(file, "", "a workflow is an object")])?;
        let expanded = expand(file, body, fragments)?;
        let names = Vocabulary::of(&expanded);
        let mut reader = Reader { names: &names, faults: header_faults(file, body) };
        let parameters = expanded.parameters.iter().map(|e| reader.parameter(e)).collect();
        let flags = expanded.flags.iter().map(|e| reader.flag(e)).collect();
        let terms = expanded.terms.iter().filter_map(|e| reader.term(e)).collect();
        let states: Vec<State> = expanded.states.iter().filter_map(|e| reader.state(e)).collect();
        let actions = expanded.actions.iter().filter_map(|e| reader.action(e, &states)).collect();
        let opening = reader.effects(&whole(file, body), array(body, "effects"), &names);
        if !reader.faults.is_empty() {
            return Err(reader.faults);
        }
        let workflow = Self {
            code: text(body, "code"),
            version: text(body, "version"),
            title: text(body, "title"),
            initial: text(body, "initial"),
            parameters,
            flags,
            terms,
            states,
            actions,
            opening,
            source: check::whole_source(body, &expanded),
        };
        let faults = check::model(file, &workflow, &expanded);
        if faults.is_empty() { Ok(workflow) } else { Err(faults) }
    }

    /// The state called `code`.
    pub fn state(&self, code: &str) -> Option<&State> {
        self.states.iter().find(|s| s.code == code)
    }

    /// The action called `code`.
    pub fn action(&self, code: &str) -> Option<&Action> {
        self.actions.iter().find(|a| a.code == code)
    }

    /// The parameters of a case: the file's defaults with each of `layers` over them (procedure, then tenant, then what
    /// the form's data decide). Names that the workflow does not declare are left out.
    pub fn parameters(&self, layers: &[&Value]) -> Value {
        let mut merged = Map::new();
        for parameter in &self.parameters {
            let set =
                layers.iter().rev().find_map(|l| l.get(&parameter.name)).filter(|v| !v.is_null());
            merged.insert(
                parameter.name.clone(),
                set.cloned().unwrap_or_else(|| parameter.default()),
            );
        }
        Value::Object(merged)
    }
}

impl TermRule {
    /// The term with the length and unit it has in this case.
    pub(super) fn term(&self, scene: &Scene<'_>) -> Term {
        let unit = match &self.unit {
            UnitRule::Fixed(unit) => *unit,
            UnitRule::Of(condition) => {
                condition.value(scene).as_str().and_then(unit_named).unwrap_or(Unit::Days)
            }
        };
        Term {
            code: self.code.clone(),
            title: self.title.clone(),
            length: self.length.number(scene).unwrap_or(0),
            unit,
            max: self.max,
            source: self.source.clone(),
            verified_on: self.verified_on,
        }
    }
}

fn header_faults(file: &str, body: &Map<String, Value>) -> Vec<Fault> {
    const KNOWN: [&str; 15] = [
        "$schema",
        "code",
        "version",
        "title",
        "description",
        "sources",
        "notes",
        "initial",
        "effects",
        "include",
        "parameters",
        "flags",
        "terms",
        "states",
        "actions",
    ];
    let missing =
        ["code", "version", "title", "initial"].into_iter().filter(|k| text(body, k).is_empty());
    let missing = missing.map(|k| Fault::new(file, format!("/{k}"), "is missing or is not a text"));
    let unknown = body.keys().filter(|k| !KNOWN.contains(&k.as_str()));
    let unknown =
        unknown.map(|k| Fault::new(file, format!("/{k}"), "is not part of a workflow file"));
    missing.chain(unknown).collect()
}

fn whole(file: &str, body: &Map<String, Value>) -> Entry {
    Entry {
        code: text(body, "code"),
        value: Value::Null,
        file: file.to_owned(),
        pointer: String::new(),
    }
}

fn text(body: &Map<String, Value>, key: &str) -> String {
    body.get(key).and_then(Value::as_str).unwrap_or_default().to_owned()
}

fn array<'a>(body: &'a Map<String, Value>, key: &str) -> &'a [Value] {
    body.get(key).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}
