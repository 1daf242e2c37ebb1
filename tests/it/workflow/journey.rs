//! Journeys in files: what people do and what time does, with the states, dates and sentences that must result.
//!
//! `{ "workflow", "param", "case", "calendar", "steps": [ … ] }`; a step is `{ "on", "do", "as", "input" }` or
//! `{ "on", "time": [fired actions] }`, each with an optional `expect`: `state`, `public`, `refused` (part of the reason),
//! `term` (name → line), `date` (name → ISO date), `effects` (kinds or templates that must be there), `next_due`,
//! `silence`.

use serde_json::{Value, json};
use sportello::engine::workflow::{FiringKind, Role, Scene, Situation, Step, Workflow};

use super::{folder, workflow};
use crate::terms::{calendar, date};

fn role(code: &str) -> Role {
    serde_json::from_value(json!(code)).unwrap_or_else(|_| panic!("no role {code}"))
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_else(|| panic!("`{key}` missing in {value}"))
}

/// Lets time act up to the day of the situation; returns what fired.
fn let_time_pass(
    workflow: &Workflow,
    situation: &mut Situation<'_>,
) -> (Vec<String>, Option<Step>) {
    let (mut fired, mut last) = (Vec::new(), None);
    let day = situation.today;
    for _ in 0..50 {
        situation.today = day;
        let Some(firing) = workflow.due(situation).into_iter().next() else { break };
        situation.today = firing.on;
        match firing.what {
            FiringKind::Action { code } => {
                let step =
                    workflow.apply(situation, &code, &Value::Null, &[Role::Timer], None).unwrap();
                situation.standing = step.standing.clone();
                fired.push(code);
                last = Some(step);
            }
            FiringKind::Reminder { term, days } => {
                let (effects, standing) = workflow.remind(situation, &term, days);
                assert_eq!(effects.len(), 1);
                situation.standing = standing;
            }
        }
    }
    situation.today = day;
    assert!(workflow.due(situation).is_empty(), "time never stops firing");
    (fired, last)
}

fn expect(
    workflow: &Workflow,
    situation: &Situation<'_>,
    step: Option<&Step>,
    expected: &Value,
    at: &str,
) {
    let scene = Scene::new(workflow, situation, &Value::Null);
    let state = workflow.state(&situation.standing.state).unwrap();
    for (key, wanted) in expected.as_object().into_iter().flatten() {
        match key.as_str() {
            "state" => assert_eq!(json!(state.code), *wanted, "{at}"),
            "public" => assert_eq!(json!(state.public.render(&scene)), *wanted, "{at}"),
            "term" => wanted.as_object().unwrap().iter().for_each(|(term, line)| {
                assert_eq!(json!(scene.deadline(term).unwrap().text), *line, "{at}, {term}");
            }),
            "date" => wanted.as_object().unwrap().iter().for_each(|(term, day)| {
                assert_eq!(json!(scene.deadline(term).unwrap().date), *day, "{at}, {term}");
            }),
            "effects" => wanted.as_array().unwrap().iter().for_each(|name| {
                let all = serde_json::to_string(&step.unwrap().effects).unwrap();
                assert!(all.contains(name.as_str().unwrap()), "{at}: no {name} in {all}");
            }),
            "next_due" => assert_eq!(json!(workflow.next_due(situation)), *wanted, "{at}"),
            "silence" => {
                assert_eq!(json!(workflow.promise(situation).unwrap().silence), *wanted, "{at}")
            }
            "refused" => {}
            other => panic!("{at}: unknown expectation {other}"),
        }
    }
}

fn run(name: &str, journey: &Value) {
    let workflow = workflow(text(journey, "workflow"));
    let param = workflow.parameters(&[&journey["param"]]);
    let calendar = calendar(journey["calendar"].as_str().unwrap_or("-"));
    let steps = journey["steps"].as_array().unwrap();
    let mut situation = Situation {
        standing: sportello::engine::workflow::Standing::new(
            "",
            date(text(&journey["case"], "received_on")),
        ),
        case: &journey["case"],
        data: &journey["data"],
        param: &param,
        calendar: &calendar,
        today: date(text(&journey["case"], "received_on")),
    };
    let opening = workflow.open(&situation);
    situation.standing = opening.standing.clone();
    expect(&workflow, &situation, Some(&opening), &journey["expect"], &format!("{name}, opening"));
    for (i, step) in steps.iter().enumerate() {
        let at = format!("{name}, step {i} on {}", text(step, "on"));
        situation.today = date(text(step, "on"));
        let done = if step["time"].is_array() {
            let (fired, done) = let_time_pass(&workflow, &mut situation);
            assert_eq!(json!(fired), step["time"], "{at}");
            done
        } else {
            act(&workflow, &mut situation, step, &at)
        };
        let kept: sportello::engine::workflow::Standing =
            serde_json::from_value(serde_json::to_value(&situation.standing).unwrap()).unwrap();
        assert_eq!(kept, situation.standing, "{at}: what is stored is not what was");
        expect(&workflow, &situation, done.as_ref(), &step["expect"], &at);
    }
}

fn act(workflow: &Workflow, situation: &mut Situation<'_>, step: &Value, at: &str) -> Option<Step> {
    let result = workflow.apply(
        situation,
        text(step, "do"),
        &step["input"],
        &[role(text(step, "as"))],
        Some("77/2026"),
    );
    match (result, step["expect"]["refused"].as_str()) {
        (Ok(done), None) => {
            situation.standing = done.standing.clone();
            Some(done)
        }
        (Err(refusal), Some(part)) => {
            assert!(refusal.text.contains(part), "{at}: refused, but: {refusal}");
            None
        }
        (Ok(_), Some(part)) => panic!("{at}: should be refused: {part}"),
        (Err(refusal), None) => panic!("{at}: refused: {refusal}"),
    }
}

#[test]
fn every_journey_goes_as_written() {
    let journeys = folder("tests/it/workflow/journeys");
    assert!(journeys.len() >= 12);
    for (name, journey) in journeys {
        run(&name, &journey);
    }
}
