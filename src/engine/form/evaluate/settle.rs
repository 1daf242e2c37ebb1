//! Conditions and computed values, in the order of their dependencies, row by row.

use serde_json::{Number, Value};

use crate::engine::expression::is_given;

use super::super::node::{Data, Kind, NodeId, Readonly, Rule};
use super::super::place;
use super::{Run, Scope};

impl Run<'_> {
    /// Fills `out.data` with what is visible and derived, and `out.hidden`.
    pub(super) fn settle(&mut self) {
        self.out.data = self.form.clean(self.facts.data);
        for id in &self.form.order {
            for rows in place::instances(&self.form.nodes, &self.out.data, *id) {
                self.settle_instance(*id, &rows);
            }
        }
    }

    fn settle_instance(&mut self, id: NodeId, rows: &[usize]) {
        let node = &self.form.nodes[id];
        let computed = node.compute.as_ref();
        if node.when.as_ref().is_some_and(|rule| !self.at(rule, rows).holds()) {
            self.out.hidden.insert((id, rows.to_vec()));
            self.put(id, rows, None);
        } else if let Some(rule) = computed {
            let value = self.fit(id, self.at(rule, rows).value());
            self.put(id, rows, value);
        }
    }

    /// A rule at a place of the data as they are by now.
    pub(super) fn at<'r>(&'r self, rule: &'r Rule, rows: &'r [usize]) -> Scope<'r> {
        Scope {
            form: self.form,
            data: &self.out.data,
            facts: self.facts,
            today: &self.today,
            rule,
            rows,
        }
    }

    fn put(&mut self, id: NodeId, rows: &[usize], value: Option<Value>) {
        let form = self.form;
        let node = &form.nodes[id];
        let Some(Value::Object(parent)) =
            place::get_mut(&form.nodes, &mut self.out.data, node.parent, rows)
        else {
            return;
        };
        match value {
            Some(value) => {
                parent.insert(node.name.clone(), value);
            }
            None => {
                parent.shift_remove(&node.name);
            }
        }
    }

    /// A computed value in the form its field stores; nothing if it is empty.
    fn fit(&self, id: NodeId, value: Value) -> Option<Value> {
        let Kind::Field(field) = &self.form.nodes[id].kind else { return None };
        let whole = matches!(field.data, Data::Integer | Data::Money);
        match value {
            Value::Number(number) if whole => {
                let rounded = number.as_f64().unwrap_or(0.0).round();
                Some(Value::Number(Number::from(rounded as i64)))
            }
            value if is_given(&value) => Some(value),
            _ => None,
        }
    }

    /// Fields that a rule makes read-only.
    pub(super) fn find_readonly(&mut self) {
        let form = self.form;
        for (id, node) in form.nodes.iter().enumerate() {
            let Readonly::Rule(rule) = &node.readonly else { continue };
            for rows in place::instances(&form.nodes, &self.out.data, id) {
                if self.at(rule, &rows).holds() {
                    self.out.readonly.insert((id, rows));
                }
            }
        }
    }
}
