//! Relations among fields, and eligibility.

use super::super::facts::StopHit;
use super::super::node::{Assert, Form, NodeId};
use super::super::place;
use super::Run;

impl Run<'_> {
    /// Every `assert` whose parts do not all hold.
    pub(super) fn check_asserts(&mut self) {
        let form = self.form;
        for (id, node) in form.nodes.iter().enumerate().filter(|(_, node)| !node.asserts.is_empty())
        {
            for rows in place::own_instances(&form.nodes, &self.out.data, id) {
                for assert in node
                    .asserts
                    .iter()
                    .filter(|assert| self.is_broken(assert, &rows))
                    .collect::<Vec<_>>()
                {
                    let at = assert.at.filter(|at| !self.is_hidden(*at, &rows)).unwrap_or(id);
                    self.report(assert.level, at, &rows, "assert", assert.message.clone());
                }
            }
        }
    }

    fn is_broken(&self, assert: &Assert, rows: &[usize]) -> bool {
        assert.that.iter().any(|part| {
            let scope = self.at(part, rows);
            !scope.is_pending() && !scope.holds()
        })
    }

    /// Every stop that holds. One that reads an answer still to be given waits: what is missing blocks by itself.
    pub(super) fn check_stops(&mut self) {
        let form = self.form;
        let mut hits = Vec::new();
        for (id, node) in form.nodes.iter().enumerate().filter(|(_, node)| !node.stops.is_empty()) {
            for rows in place::own_instances(&form.nodes, &self.out.data, id) {
                for stop in &node.stops {
                    let scope = self.at(&stop.when, &rows);
                    if !scope.is_pending() && scope.holds() {
                        hits.push(hit(form, id, &stop.message, stop.source.as_ref()));
                    }
                }
            }
        }
        hits.dedup();
        self.out.stops = hits;
    }
}

fn hit(form: &Form, id: NodeId, message: &str, source: Option<&String>) -> StopHit {
    StopHit { message: message.to_owned(), source: source.cloned(), step: form.step_code(id) }
}
