//! Every (state, action, role) of every workflow: allowed, or refused with a reason. The table of each is a snapshot.

use std::fmt::Write as _;

use serde_json::{Value, json};
use sportello::engine::workflow::{RefusalKind, Role, Situation, Standing, Workflow};

use super::workflows;
use crate::terms::{calendar, date};

fn table(workflow: &Workflow) -> String {
    let case = json!({ "received_on": "2026-05-04", "protocol": "123/2026" });
    let (data, param) = (json!({}), workflow.parameters(&[]));
    let calendar = calendar("-");
    let mut out = String::new();
    for state in &workflow.states {
        let standing = Standing::new(&state.code, date("2026-05-04"));
        let situation = Situation {
            standing,
            case: &case,
            data: &data,
            param: &param,
            calendar: &calendar,
            today: date("2026-05-05"),
        };
        let _ = writeln!(out, "{} «{}»", state.code, state.title);
        let offers = Role::ALL.map(|role| (role, workflow.actions(&situation, &[role])));
        for action in &workflow.actions {
            let mut allowed = Vec::new();
            let mut reason = None;
            for (role, offers) in &offers {
                let offer = offers.iter().find(|o| o.code == action.code).unwrap();
                check_agreement(workflow, &situation, &action.code, *role, offer.allowed);
                match &offer.refusal {
                    None => allowed.push(role.code()),
                    Some(refusal) => {
                        assert!(
                            refusal.text.ends_with('.') && refusal.text.len() > 10,
                            "{}",
                            refusal.text
                        );
                        if !matches!(refusal.kind, RefusalKind::State | RefusalKind::Role) {
                            reason = Some(refusal.text.clone());
                        }
                    }
                }
            }
            match (allowed.is_empty(), reason) {
                (false, _) => writeln!(out, "  {}: {}", action.code, allowed.join(", ")).unwrap(),
                (true, Some(why)) => writeln!(out, "  {}: no. {why}", action.code).unwrap(),
                (true, None) => {}
            }
        }
    }
    out
}

/// What is offered can be applied (with an input its form accepts, its guards on the input aside), what is not cannot.
fn check_agreement(
    workflow: &Workflow,
    situation: &Situation<'_>,
    action: &str,
    role: Role,
    offered: bool,
) {
    let form = workflow
        .action(action)
        .unwrap()
        .input
        .as_ref()
        .map_or(Value::Null, |i| super::fill(&i.schema, true));
    match workflow.apply(situation, action, &form, &[role], None) {
        Ok(step) => {
            assert!(offered, "{action} was applied though not offered to {}", role.code());
            assert!(workflow.state(&step.standing.state).is_some());
            assert!(!step.public.is_empty() && !step.public.contains("{{"));
        }
        Err(refusal) => {
            let by_input = matches!(refusal.kind, RefusalKind::Guard | RefusalKind::Input);
            assert!(
                !offered || by_input,
                "{action} was offered to {} and refused: {refusal}",
                role.code()
            );
            assert_ne!(
                refusal.kind,
                RefusalKind::Input,
                "{}: the smallest input of {action} is refused",
                workflow.code
            );
        }
    }
}

#[test]
fn every_state_action_and_role() {
    for workflow in workflows() {
        insta::assert_snapshot!(format!("matrix-{}", workflow.code), table(&workflow));
    }
}

#[test]
fn nobody_without_a_role_may_do_anything() {
    let (case, data, calendar) = (json!({}), json!({}), calendar("-"));
    for workflow in workflows() {
        let param = workflow.parameters(&[]);
        for state in &workflow.states {
            let standing = Standing::new(&state.code, date("2026-05-04"));
            let today = date("2026-05-05");
            let situation = Situation {
                standing,
                case: &case,
                data: &data,
                param: &param,
                calendar: &calendar,
                today,
            };
            assert!(workflow.actions(&situation, &[]).iter().all(|o| !o.allowed));
        }
    }
}
