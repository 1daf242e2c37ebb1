//! From facts to an evaluation: what exists, what follows from it, what is wrong, what is still to do.
//!
//! The order is fixed: clean the draft, settle conditions and computed values, validate, then everything that only
//! reads. Each pass is one file. Pure: the same facts give the same evaluation.

mod checklist;
mod clean;
mod message;
mod outcome;
mod rules;
mod scope;
mod settle;
mod validate;

pub(super) use scope::Scope;

use std::sync::Arc;

use serde_json::Value;

use super::facts::{Evaluation, Facts, Problem};
use super::node::{Form, Level, NodeId};
use super::place;

/// One evaluation under way.
pub(super) struct Run<'a> {
    pub form: &'a Form,
    pub facts: &'a Facts<'a>,
    pub today: String,
    pub out: Evaluation,
    /// Problems with their place, to be sorted.
    pub found: Vec<(Vec<usize>, Problem)>,
}

impl Form {
    /// Evaluates the form over the facts. Any data is accepted; what is wrong with them is in the result.
    pub fn evaluate(&self, facts: &Facts<'_>) -> Evaluation {
        let mut run = Run::new(self, facts);
        run.settle();
        run.validate();
        run.check_required();
        run.check_codes();
        run.check_asserts();
        run.check_stops();
        run.list_slots();
        run.find_readonly();
        run.found.sort_by(|a, b| a.0.cmp(&b.0));
        run.out.problems = run.found.drain(..).map(|(_, problem)| problem).collect();
        run.plan_documents();
        run.gather_parties();
        run.reckon_fees();
        run.out.subject = run.subject();
        run.out
    }
}

impl<'a> Run<'a> {
    fn new(form: &'a Form, facts: &'a Facts<'a>) -> Self {
        Self {
            form,
            facts,
            today: facts.today.format("%Y-%m-%d").to_string(),
            out: empty(facts),
            found: Vec::new(),
        }
    }

    /// Adds a problem at an instance, unless one of the same level and wording is there.
    pub fn report(
        &mut self,
        level: Level,
        id: NodeId,
        rows: &[usize],
        keyword: &'static str,
        message: String,
    ) {
        let form = self.form;
        let path = place::path(&form.nodes, id, rows);
        let problem = Problem {
            level,
            step: form.step_code(id),
            id: format!("f-{}", path.replace('.', "-")),
            path,
            label: form.title_of(id),
            message,
            keyword,
        };
        if !self.found.iter().any(|(_, p)| p.path == problem.path && p.message == problem.message) {
            self.found.push((form.page_order(id, rows), problem));
        }
    }

    /// Whether an instance or something around it is hidden.
    pub fn is_hidden(&self, id: NodeId, rows: &[usize]) -> bool {
        self.form.is_hidden(&self.out, id, rows)
    }
}

impl Form {
    /// Whether an instance, or something around it, is hidden.
    pub(super) fn is_hidden(&self, evaluation: &Evaluation, id: NodeId, rows: &[usize]) -> bool {
        let mut depth = 0;
        self.nodes[id].chain.iter().any(|node| {
            if matches!(self.nodes[*node].kind, super::node::Kind::Row) {
                depth += 1;
            }
            let around = || rows.get(..depth).unwrap_or(rows).to_vec();
            self.nodes[*node].when.is_some() && evaluation.hidden.contains(&(*node, around()))
        })
    }

    /// The code of the step a node is in; empty for the root.
    pub(super) fn step_code(&self, id: NodeId) -> String {
        self.nodes[id].chain.first().map_or_else(String::new, |step| self.nodes[*step].name.clone())
    }

    /// The title of a node; of a row, what its list calls it.
    pub(super) fn title_of(&self, id: NodeId) -> String {
        let node = &self.nodes[id];
        match &self.nodes[node.parent].kind {
            super::node::Kind::List(spec) if matches!(node.kind, super::node::Kind::Row) => {
                spec.item_title.clone()
            }
            _ => node.title.clone(),
        }
    }
}

fn empty(facts: &Facts<'_>) -> Evaluation {
    Evaluation {
        data: Value::Null,
        problems: Vec::new(),
        stops: Vec::new(),
        slots: Vec::new(),
        documents: Vec::new(),
        parties: Vec::new(),
        fees: Vec::new(),
        subject: String::new(),
        hidden: std::collections::HashSet::new(),
        required: std::collections::HashSet::new(),
        readonly: std::collections::HashSet::new(),
        today: facts.today,
        lists: Arc::clone(facts.lists),
    }
}
