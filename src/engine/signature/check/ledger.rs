//! The list of checks of one signature, and the verdict that follows from it.

use crate::engine::signature::report::{Check, SubIndication, Verdict};

/// Checks in the order in which they were made.
#[derive(Debug, Default)]
pub struct Ledger {
    checks: Vec<Check>,
    worst: Option<(Verdict, SubIndication)>,
    reason: Option<String>,
}

impl Ledger {
    /// Records a check that changes nothing in the verdict.
    pub fn note(&mut self, check: Check) {
        self.checks.push(check);
    }

    /// Records a check that makes the verdict at least this bad; the first of the worst gives the sub-indication.
    pub fn lower(&mut self, check: Check, verdict: Verdict, sub: SubIndication) {
        if self.worst.is_none_or(|(known, _)| verdict > known) {
            self.worst = Some((verdict, sub));
            self.reason = Some(check.message.clone());
        }
        self.checks.push(check);
    }

    /// Shorthand for a failed check whose verdict is TOTAL_FAILED.
    pub fn fail(&mut self, check: Check, sub: SubIndication) {
        self.lower(check, Verdict::TotalFailed, sub);
    }

    /// Shorthand for a check that leaves the verdict INDETERMINATE.
    pub fn doubt(&mut self, check: Check, sub: SubIndication) {
        self.lower(check, Verdict::Indeterminate, sub);
    }

    /// The verdict so far.
    pub fn verdict(&self) -> (Verdict, Option<SubIndication>) {
        self.worst.map_or((Verdict::TotalPassed, None), |(verdict, sub)| (verdict, Some(sub)))
    }

    /// The sentence of the check that decided the verdict, if it is no pass.
    pub fn reason(&self) -> Option<String> {
        self.reason.clone()
    }

    /// The checks.
    pub fn into_checks(self) -> Vec<Check> {
        self.checks
    }
}
