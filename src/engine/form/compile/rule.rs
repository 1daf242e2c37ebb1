//! The rules of the nodes: conditions, computed values, assertions, stops, attachments.

use serde_json::Value;

use crate::base::fault::Fault;
use crate::engine::expression::{Expression, Type};

use super::super::node::{
    Amount, Assert, Kind, Level, Node, NodeId, Parameter, Prefill, Readonly, Rule, SlotRule, Stop,
};
use super::super::source::Located;
use super::keyword::{self, Place};
use super::name::Scope;
use super::{Bench, Reading};

/// The kinds of file an attachment may ask for.
const FILE_TYPES: [&str; 7] = ["pdf", "p7m", "image", "xml", "zip", "office", "cad"];

/// Compiles the rules of one form.
pub(super) struct Ruler<'a> {
    pub nodes: &'a [Node],
    pub parameters: &'a [Parameter],
    pub slots: &'a [(String, NodeId)],
    pub bench: Bench<'a>,
    pub form_file: &'a str,
    pub reading: Reading,
    pub faults: Vec<Fault>,
}

/// What the second reading adds to a node.
#[derive(Default)]
pub(super) struct Found {
    pub when: Option<Rule>,
    pub required_when: Option<Rule>,
    pub compute: Option<Rule>,
    pub prefill: Option<Prefill>,
    pub readonly: Option<Readonly>,
    pub asserts: Vec<Assert>,
    pub stops: Vec<Stop>,
    pub slots: Vec<SlotRule>,
}

