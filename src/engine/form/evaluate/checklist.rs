//! The checklist of attachments, derived from the rules.

use super::super::facts::{Problem, Slot};
use super::super::node::{Amount, Form, Level, NodeId, SlotRule};
use super::super::place;
use super::Run;
use super::scope::slot_key;

impl Run<'_> {
    /// Fills `out.slots` and reports what is missing.
    pub(super) fn list_slots(&mut self) {
        let form = self.form;
        for (id, node) in form.nodes.iter().enumerate().filter(|(_, node)| !node.slots.is_empty()) {
            for rows in place::own_instances(&form.nodes, &self.out.data, id) {
                for rule in &node.slots {
                    if rule.when.as_ref().is_none_or(|when| self.at(when, &rows).holds()) {
                        let slot = self.slot(id, &rows, rule);
                        self.ask_for(id, &rows, &slot);
                        self.out.slots.push(slot);
                    }
                }
            }
        }
        self.out.slots.sort_by_cached_key(|slot| {
            form.locate(&slot.path)
                .map_or_else(|| vec![usize::MAX], |(id, rows)| form.page_order(id, &rows))
        });
    }

    fn slot(&self, id: NodeId, rows: &[usize], rule: &SlotRule) -> Slot {
        let key = slot_key(self.form, &self.out.data, &rule.code, id, rows);
        let min = self.amount(&rule.min, rows);
        Slot {
            count: self.facts.attached.iter().filter(|file| file.key == key).count(),
            key,
            code: rule.code.clone(),
            step: if id == 0 { self.last_step() } else { self.form.step_code(id) },
            why: rule.when.as_ref().and_then(|when| self.form.why(when, self.facts.lists)),
            path: place::path(&self.form.nodes, id, rows),
            title: rule.title.clone(),
            description: rule.description.clone(),
            types: rule.types.clone(),
            signed_by: rule.signed_by.clone(),
            signed_by_labels: rule
                .signed_by
                .iter()
                .map(|role| role_label(self.form, role))
                .collect(),
            min,
            max: self.amount(&rule.max, rows).max(min).max(1),
            source: rule.source.clone(),
        }
    }

    fn last_step(&self) -> String {
        let last = self.form.steps().iter().rev().find(|step| !self.is_hidden(**step, &[]));
        last.map_or_else(String::new, |step| self.form.nodes[*step].name.clone())
    }

    fn amount(&self, amount: &Amount, rows: &[usize]) -> usize {
        let number = match amount {
            Amount::Fixed(number) => *number,
            Amount::Rule(rule) => {
                self.at(rule, rows).value().as_f64().unwrap_or(0.0).round() as i64
            }
        };
        usize::try_from(number).unwrap_or(0)
    }

    fn ask_for(&mut self, id: NodeId, rows: &[usize], slot: &Slot) {
        if !slot.is_missing() {
            return;
        }
        let message = match (slot.min, slot.count) {
            (1, _) => format!("Allega “{}”.", slot.title),
            (min, 0) => format!("Allega almeno {min} file in “{}”.", slot.title),
            (min, count) => format!(
                "In “{}” servono almeno {min} file: ne mancano {}.",
                slot.title,
                min - count
            ),
        };
        let mut order = if id == 0 { vec![usize::MAX] } else { self.form.page_order(id, rows) };
        order.push(usize::MAX);
        let problem = Problem {
            level: Level::Error,
            step: slot.step.clone(),
            id: format!("s-{}", slot.key.replace('/', "-")),
            path: slot.key.clone(),
            label: slot.title.clone(),
            message,
            keyword: "attachment",
        };
        self.found.push((order, problem));
    }
}

/// A role in words, as the form or its documents call it.
fn role_label(form: &Form, role: &str) -> String {
    let signers = form.documents.iter().flat_map(|document| &document.signers);
    let signers = form.roles.iter().chain(signers);
    signers
        .filter(|signer| signer.role == role)
        .map(|signer| signer.role_label.clone())
        .next()
        .unwrap_or_else(|| role.replace('_', " "))
}
