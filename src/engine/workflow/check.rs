//! The model check of a workflow: what must be true of its graph and its clocks before it may serve a case.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::compile::Workflow;
use super::definition::{Action, State, Target, Trigger, Turn};
use super::effect::{ClockRuleVerb, Rule, What};
use super::fragment::{Entry, Expanded};
use super::role::Role;
use crate::base::fault::Fault;

/// All faults of the machine.
pub(super) fn model(file: &str, workflow: &Workflow, expanded: &Expanded) -> Vec<Fault> {
    let mut check = Check { workflow, expanded, faults: Vec::new() };
    if workflow.state(&workflow.initial).is_none() {
        return vec![Fault::new(
            file,
            "/initial",
            format!("there is no state `{}`", workflow.initial),
        )];
    }
    workflow.actions.iter().for_each(|a| check.references(a));
    if check.faults.is_empty() {
        workflow.actions.iter().for_each(|a| check.action(a));
        workflow.states.iter().for_each(|s| check.state(s));
        check.terms(file);
        check.graph();
    }
    check.faults
}

struct Check<'a> {
    workflow: &'a Workflow,
    expanded: &'a Expanded,
    faults: Vec<Fault>,
}

impl<'a> Check<'a> {
    fn fault(&mut self, entries: &[Entry], code: &str, below: &str, reason: &str) {
        let fault = entries
            .iter()
            .find(|e| e.code == code)
            .map_or_else(|| Fault::new("", "", reason), |entry| entry.fault(below, reason));
        self.faults.push(fault);
    }

    fn at_action(&mut self, action: &Action, below: &str, reason: impl Into<String>) {
        let entries = &self.expanded.actions;
        self.fault(entries, &action.code, below, &reason.into());
    }

    fn at_state(&mut self, state: &str, below: &str, reason: impl Into<String>) {
        let entries = &self.expanded.states;
        self.fault(entries, state, below, &reason.into());
    }

    /// Every state, term and flag named by an action exists.
    fn references(&mut self, action: &Action) {
        for state in &action.from {
            if self.workflow.state(state).is_none() {
                self.at_action(action, "/from", format!("there is no state `{state}`"));
            }
        }
        if let Target::State(state) = &action.to
            && self.workflow.state(state).is_none()
        {
            self.at_action(action, "/to", format!("there is no state `{state}`"));
        }
        let expiry = match &action.trigger {
            Some(Trigger::Expiry(term)) => Some(term),
            _ => None,
        };
        for term in action.within.iter().chain(expiry) {
            self.term_exists(action, term);
        }
        for rule in &action.effects {
            match &rule.what {
                What::Clock(clock) => self.term_exists(action, &clock.term),
                What::Request { due: Some(term), .. } => self.term_exists(action, term),
                What::Flag { name, .. } if !self.workflow.flags.iter().any(|f| f.name == *name) => {
                    self.at_action(action, "/effects", format!("there is no flag `{name}`"));
                }
                _ => {}
            }
        }
    }

    fn term_exists(&mut self, action: &Action, term: &str) {
        if !self.workflow.terms.iter().any(|t| t.code == term) {
            self.at_action(action, "", format!("there is no term `{term}`"));
        }
    }

    fn action(&mut self, action: &Action) {
        if action.by.is_empty() {
            self.at_action(action, "/by", "an action belongs to somebody");
        }
        let timed = action.by.contains(&Role::Timer);
        if timed != action.trigger.is_some() {
            self.at_action(action, "/fires", "what time does says when it `fires`, and only that");
        }
        if action.automatic && !action.by.contains(&Role::System) {
            self.at_action(action, "/automatic", "an automatic action is done by `system`");
        }
        if timed && action.to == Target::Stay && action.times.is_none() && action.when.is_empty() {
            self.at_action(
                action,
                "",
                "a timer that stays in its state would fire for ever: give it `times` or a guard",
            );
        }
        let leaves_end =
            action.from.iter().find(|s| self.workflow.state(s).is_some_and(|s| s.is_final));
        if let Some(state) = leaves_end.filter(|_| !action.after_end) {
            self.at_action(
                action,
                "/from",
                format!("`{state}` is final: only an action `after_end` may start from it"),
            );
        }
        if action.to == Target::Back
            && action.from.iter().any(|f| self.workflow.targets(action, f).is_empty())
        {
            self.at_action(
                action,
                "/back",
                "no action leads into the states it would go back from",
            );
        }
    }

