//! Random walks: whatever people and time do, nothing panics, nothing gets stuck, clocks stay readable.

use chrono::Days;
use proptest::prelude::*;
use serde_json::{Value, json};
use sportello::engine::workflow::{FiringKind, Role, Situation, Standing, Workflow};

use super::{fill, workflows};
use crate::terms::{calendar, date};

/// Parameters drawn from their own schemas.
fn parameters(workflow: &Workflow, seed: u64) -> Value {
    let drawn = workflow.parameters.iter().enumerate().map(|(i, p)| {
        let bit = seed >> (i % 60) & 1 == 1;
        let value = match (p.schema["type"].as_str(), p.schema["enum"].as_array()) {
            (_, Some(options)) => options[(seed >> (i % 30)) as usize % options.len()].clone(),
            (Some("boolean"), _) => json!(bit),
            _ => p.default(),
        };
        (p.name.clone(), value)
    });
    workflow.parameters(&[&Value::Object(drawn.collect())])
}

fn allowed(workflow: &Workflow, situation: &Situation<'_>) -> Vec<(String, Role)> {
    let mut found = Vec::new();
    for role in Role::ALL {
        let offers = workflow.actions(situation, &[role]);
        found.extend(offers.into_iter().filter(|o| o.allowed).map(|o| (o.code, role)));
    }
    found
}

/// A case is stuck if it is not final, nobody can move it and time never will.
fn assert_not_stuck(workflow: &Workflow, situation: &Situation<'_>) {
    let state = workflow.state(&situation.standing.state).expect("a state of the workflow");
    let moves = allowed(workflow, situation).iter().any(|(code, _)| {
        let action = workflow.action(code).unwrap();
        action.to != sportello::engine::workflow::Target::Stay
    });
    let stuck = !state.is_final && !moves && workflow.next_due(situation).is_none();
    assert!(!stuck, "{} is stuck in {}: {:?}", workflow.code, state.code, situation.standing);
}

fn walk(workflow: &Workflow, seed: u64, picks: &[(u16, u8, bool)]) {
    let param = parameters(workflow, seed);
    let case = json!({ "received_on": "2026-05-04", "protocol": "1/2026", "responsible": "R" });
    let (data, calendar) = (json!({}), calendar("patron 06-24"));
    let today = date("2026-05-04");
    let standing = Standing::new(&workflow.initial, today);
    let mut situation =
        Situation { standing, case: &case, data: &data, param: &param, calendar: &calendar, today };
    situation.standing = workflow.open(&situation).standing;
    for (pick, days, yes) in picks {
        situation.today = situation.today + Days::new(u64::from(*days));
        let day = situation.today;
        while let Some(firing) = workflow.due(&situation).into_iter().next() {
            situation.today = firing.on;
            situation.standing = match firing.what {
                FiringKind::Action { code } => {
                    workflow
                        .apply(&situation, &code, &Value::Null, &[Role::Timer], None)
                        .expect("a firing applies")
                        .standing
                }
                FiringKind::Reminder { term, days } => workflow.remind(&situation, &term, days).1,
            };
            situation.today = day;
        }
        assert_not_stuck(workflow, &situation);
        let offers = allowed(workflow, &situation);
        let Some((code, role)) = offers.get(usize::from(*pick) % offers.len().max(1)) else {
            continue;
        };
        let form = workflow
            .action(code)
            .unwrap()
            .input
            .as_ref()
            .map_or(Value::Null, |i| fill(&i.schema, *yes));
        if let Ok(step) = workflow.apply(&situation, code, &form, &[*role], None) {
            assert!(
                step.moves.len() < 16,
                "{}: automatic actions do not settle after {code}",
                workflow.code
            );
            situation.standing = step.standing;
        }
        assert_not_stuck(workflow, &situation);
    }
}

#[test]
fn no_walk_panics_or_gets_stuck() {
    let workflows = workflows();
    let cases = ProptestConfig::with_cases(60);
    let picks = proptest::collection::vec((any::<u16>(), 0u8..70, any::<bool>()), 1..25);
    proptest!(cases, |(which in 0..workflows.len(), seed in any::<u64>(), picks in picks)| {
        walk(&workflows[which], seed, &picks);
    });
}
