//! Rows added, removed and moved by the buttons of a page.

use serde_json::{Value, json};

use super::super::facts::Facts;
use super::super::node::{Form, Kind, NodeId, Rows};
use super::super::place;

/// What a button of a step asks for: `name=_action`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// `save`
    Save,
    /// `next`
    Next,
    /// `back`
    Back,
    /// `goto:STEP`
    Goto(String),
    /// `add:PATH`
    Add(String),
    /// `remove:PATH.INDEX`
    Remove(String),
    /// `up:PATH.INDEX`
    Up(String),
    /// `down:PATH.INDEX`
    Down(String),
}

impl Action {
    /// Reads the value of a button; an unknown one only saves.
    pub fn parse(text: &str) -> Self {
        match text.split_once(':') {
            None if text == "next" => Self::Next,
            None if text == "back" => Self::Back,
            Some(("goto", step)) => Self::Goto(step.to_owned()),
            Some(("add", path)) => Self::Add(path.to_owned()),
            Some(("remove", path)) => Self::Remove(path.to_owned()),
            Some(("up", path)) => Self::Up(path.to_owned()),
            Some(("down", path)) => Self::Down(path.to_owned()),
            _ => Self::Save,
        }
    }
}

impl Form {
    /// Carries out a row action of `step` on the draft's data. What is not possible (a forged path, a full list, the
    /// first row moved up) changes nothing. A new row is prefilled.
    pub fn act(
        &self,
        step: &str,
        action: &Action,
        facts: &Facts<'_>,
        new_ids: &mut dyn FnMut() -> String,
    ) -> Value {
        let mut data = facts.data.clone();
        match action {
            Action::Add(path) => self.add_row(step, path, facts, &mut data, new_ids),
            Action::Remove(path) => self.with_row(step, path, &mut data, |items, index| {
                items.remove(index);
            }),
            Action::Up(path) => self.with_row(step, path, &mut data, |items, index| {
                items.swap(index, index.saturating_sub(1));
            }),
            Action::Down(path) => self.with_row(step, path, &mut data, |items, index| {
                let last = items.len() - 1;
                items.swap(index, (index + 1).min(last));
            }),
            Action::Save | Action::Next | Action::Back | Action::Goto(_) => {}
        }
        data
    }

    fn own(&self, step: &str, path: &str) -> Option<(NodeId, Rows)> {
        let step = self.step(step)?;
        self.locate(path).filter(|(id, _)| self.nodes[*id].chain.first() == Some(&step))
    }

    fn add_row(
        &self,
        step: &str,
        path: &str,
        facts: &Facts<'_>,
        data: &mut Value,
        new_ids: &mut dyn FnMut() -> String,
    ) {
        let Some((list, rows)) = self.own(step, path) else { return };
        let Kind::List(spec) = &self.nodes[list].kind else { return };
        let Some(row) = self.nodes[list].children.first().copied() else { return };
        let count = place::get(&self.nodes, data, list, &rows)
            .and_then(Value::as_array)
            .map_or(0, Vec::len);
        if count >= spec.max {
            return;
        }
        let fresh = json!({ "_id": new_ids() });
        match place::get_mut(&self.nodes, data, list, &rows) {
            Some(Value::Array(items)) => items.push(fresh),
            _ => super::decode::put(self, data, list, &rows, Some(json!([fresh]))),
        }
        let mut inner = rows;
        inner.push(count);
        self.prefill_below(row, &inner, facts, data, new_ids);
    }

    fn with_row(
        &self,
        step: &str,
        path: &str,
        data: &mut Value,
        change: impl FnOnce(&mut Vec<Value>, usize),
    ) {
        let Some((row, mut rows)) = self.own(step, path) else { return };
        let Some(index) = rows.pop().filter(|_| matches!(self.nodes[row].kind, Kind::Row)) else {
            return;
        };
        let list = self.nodes[row].parent;
        if let Some(Value::Array(items)) = place::get_mut(&self.nodes, data, list, &rows)
            && index < items.len()
        {
            change(items, index);
        }
    }
}
