//! Effects as written in a file: an object whose first key is the verb.

use serde_json::{Map, Value};

use super::condition::Condition;
use super::effect::{ClockRule, ClockRuleVerb, Effect, Operand, Rule, What};
use super::names::Vocabulary;
use super::read::number_in;
use crate::engine::expression::Type;

type Read<T> = Result<T, Vec<String>>;

const CLOCK_VERBS: [&str; 9] =
    ["start", "suspend", "resume", "interrupt", "restart", "reset", "extend", "fulfil", "stop"];

/// Reads one effect.
pub(super) fn read(value: &Value, names: &Vocabulary) -> Read<Rule> {
    let members = value.as_object().ok_or_else(|| vec!["an effect is an object".to_owned()])?;
    let verb =
        members.keys().next().ok_or_else(|| vec!["an effect starts with its verb".to_owned()])?;
    let fields = Fields { members, names };
    let (what, allowed) = if CLOCK_VERBS.contains(&verb.as_str()) {
        let (verb, extra) = fields.clock(verb)?;
        let all: Vec<&str> = ["on", "reason"].into_iter().chain(extra.iter().copied()).collect();
        (What::Clock(Box::new(verb)), all)
    } else {
        let (what, extra) = fields.other(verb)?;
        (what, extra.to_vec())
    };
    let unknown = members.keys().skip(1).find(|k| *k != "when" && !allowed.contains(&k.as_str()));
    if let Some(key) = unknown {
        return Err(vec![format!("`{verb}` does not take `{key}`")]);
    }
    Ok(Rule { when: fields.condition("when", &Type::Boolean)?, what })
}

struct Fields<'a> {
    members: &'a Map<String, Value>,
    names: &'a Vocabulary,
}

