//! The values a rule reads at one place of the data.

use std::borrow::Cow;

use serde_json::Value;

use crate::engine::expression::{Found, Mode, Reference, Variables, is_given, parse_day};

use super::super::facts::Facts;
use super::super::node::{Binding, Data, Form, Kind, NodeId, Rule};
use super::super::place;

/// A rule at a place: its variables.
pub(in super::super) struct Scope<'a> {
    pub form: &'a Form,
    pub data: &'a Value,
    pub facts: &'a Facts<'a>,
    pub today: &'a str,
    pub rule: &'a Rule,
    pub rows: &'a [usize],
}

impl Scope<'_> {
    /// Whether the condition holds; what cannot be evaluated does not.
    pub fn holds(&self) -> bool {
        self.rule.expression.holds(self).unwrap_or(false)
    }

    /// The value of the expression; what cannot be evaluated is absent.
    pub fn value(&self) -> Value {
        self.rule.expression.evaluate(self).unwrap_or(Value::Null)
    }

    fn json(&self, binding: &Binding) -> Option<&Value> {
        match binding {
            Binding::Data(node) => place::get(&self.form.nodes, self.data, *node, self.rows),
            Binding::User(name) => self.facts.user.get(name),
            Binding::Param(name) => match self.facts.param.get(name) {
                Some(value) if !value.is_null() => Some(value),
                _ => self.form.parameters.iter().find(|p| p.name == *name).map(|p| &p.default),
            },
            Binding::Lookup(path) => {
                path.iter().try_fold(self.facts.lookup, |at, name| at.get(name))
            }
            Binding::Today | Binding::Attached { .. } => None,
        }
    }

    fn label(&self, binding: &Binding) -> String {
        let Some(value) = self.json(binding) else { return String::new() };
        match binding {
            Binding::Data(node) => self.display(*node, value),
            _ => value.as_str().unwrap_or_default().to_owned(),
        }
    }

    fn display(&self, node: NodeId, value: &Value) -> String {
        self.form.display(node, value, self.facts.lists, self.facts.today)
    }

    fn is_attached(&self, code: &str, node: NodeId) -> bool {
        let key = slot_key(self.form, self.data, code, node, self.rows);
        self.facts.attached.iter().any(|file| file.key == key)
    }

    /// Whether a scalar that the rule compares is empty, or a required answer it reads is still to be given.
    pub fn is_pending(&self) -> bool {
        let references =
            self.rule.expression.references().iter().zip(&self.rule.bindings).enumerate();
        references.filter(|(_, (r, _))| r.mode == Mode::Value).any(|(index, (_, binding))| {
            match binding {
                Binding::Data(node) => self.is_open(*node, self.rule.compared.contains(&index)),
                Binding::User(_) => {
                    self.rule.compared.contains(&index) && !self.json(binding).is_some_and(is_given)
                }
                _ => false,
            }
        })
    }

    /// Whether none of the answers the rule reads has been given yet; false if it reads none.
    pub fn is_premature(&self) -> bool {
        let mut read =
            self.rule.bindings.iter().filter(|b| matches!(b, Binding::Data(_))).peekable();
        read.peek().is_some() && !read.any(|binding| self.json(binding).is_some_and(is_answered))
    }

    fn is_open(&self, node: NodeId, compared: bool) -> bool {
        let Kind::Field(field) = &self.form.nodes[node].kind else { return false };
        if field.data == Data::Texts || self.form.nodes[node].compute.is_some() {
            return false;
        }
        let (nodes, rows) = (&self.form.nodes, self.rows);
        let absent = !place::get(nodes, self.data, node, rows)
            .is_some_and(|value| is_readable(field.data, value));
        let parent = nodes[node].parent;
        // a required field without a condition, in an object that is there, will be asked for by itself
        let asked = nodes[node].required
            && nodes[node].when.is_none()
            && place::get(nodes, self.data, parent, rows).is_some();
        absent && (compared || asked)
    }
}

impl Variables for Scope<'_> {
    fn find(&self, index: usize, reference: &Reference) -> Found<'_> {
        let Some(binding) = self.rule.bindings.get(index) else { return Found::Json(None) };
        match (reference.mode, binding) {
            (_, Binding::Attached { code, place }) => Found::Flag(self.is_attached(code, *place)),
            (_, Binding::Today) => Found::Text(self.today.to_owned()),
            (Mode::Given, _) => Found::Flag(self.json(binding).is_some_and(is_given)),
            (Mode::Label, _) => Found::Text(self.label(binding)),
            (Mode::Eu, _) => {
                let code = self.json(binding).and_then(Value::as_str).unwrap_or_default();
                Found::Flag(self.is_union_state(code))
            }
            _ => Found::Json(self.json(binding)),
        }
    }

    fn element_label(&self, reference: &Reference, field: &[String], code: &str) -> String {
        let index =
            self.rule.expression.references().iter().position(|r| std::ptr::eq(r, reference));
        let list = match index.and_then(|i| self.rule.bindings.get(i)) {
            Some(Binding::Data(list)) => *list,
            _ => return code.to_owned(),
        };
        let target = field.iter().try_fold(list, |at, name| {
            let at = match self.form.nodes[at].kind {
                Kind::List(_) => *self.form.nodes[at].children.first()?,
                _ => at,
            };
            self.form.child(at, name)
        });
        let value = Value::from(code);
        target.map_or_else(|| code.to_owned(), |node| self.display(node, &value))
    }

    fn is_union_state(&self, code: &str) -> bool {
        self.facts.lists.is_union_state(code, self.facts.today)
    }
}

/// Whether a value has the form its field stores; what has not is told of by validation.
fn is_readable(data: Data, value: &Value) -> bool {
    match data {
        Data::Integer | Data::Money | Data::Number => value.is_number(),
        Data::Boolean => value.is_boolean(),
        Data::Date => value.as_str().is_some_and(|text| parse_day(text).is_some()),
        Data::Text | Data::Time => value.is_string(),
        Data::Texts | Data::Geometry => true,
    }
}

/// Whether anything has been written in a value: an empty row is no answer.
fn is_answered(value: &Value) -> bool {
    match value {
        Value::Array(items) => items.iter().any(is_answered),
        other => is_given(other),
    }
}

/// The key of an attachment declared by `node` at `rows`: the code, and the id of the innermost row around.
pub(super) fn slot_key(
    form: &Form,
    data: &Value,
    code: &str,
    node: NodeId,
    rows: &[usize],
) -> String {
    let chain = &form.nodes[node].chain;
    let Some(row) = chain.iter().rev().find(|n| matches!(form.nodes[**n].kind, Kind::Row)) else {
        return code.to_owned();
    };
    let object = place::get(&form.nodes, data, *row, rows);
    let id = object.and_then(|o| o.get("_id")).and_then(Value::as_str).map_or_else(
        || Cow::Owned(rows.iter().map(ToString::to_string).collect::<Vec<_>>().join("-")),
        Cow::Borrowed,
    );
    format!("{code}/{id}")
}
