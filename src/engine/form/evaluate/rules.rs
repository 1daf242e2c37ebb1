//! Relations among fields, and eligibility.

use super::super::facts::StopHit;
use super::super::node::Assert;
use super::super::place;
use super::Run;

impl Run<'_> {
    /// Every `assert` whose parts do not all hold. One about answers none of which is given yet counts as missing
    /// answers, so that a page is not red before anything is written.
    pub(super) fn check_asserts(&mut self) {
        let form = self.form;
        for (id, node) in form.nodes.iter().enumerate().filter(|(_, node)| !node.asserts.is_empty())
        {
            for rows in place::own_instances(&form.nodes, &self.out.data, id) {
                for assert in &node.asserts {
                    if !self.is_broken(assert, &rows) {
                        continue;
                    }
                    let premature =
                        assert.that.iter().all(|part| self.at(part, &rows).is_premature());
                    let keyword = if premature { "required" } else { "assert" };
                    let at = assert.at.filter(|at| !self.is_hidden(*at, &rows)).unwrap_or(id);
                    self.report(assert.level, at, &rows, keyword, assert.message.clone());
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
                        hits.push(StopHit {
                            message: stop.message.clone(),
                            source: stop.source.clone(),
                            step: form.step_code(id),
                            premature: scope.is_premature(),
                        });
                    }
                }
            }
        }
        hits.dedup();
        self.out.stops = hits;
    }
}