impl Fields<'_> {
    fn text(&self, key: &str) -> Read<String> {
        self.optional_text(key).ok_or_else(|| vec![format!("`{key}` is missing or is not a text")])
    }

    fn optional_text(&self, key: &str) -> Option<String> {
        self.members.get(key).and_then(Value::as_str).map(str::to_owned)
    }

    fn texts(&self, key: &str) -> Vec<String> {
        let items =
            self.members.get(key).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        items.iter().filter_map(|v| v.as_str().map(str::to_owned)).collect()
    }

    fn flag(&self, key: &str) -> bool {
        self.members.get(key).and_then(Value::as_bool).unwrap_or(false)
    }

    fn condition(&self, key: &str, kind: &Type) -> Read<Option<Condition>> {
        match self.members.get(key) {
            None => Ok(None),
            Some(Value::String(text)) => Condition::parse(text, self.names, kind).map(Some),
            Some(_) => Err(vec![format!("`{key}` is an expression")]),
        }
    }

    fn number(&self, key: &str) -> Read<Option<Condition>> {
        self.members.get(key).map(|v| number_in(v, self.names)).transpose()
    }

    fn clock(&self, verb: &str) -> Read<(ClockRule, &'static [&'static str])> {
        let (kind, extra): (ClockRuleVerb, &[&str]) = match verb {
            "start" => (ClockRuleVerb::Start, &[]),
            "suspend" => (
                ClockRuleVerb::Suspend {
                    cause: self.text("cause")?,
                    max_days: self.number("max_days")?,
                },
                &["cause", "max_days"],
            ),
            "resume" => (
                ClockRuleVerb::Resume {
                    cause: self.optional_text("cause"),
                    after_days: self.number("after_days")?,
                },
                &["cause", "after_days"],
            ),
            "interrupt" => (ClockRuleVerb::Interrupt, &[]),
            "restart" => (ClockRuleVerb::Restart, &[]),
            "reset" => (ClockRuleVerb::Reset, &[]),
            "extend" => (
                ClockRuleVerb::Extend {
                    days: self.number("days")?,
                    to: self.condition("to", &Type::Date)?,
                },
                &["days", "to"],
            ),
            "fulfil" => (ClockRuleVerb::Fulfil, &[]),
            _ => (ClockRuleVerb::Stop, &[]),
        };
        let rule = ClockRule {
            term: self.text(verb)?,
            verb: kind,
            on: self.condition("on", &Type::Date)?,
            reason: self.optional_text("reason"),
        };
        Ok((rule, extra))
    }

    fn other(&self, verb: &str) -> Read<(What, &'static [&'static str])> {
        Ok(match verb {
            "flag" => (
                What::Flag { name: self.text(verb)?, value: self.operand()? },
                &["value", "value_of"],
            ),
            "request" => (
                What::Request {
                    kind: self.text(verb)?,
                    items: self.condition("items_of", &Type::Any)?,
                    due: self.optional_text("due"),
                },
                &["items_of", "due"],
            ),
            "assign" => (What::Assign { to: self.assignee()? }, &["of"]),
            "consult" => (
                What::Consult {
                    bodies: self.condition(verb, &Type::Any)?,
                    days: self.number("days")?,
                    silence: self.text("silence")?,
                },
                &["days", "silence"],
            ),
            _ => {
                let (effect, allowed) = self.plain(verb)?;
                (What::Plain(effect), allowed)
            }
        })
    }

    fn plain(&self, verb: &str) -> Read<(Effect, &'static [&'static str])> {
        Ok(match verb {
            "notify" => (
                Effect::Notify {
                    template: self.text(verb)?,
                    to: self.audience()?,
                    legal: self.flag("legal"),
                },
                &["to", "legal"],
            ),
            "act" => (
                Effect::Act {
                    template: self.text(verb)?,
                    title: self.text("title")?,
                    signed: self.flag("signed"),
                },
                &["title", "signed"],
            ),
            "register" => (
                Effect::Register {
                    direction: self.one_of(verb, &["incoming", "outgoing", "internal"])?,
                },
                &[],
            ),
            "pay" => (Effect::Pay { due: self.one_of(verb, &["submission", "act"])? }, &[]),
            "task" => (
                Effect::Task {
                    task: self.text(verb)?,
                    title: self.text("title")?,
                    office: self.optional_text("office"),
                },
                &["title", "office"],
            ),
            "publish" => (Effect::Publish { place: self.text(verb)? }, &[]),
            "emit" => (Effect::Emit { event: self.text(verb)? }, &[]),
            other => return Err(vec![format!("unknown effect `{other}`")]),
        })
    }

    fn operand(&self) -> Read<Operand> {
        match (self.members.get("value"), self.condition("value_of", &Type::Any)?) {
            (Some(value), None) => Ok(Operand::Literal(value.clone())),
            (None, Some(condition)) => Ok(Operand::Of(condition)),
            _ => Err(vec!["give either `value` or `value_of`".to_owned()]),
        }
    }

    /// `{"assign": "polizia-locale"}` or `{"assign": null, "of": "input.assegnatario"}`.
    fn assignee(&self) -> Read<Operand> {
        match self.condition("of", &Type::Any)? {
            Some(condition) => Ok(Operand::Of(condition)),
            None => Ok(Operand::Literal(Value::String(self.text("assign")?))),
        }
    }

    fn audience(&self) -> Read<Vec<String>> {
        const KNOWN: [&str; 9] = [
            "presenter",
            "holders",
            "signers",
            "proxies",
            "counterparties",
            "bodies",
            "office",
            "responsible",
            "manager",
        ];
        let to = self.texts("to");
        match to.iter().find(|t| !KNOWN.contains(&t.as_str())) {
            Some(unknown) => Err(vec![format!("unknown audience `{unknown}`")]),
            None if to.is_empty() => Err(vec!["`to` says whom to tell".to_owned()]),
            None => Ok(to),
        }
    }

    fn one_of(&self, key: &str, options: &[&str]) -> Read<String> {
        let text = self.text(key)?;
        if options.contains(&text.as_str()) {
            Ok(text)
        } else {
            Err(vec![format!("`{key}` is one of {}", options.join(", "))])
        }
    }
}