impl Ruler<'_> {
    /// A rule written at `at`, whose `this` is the node `this`, and what it must yield.
    pub fn rule(&mut self, at: &Located, this: NodeId, wanted: &Type) -> Option<Rule> {
        let Some(text) = at.as_text() else {
            self.faults.push(at.fault("an expression is a text"));
            return None;
        };
        match self.bench.pool.parse(text) {
            Ok(expression) => self.bind(expression, at, this, wanted),
            Err(syntax) => {
                self.faults.push(at.fault(format!("{syntax}, in `{text}`")));
                None
            }
        }
    }

    fn bind(
        &mut self,
        mut expression: Expression,
        at: &Located,
        this: NodeId,
        wanted: &Type,
    ) -> Option<Rule> {
        let scope = Scope {
            nodes: self.nodes,
            this,
            parameters: self.parameters,
            slots: self.slots,
            lists: self.bench.lists,
            in_block: *at.file != *self.form_file,
            reading: self.reading,
        };
        match expression.bind(&scope) {
            Ok(result) if !result.fits(wanted) => {
                let reason = format!(
                    "`{}` yields {}, {} is needed",
                    expression.text(),
                    result.name(),
                    wanted.name()
                );
                self.faults.push(at.fault(reason));
                None
            }
            Ok(_) => {
                let binding = |r: &crate::engine::expression::Reference| {
                    scope.resolve(&r.path, r.mode).map(|(b, _)| b)
                };
                let bindings =
                    expression.references().iter().map(binding).collect::<Result<_, _>>().ok()?;
                let compared = expression.compared();
                Some(Rule { expression, bindings, compared })
            }
            Err(reasons) => {
                self.faults.extend(
                    reasons
                        .into_iter()
                        .map(|r| at.fault(format!("{r}, in `{}`", expression.text()))),
                );
                None
            }
        }
    }

    fn optional(&mut self, at: &Located, key: &str, this: NodeId, wanted: &Type) -> Option<Rule> {
        at.get(key).and_then(|text| self.rule(text, this, wanted))
    }

    /// The condition of an entry of a list.
    pub fn condition(&mut self, at: &Located, key: &str, this: NodeId) -> Option<Rule> {
        self.optional(at, key, this, &Type::Boolean)
    }

    /// All rules of a node. Those of a field or group read the object around as `this`; those of the fields inside an
    /// object read the object itself.
    pub fn node(&mut self, id: NodeId, at: &Located) -> Found {
        let node = &self.nodes[id];
        let outer = if matches!(node.kind, Kind::Row) { id } else { node.parent };
        let mut found = Found::default();
        if id > 0 {
            let valued = at.get("compute").is_some() || at.get("prefill").is_some();
            let kind = if valued {
                super::name::type_of(self.nodes, id, *at.file != *self.form_file)
            } else {
                Type::Any
            };
            found.when = self.condition(at, "when", outer);
            found.required_when = self.condition(at, "required_when", outer);
            found.compute = self.optional(at, "compute", outer, &kind);
            found.prefill = self.prefill(at, outer, &kind);
            found.readonly = self.readonly(at, outer);
        }
        if found.compute.is_some() && found.prefill.is_some() {
            self.faults.push(at.fault("a computed field cannot be prefilled"));
        }
        if !matches!(node.kind, Kind::Field(_) | Kind::List(_)) {
            found.asserts = self.asserts(at, id);
            found.stops = self.stops(at, id);
            found.slots = self.attachments(at, id);
        }
        found
    }

    fn prefill(&mut self, at: &Located, this: NodeId, kind: &Type) -> Option<Prefill> {
        let written = at.get("prefill")?;
        if matches!(kind, Type::Object(_)) {
            if written.as_text() == Some("user") {
                return Some(Prefill::Copy("user".into()));
            }
            self.faults
                .push(written.fault("on a group, `prefill` names an object to copy: \"user\""));
            return None;
        }
        self.rule(written, this, kind).map(|rule| Prefill::Rule(Box::new(rule)))
    }

    fn readonly(&mut self, at: &Located, this: NodeId) -> Option<Readonly> {
        let written = at.get("readonly")?;
        match written.as_leaf() {
            Some(Value::Bool(true)) => Some(Readonly::Yes),
            Some(Value::Bool(false)) => Some(Readonly::No),
            _ => {
                self.rule(written, this, &Type::Boolean).map(|rule| Readonly::Rule(Box::new(rule)))
            }
        }
    }

    fn asserts(&mut self, at: &Located, this: NodeId) -> Vec<Assert> {
        let items = at.get("assert").map(Located::items).unwrap_or_default();
        items.iter().filter_map(|item| self.assert(item, this)).collect()
    }

    fn assert(&mut self, at: &Located, this: NodeId) -> Option<Assert> {
        keyword::check(at, Place::Assert, &mut self.faults);
        let message = self.needed(at, "message");
        let shown = at.get("at").and_then(|name| self.sibling(name, this));
        let level = match at.text("level") {
            None | Some("error") => Level::Error,
            Some("warning") => Level::Warning,
            Some(other) => {
                self.faults.push(at.fault(format!("`level` is error or warning, not `{other}`")));
                Level::Error
            }
        };
        let Some(that) = at.get("that") else {
            self.faults.push(at.fault("an assert needs `that`"));
            return None;
        };
        let whole = self.rule(that, this, &Type::Boolean)?;
        let parts = self.bench.pool.conjuncts(whole.expression.text()).unwrap_or_default();
        let that = if parts.len() == 1 {
            vec![whole]
        } else {
            let bind = |part| self.bind(part, that, this, &Type::Boolean);
            parts.into_iter().filter_map(bind).collect()
        };
        Some(Assert { that, message, at: shown, level })
    }

    fn sibling(&mut self, name: &Located, this: NodeId) -> Option<NodeId> {
        let text = name.as_text().unwrap_or_default();
        let child =
            self.nodes[this].children.iter().copied().find(|id| self.nodes[*id].name == text);
        if child.is_none() {
            self.faults
                .push(name.fault(format!("`at`: there is no field `{text}` in this object")));
        }
        child
    }

    fn needed(&mut self, at: &Located, key: &str) -> String {
        let text = at.text(key).unwrap_or_default().trim();
        if text.is_empty() {
            self.faults.push(at.fault(format!("`{key}` is missing")));
        }
        text.to_owned()
    }

    fn stops(&mut self, at: &Located, this: NodeId) -> Vec<Stop> {
        let items = at.get("stops").map(Located::items).unwrap_or_default();
        items.iter().filter_map(|item| self.stop(item, this)).collect()
    }

    fn stop(&mut self, at: &Located, this: NodeId) -> Option<Stop> {
        keyword::check(at, Place::Stop, &mut self.faults);
        let message = self.needed(at, "message");
        if at.get("when").is_none() {
            self.faults.push(at.fault("a stop needs `when`"));
        }
        let when = self.condition(at, "when", this)?;
        Some(Stop { when, message, source: at.text("source").map(str::to_owned) })
    }

    fn attachments(&mut self, at: &Located, this: NodeId) -> Vec<SlotRule> {
        let items = at.get("attachments").map(Located::items).unwrap_or_default();
        items.iter().map(|item| self.attachment(item, this)).collect()
    }

    fn attachment(&mut self, at: &Located, this: NodeId) -> SlotRule {
        keyword::check(at, Place::Attachment, &mut self.faults);
        let types = at.texts("types");
        let unknown = types.iter().find(|t| !FILE_TYPES.contains(&t.as_str()));
        if let Some(unknown) = unknown {
            self.faults.push(at.fault(format!(
                "unknown type of file `{unknown}`: they are {}",
                FILE_TYPES.join(" ")
            )));
        }
        if types.is_empty() {
            self.faults.push(at.fault("`types` must name the accepted kinds of file"));
        }
        SlotRule {
            code: self.needed(at, "code"),
            title: self.needed(at, "title"),
            description: at.text("description").map(str::to_owned),
            when: self.condition(at, "when", this),
            types,
            min: self.amount(at, "min", this, 1),
            max: self.amount(at, "max", this, 1),
            signed_by: at.texts("signed_by"),
            source: at.text("source").map(str::to_owned),
        }
    }

    /// A number or an expression that yields one.
    pub fn amount(&mut self, at: &Located, key: &str, this: NodeId, usual: i64) -> Amount {
        let Some(written) = at.get(key) else { return Amount::Fixed(usual) };
        if let Some(number) = written.as_leaf().and_then(Value::as_i64) {
            return Amount::Fixed(number);
        }
        self.rule(written, this, &Type::Number)
            .map_or(Amount::Fixed(usual), |rule| Amount::Rule(Box::new(rule)))
    }
}
