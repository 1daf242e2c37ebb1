//! What the cases of a form have shown of it: every branch taken and not taken, every rule broken, every attachment asked
//! and not asked, every stop met.
//!
//! What stands in a block is one thing wherever the block is used: it is enough that some form shows it.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::visible::collect;
use crate::engine::form::Evaluation;
use crate::engine::form::node::{Form, Node};
use crate::engine::form::place::schema_path;

/// What was seen, over all cases of all forms.
#[derive(Debug, Default)]
pub struct Coverage {
    /// Everything there is to show; whether something showed it.
    points: BTreeMap<String, bool>,
}

impl Coverage {
    /// Counts what a form has, before its cases are run.
    pub fn expect(&mut self, form: &Form) {
        for point in points(form) {
            self.points.entry(point).or_default();
        }
    }

    /// Takes in one evaluation of the form over `data`.
    pub(super) fn observe(
        &mut self,
        form: &Form,
        data: &serde_json::Value,
        evaluation: &Evaluation,
    ) {
        let seen: HashSet<String> =
            collect(form, data, evaluation).into_keys().map(|path| without_rows(&path)).collect();
        let slots: BTreeSet<&str> = evaluation.slots.iter().map(|s| s.code.as_str()).collect();
        for (id, node) in form.nodes.iter().enumerate() {
            let own = |what: &str| name(form, id, what);
            if node.when.is_some() {
                let hidden = evaluation.hidden.iter().any(|(other, _)| *other == id);
                self.mark(hidden, own("nascosto"));
                self.mark(seen.contains(&path(form, id)), own("mostrato"));
            }
            if node.required_when.is_some() {
                let required = evaluation.required.iter().any(|(other, _)| *other == id);
                self.mark(required, own("obbligatorio"));
            }
            for assert in &node.asserts {
                let fired = evaluation.problems.iter().any(|p| p.message == assert.message);
                self.mark(fired, own(&format!("regola “{}”", assert.message)));
            }
            for stop in &node.stops {
                let met = evaluation.stops.iter().any(|s| s.message == stop.message);
                self.mark(met, own(&format!("blocco “{}”", stop.message)));
            }
            for slot in node.slots.iter().filter(|slot| slot.when.is_some()) {
                let asked = slots.contains(slot.code.as_str());
                self.mark(asked, own(&format!("allegato {} chiesto", slot.code)));
                self.mark(!asked, own(&format!("allegato {} non chiesto", slot.code)));
            }
        }
    }

    fn mark(&mut self, shown: bool, point: String) {
        if shown {
            self.points.insert(point, true);
        }
    }

    /// What no case shows, by form or block.
    pub fn missing(&self) -> impl Iterator<Item = &str> {
        self.points.iter().filter(|(_, shown)| !**shown).map(|(point, _)| point.as_str())
    }

    /// How many things there are to show.
    pub fn total(&self) -> usize {
        self.points.len()
    }
}

/// Everything a form has to show.
fn points(form: &Form) -> Vec<String> {
    let mut all = Vec::new();
    for (id, node) in form.nodes.iter().enumerate() {
        let mut add = |what: &str| all.push(name(form, id, what));
        if node.when.is_some() {
            add("mostrato");
            add("nascosto");
        }
        if node.required_when.is_some() {
            add("obbligatorio");
        }
        for assert in &node.asserts {
            add(&format!("regola “{}”", assert.message));
        }
        node.stops.iter().for_each(|stop| add(&format!("blocco “{}”", stop.message)));
        for slot in node.slots.iter().filter(|slot| slot.when.is_some()) {
            add(&format!("allegato {} chiesto", slot.code));
            add(&format!("allegato {} non chiesto", slot.code));
        }
    }
    all
}

/// Where a point stands: form and path, or the names inside the block.
fn name(form: &Form, id: usize, what: &str) -> String {
    let node: &Node = &form.nodes[id];
    if node.from_block {
        let parent = &form.nodes[node.parent].name;
        format!("blocchi: {parent}.{}: {what}", node.name)
    } else {
        format!("{}: {}: {what}", form.code, schema_path(&form.nodes, id))
    }
}

fn path(form: &Form, id: usize) -> String {
    without_rows(&schema_path(&form.nodes, id))
}

/// A path without row indexes, and a key of files without its row.
fn without_rows(path: &str) -> String {
    let parts = path.split('.').filter(|part| *part != "*" && part.parse::<usize>().is_err());
    parts.collect::<Vec<_>>().join(".")
}