    fn state(&mut self, state: &State) {
        if let Some(term) = &state.term
            && !self.workflow.terms.iter().any(|t| t.code == *term)
        {
            self.at_state(&state.code, "/term", format!("there is no term `{term}`"));
        }
        let waits = matches!(state.turn, Turn::Citizen | Turn::Body);
        let moved_by_us = self.workflow.actions.iter().any(|a| {
            a.from.contains(&state.code)
                && a.to != Target::Stay
                && a.by.iter().any(|r| r.is_office() || matches!(r, Role::Timer))
        });
        if waits && !state.is_final && !moved_by_us {
            let reason =
                "it waits for somebody who may never answer: give the office or a timer a way out";
            self.at_state(&state.code, "", reason);
        }
    }

    /// A term is started by someone and serves something.
    fn terms(&mut self, file: &str) {
        let workflow = self.workflow;
        let rules: Vec<&Rule> =
            workflow.actions.iter().flat_map(|a| &a.effects).chain(&workflow.opening).collect();
        for term in &workflow.terms {
            let started = rules.iter().any(|r| match &r.what {
                What::Clock(c) => c.term == term.code && matches!(c.verb, ClockRuleVerb::Start),
                _ => false,
            });
            if !started {
                let entries = &self.expanded.terms;
                self.fault(entries, &term.code, "", "nothing starts this term");
            }
            if !self.owned(&term.code) {
                let entries = &self.expanded.terms;
                let reason = "nobody cares for its end: no action fires on it, is bound by it or asks for it, no state shows it";
                self.fault(entries, &term.code, "", reason);
            }
        }
        for rule in &workflow.opening {
            if let What::Clock(clock) = &rule.what
                && !workflow.terms.iter().any(|t| t.code == clock.term)
            {
                self.faults.push(Fault::new(
                    file,
                    "/effects",
                    format!("there is no term `{}`", clock.term),
                ));
            }
        }
    }

    fn owned(&self, term: &str) -> bool {
        let fires = |a: &Action| matches!(&a.trigger, Some(Trigger::Expiry(t)) if t == term);
        let asks = |a: &Action| {
            let mut paths = a.when.iter().flat_map(|g| g.that.paths());
            paths.any(|p| matches!(p, [root, name, _] if root == "term" && name == term))
        };
        self.workflow
            .actions
            .iter()
            .any(|a| fires(a) || asks(a) || a.within.iter().any(|t| t == term))
            || self.workflow.states.iter().any(|s| s.term.as_deref() == Some(term))
    }

    /// Every state can be reached, and from every state an end can be reached.
    fn graph(&mut self) {
        let edges = self.edges();
        let forward =
            closure([self.workflow.initial.as_str()].into(), &edges, |(from, to)| (*from, *to));
        let ends =
            self.workflow.states.iter().filter(|s| s.is_final).map(|s| s.code.as_str()).collect();
        let backward = closure(ends, &edges, |(from, to)| (*to, *from));
        for state in &self.workflow.states {
            if !forward.contains(state.code.as_str()) {
                self.at_state(&state.code, "", "no case can ever get here");
            }
            if !backward.contains(state.code.as_str()) {
                self.at_state(&state.code, "", "a case that is here can never end");
            }
        }
    }

    fn edges(&self) -> Vec<(&'a str, &'a str)> {
        let workflow = self.workflow;
        let mut edges = Vec::new();
        for action in &workflow.actions {
            for from in &action.from {
                edges.extend(
                    workflow.targets(action, from).into_iter().map(|to| (from.as_str(), to)),
                );
            }
        }
        edges
    }
}

/// All that can be reached from `seen` along the edges, read in the direction given.
fn closure<'a>(
    mut seen: BTreeSet<&'a str>,
    edges: &[(&'a str, &'a str)],
    read: impl Fn(&(&'a str, &'a str)) -> (&'a str, &'a str),
) -> BTreeSet<&'a str> {
    loop {
        let before = seen.len();
        for edge in edges {
            let (from, to) = read(edge);
            if seen.contains(from) {
                seen.insert(to);
            }
        }
        if seen.len() == before {
            return seen;
        }
    }
}

/// The file with its fragments taken in, so that an old case can be compiled again without them.
pub(super) fn whole_source(body: &Map<String, Value>, expanded: &Expanded) -> Value {
    let mut whole = body.clone();
    whole.shift_remove("include");
    let sections = [
        ("parameters", &expanded.parameters),
        ("flags", &expanded.flags),
        ("terms", &expanded.terms),
        ("states", &expanded.states),
        ("actions", &expanded.actions),
    ];
    for (name, entries) in sections {
        let members: Map<String, Value> =
            entries.iter().map(|e| (e.code.clone(), e.value.clone())).collect();
        whole.insert(name.to_owned(), Value::Object(members));
    }
    Value::Object(whole)
}
