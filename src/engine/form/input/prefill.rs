//! The answers a draft or a row is born with.

use serde_json::{Value, json};

use crate::engine::expression::is_given;

use super::super::evaluate::Scope;
use super::super::facts::Facts;
use super::super::node::{Form, Kind, NodeId, Prefill, Rows};
use super::super::place;
use super::decode::put;

impl Form {
    /// The data of a draft that is born: prefilled answers and, for lists that need rows, their first rows. Answers
    /// that `facts.data` has already stay.
    pub fn prefill(&self, facts: &Facts<'_>, new_ids: &mut dyn FnMut() -> String) -> Value {
        let mut data = if facts.data.is_object() { facts.data.clone() } else { json!({}) };
        self.prefill_below(0, &Rows::new(), facts, &mut data, new_ids);
        data
    }

    /// Prefills what is inside a node's instance.
    pub(super) fn prefill_below(
        &self,
        id: NodeId,
        rows: &Rows,
        facts: &Facts<'_>,
        data: &mut Value,
        new_ids: &mut dyn FnMut() -> String,
    ) {
        for child in self.nodes[id].children.clone() {
            match &self.nodes[child].kind {
                Kind::Field(_) => self.prefill_field(child, rows, facts, data),
                Kind::List(spec) => {
                    let first = spec.min.max(usize::from(self.nodes[child].required));
                    self.prefill_list(child, first.min(spec.max), rows, facts, data, new_ids);
                }
                _ => {
                    if let Some(Prefill::Copy(_)) = &self.nodes[child].prefill {
                        self.copy_user(child, rows, facts, data);
                    }
                    self.prefill_below(child, rows, facts, data, new_ids);
                }
            }
        }
    }

    fn prefill_list(
        &self,
        list: NodeId,
        first: usize,
        rows: &Rows,
        facts: &Facts<'_>,
        data: &mut Value,
        new_ids: &mut dyn FnMut() -> String,
    ) {
        let Some(row) = self.nodes[list].children.first().copied() else { return };
        let known = place::get(&self.nodes, data, list, rows).and_then(Value::as_array);
        if known.is_some_and(|items| !items.is_empty()) || first == 0 {
            return;
        }
        let fresh: Vec<Value> = (0..first).map(|_| json!({ "_id": new_ids() })).collect();
        put(self, data, list, rows, Some(Value::Array(fresh)));
        for index in 0..first {
            let mut inner = rows.clone();
            inner.push(index);
            self.prefill_below(row, &inner, facts, data, new_ids);
        }
    }

    fn prefill_field(&self, id: NodeId, rows: &Rows, facts: &Facts<'_>, data: &mut Value) {
        let Some(Prefill::Rule(rule)) = &self.nodes[id].prefill else { return };
        if place::get(&self.nodes, data, id, rows).is_some() {
            return;
        }
        let today = facts.today.format("%Y-%m-%d").to_string();
        let scope = Scope { form: self, data, facts, today: &today, rule, rows };
        let value = scope.value();
        if is_given(&value) {
            put(self, data, id, rows, Some(value));
        }
    }

    /// Copies the equally named facts of the person into the fields of a group.
    fn copy_user(&self, group: NodeId, rows: &Rows, facts: &Facts<'_>, data: &mut Value) {
        for field in &self.nodes[group].children {
            let known = facts.user.get(&self.nodes[*field].name).filter(|value| is_given(value));
            let open = matches!(self.nodes[*field].kind, Kind::Field(_))
                && self.nodes[*field].compute.is_none();
            if let Some(value) = known.filter(|_| open)
                && place::get(&self.nodes, data, *field, rows).is_none()
            {
                put(self, data, *field, rows, Some(value.clone()));
            }
        }
    }
}
