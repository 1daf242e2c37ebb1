//! From the entries of a file to compiled states, actions and terms, gathering faults on the way.

use std::sync::Arc;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::condition::Condition;
use super::definition::{
    Action, Flag, Guard, Input, Outcome, Parameter, Phase, Silence, State, Target, TermRule,
    Trigger, Turn, UnitRule,
};
use super::fragment::Entry;
use super::names::Vocabulary;
use super::role::Role;
use super::rule;
use super::wording::Wording;
use crate::base::fault::Fault;
use crate::engine::expression::Type;
use crate::engine::terms::Unit;

/// Reads entries with the names in sight, keeping every fault.
pub(super) struct Reader<'a> {
    pub names: &'a Vocabulary,
    pub faults: Vec<Fault>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawState {
    title: String,
    public: String,
    phase: Phase,
    turn: Turn,
    #[serde(default)]
    outcome: Outcome,
    #[serde(default, rename = "final")]
    is_final: bool,
    term: Option<String>,
    ssu: Option<String>,
    #[serde(default, rename = "note")]
    _note: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawAction {
    title: String,
    description: Option<String>,
    from: Option<Value>,
    #[serde(default)]
    except: Vec<String>,
    to: Option<String>,
    #[serde(default)]
    back: bool,
    by: Vec<Role>,
    #[serde(default)]
    when: Vec<Value>,
    #[serde(default)]
    within: Vec<String>,
    times: Option<u32>,
    #[serde(default)]
    automatic: bool,
    #[serde(default)]
    after_end: bool,
    fires: Option<Value>,
    silence: Option<Silence>,
    input: Option<Value>,
    #[serde(default)]
    effects: Vec<Value>,
    source: Option<String>,
    #[serde(default, rename = "verified_on")]
    _verified_on: Option<String>,
    #[serde(default, rename = "note")]
    _note: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawTerm {
    title: String,
    length: Value,
    unit: Option<String>,
    max: Option<u32>,
    #[serde(default)]
    remind: Vec<u32>,
    #[serde(default)]
    remind_to: Vec<String>,
    #[serde(default)]
    decision: bool,
    source: String,
    verified_on: Option<chrono::NaiveDate>,
    #[serde(default, rename = "note")]
    _note: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawGuard {
    that: String,
    message: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
enum RawTrigger {
    Expiry(String),
    IdleDays(Value),
    Day(String),
}

impl Reader<'_> {
    fn raw<T: DeserializeOwned>(&mut self, entry: &Entry) -> Option<T> {
        match T::deserialize(&entry.value) {
            Ok(raw) => Some(raw),
            Err(e) => {
                self.faults.push(entry.fault("", e.to_string()));
                None
            }
        }
    }

    fn keep<T>(&mut self, entry: &Entry, below: &str, result: Result<T, Vec<String>>) -> Option<T> {
        result
            .map_err(|reasons| {
                self.faults.extend(reasons.into_iter().map(|r| entry.fault(below, r)));
            })
            .ok()
    }

    pub fn parameter(&mut self, entry: &Entry) -> Parameter {
        for key in ["type", "title", "default"] {
            if entry.value.get(key).is_none() {
                self.faults.push(entry.fault("", format!("a parameter needs its `{key}`")));
            }
        }
        Parameter { name: entry.code.clone(), schema: entry.value.clone() }
    }

    pub fn flag(&mut self, entry: &Entry) -> Flag {
        let text =
            |key: &str| entry.value.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
        if text("title").is_empty() || text("type").is_empty() {
            self.faults.push(entry.fault("", "a flag needs its `title` and `type`"));
        }
        Flag { name: entry.code.clone(), title: text("title"), kind: text("type") }
    }

    pub fn state(&mut self, entry: &Entry) -> Option<State> {
        let raw: RawState = self.raw(entry)?;
        if raw.public.trim().is_empty() {
            self.faults.push(entry.fault("/public", "a state needs the citizen's wording"));
        }
        let public = self.keep(entry, "/public", Wording::parse(&raw.public, self.names))?;
        Some(State {
            code: entry.code.clone(),
            title: raw.title,
            public,
            phase: raw.phase,
            turn: raw.turn,
            outcome: raw.outcome,
            is_final: raw.is_final,
            term: raw.term,
            ssu: raw.ssu,
        })
    }

    pub fn term(&mut self, entry: &Entry) -> Option<TermRule> {
        if entry.value.get("verified_on").is_none() {
            self.faults.push(entry.fault(
                "",
                "a term says when its source was checked: `verified_on`, null if never",
            ));
        }
        let raw: RawTerm = self.raw(entry)?;
        if raw.source.trim().is_empty() {
            self.faults.push(entry.fault("/source", "a term needs its source"));
        }
        let length = self.number(entry, "/length", &raw.length);
        let unit = self.unit(entry, raw.unit.as_deref().unwrap_or("days"));
        Some(TermRule {
            code: entry.code.clone(),
            title: raw.title,
            length: self.timeless(entry, length?)?,
            unit: unit?,
            max: raw.max,
            remind: raw.remind,
            remind_to: raw.remind_to,
            decision: raw.decision,
            source: raw.source,
            verified_on: raw.verified_on,
        })
    }

    /// A term's length cannot depend on terms: it would be reckoned from itself.
    fn timeless(&mut self, entry: &Entry, length: Condition) -> Option<Condition> {
        if length.paths().any(|p| p.first().is_some_and(|root| root == "term" || root == "input")) {
            self.faults.push(
                entry
                    .fault("/length", "the length of a term cannot depend on terms or on an input"),
            );
            return None;
        }
        Some(length)
    }

    fn unit(&mut self, entry: &Entry, text: &str) -> Option<UnitRule> {
        if let Some(unit) = unit_named(text) {
            return Some(UnitRule::Fixed(unit));
        }
        self.keep(entry, "/unit", Condition::parse(text, self.names, &Type::Text)).map(UnitRule::Of)
    }

    fn number(&mut self, entry: &Entry, below: &str, value: &Value) -> Option<Condition> {
        let parsed = number_in(value, self.names);
        self.keep(entry, below, parsed)
    }

    pub fn action(&mut self, entry: &Entry, states: &[State]) -> Option<Action> {
        let raw: RawAction = self.raw(entry)?;
        let names = self.names.with_input(raw.input.as_ref());
        let names = &names;
        let to = match (&raw.to, raw.back) {
            (Some(_), true) => {
                self.faults.push(entry.fault("", "`to` and `back` exclude each other"));
                return None;
            }
            (Some(state), false) => Target::State(state.clone()),
            (None, true) => Target::Back,
            (None, false) => Target::Stay,
        };
        let from = self.leaving(entry, &raw, states);
        let when = self.guards(entry, &raw.when, names);
        let trigger = self.trigger(entry, raw.fires.as_ref(), names);
        let input = self.input(entry, raw.input.as_ref());
        let effects = self.effects(entry, &raw.effects, names);
        Some(Action {
            code: entry.code.clone(),
            title: raw.title,
            description: raw.description,
            from,
            to,
            by: raw.by,
            when,
            within: raw.within,
            times: raw.times,
            automatic: raw.automatic,
            after_end: raw.after_end,
            trigger,
            silence: raw.silence,
            input,
            effects,
            source: raw.source,
        })
    }

    /// `"*"` is every state that is not final; otherwise a list of codes.
    fn leaving(&mut self, entry: &Entry, raw: &RawAction, states: &[State]) -> Vec<String> {
        let listed: Vec<String> = match &raw.from {
            Some(Value::String(all)) if all == "*" => {
                states.iter().filter(|s| !s.is_final).map(|s| s.code.clone()).collect()
            }
            Some(Value::String(one)) => vec![one.clone()],
            Some(Value::Array(many)) => {
                many.iter().filter_map(|v| v.as_str().map(str::to_owned)).collect()
            }
            _ => Vec::new(),
        };
        if listed.is_empty() {
            self.faults.push(
                entry.fault("/from", "an action says from which states: a list of codes, or \"*\""),
            );
        }
        listed.into_iter().filter(|s| !raw.except.contains(s)).collect()
    }

    fn guards(&mut self, entry: &Entry, raw: &[Value], names: &Vocabulary) -> Vec<Guard> {
        let mut guards = Vec::new();
        for (i, value) in raw.iter().enumerate() {
            let at = format!("/when/{i}");
            let guard = match RawGuard::deserialize(value) {
                Ok(guard) if !guard.message.trim().is_empty() => guard,
                Ok(_) => {
                    self.faults.push(entry.fault(&at, "a guard says in Italian why it refuses"));
                    continue;
                }
                Err(e) => {
                    self.faults.push(entry.fault(&at, e.to_string()));
                    continue;
                }
            };
            let that = self.keep(entry, &at, Condition::parse(&guard.that, names, &Type::Boolean));
            guards.extend(that.map(|that| Guard { that, message: guard.message }));
        }
        guards
    }

    fn trigger(
        &mut self,
        entry: &Entry,
        raw: Option<&Value>,
        names: &Vocabulary,
    ) -> Option<Trigger> {
        let raw = match RawTrigger::deserialize(raw?) {
            Ok(raw) => raw,
            Err(e) => {
                self.faults.push(entry.fault("/fires", e.to_string()));
                return None;
            }
        };
        match raw {
            RawTrigger::Expiry(term) => Some(Trigger::Expiry(term)),
            RawTrigger::IdleDays(days) => {
                self.keep(entry, "/fires", number_in(&days, names)).map(Trigger::Idle)
            }
            RawTrigger::Day(day) => self
                .keep(entry, "/fires", Condition::parse(&day, names, &Type::Date))
                .map(Trigger::Day),
        }
    }

    fn input(&mut self, entry: &Entry, schema: Option<&Value>) -> Option<Input> {
        let schema = schema?;
        if schema.get("type") != Some(&json!("object")) || schema.get("properties").is_none() {
            self.faults.push(entry.fault("/input", "an input is an object with `properties`"));
            return None;
        }
        match jsonschema::draft202012::new(schema) {
            Ok(validator) => Some(Input { schema: schema.clone(), validator: Arc::new(validator) }),
            Err(e) => {
                self.faults.push(entry.fault("/input", e.to_string()));
                None
            }
        }
    }

    pub fn effects(
        &mut self,
        entry: &Entry,
        raw: &[Value],
        names: &Vocabulary,
    ) -> Vec<super::effect::Rule> {
        let mut rules = Vec::new();
        for (i, value) in raw.iter().enumerate() {
            rules.extend(self.keep(entry, &format!("/effects/{i}"), rule::read(value, names)));
        }
        rules
    }
}

/// A literal whole number, or an expression that yields one.
pub(super) fn number_in(value: &Value, names: &Vocabulary) -> Result<Condition, Vec<String>> {
    match value {
        Value::String(text) => Condition::parse(text, names, &Type::Number),
        Value::Number(n) if n.is_u64() => Condition::parse(&n.to_string(), names, &Type::Number),
        _ => Err(vec!["a whole number, or an expression".to_owned()]),
    }
}

/// The unit by its name, in the words of workflow and of procedure files.
pub(super) fn unit_named(text: &str) -> Option<Unit> {
    Some(match text {
        "days" | "calendar" => Unit::Days,
        "working_days" | "working" => Unit::WorkingDays,
        "months" => Unit::Months,
        "years" => Unit::Years,
        _ => return None,
    })
}
