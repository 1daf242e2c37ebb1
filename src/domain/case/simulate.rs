//! "If I ask for integrations today, when does it end?" The machine itself is asked: the action is done on a copy, then what
//! the citizen answers (or, when the answer comes too late, what time does), and the terms are reckoned before and after.
//! Nothing is written.

use chrono::{Days, NaiveDate};
use serde_json::{Map, Value, json};

use super::situation::Loaded;
use crate::domain::Scope;
use crate::engine::terms::{ClockState, simulate as compare};
use crate::engine::workflow::{FiringKind, Refusal, Role, Scene, Situation, Standing};

/// Things that time does in a row, at most.
const LONGEST: usize = 16;

/// An action that asks something of the citizen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Askable {
    pub code: String,
    pub title: String,
}

/// What would be.
#[derive(Debug, Clone)]
pub struct Projection {
    /// Title of the state after the action.
    pub asked_state: String,
    /// The day of the answer, or of the look at what time has done.
    pub answered_on: NaiveDate,
    /// Whether an answer of that day is still taken.
    pub answered: bool,
    /// Title of the state after that.
    pub final_state: String,
    pub terms: Vec<Moved>,
}

/// A term before and after.
#[derive(Debug, Clone)]
pub struct Moved {
    pub title: String,
    pub before: Option<NaiveDate>,
    pub after: Option<NaiveDate>,
    /// How it moves, in one sentence.
    pub text: String,
    /// How the new day comes about.
    pub why: String,
    pub source: String,
}

/// The actions that can be tried now.
pub fn askable(loaded: &Loaded, scope: &Scope, roles: &[Role]) -> Vec<Askable> {
    let offers = loaded.workflow.actions(&loaded.situation(scope.today), roles);
    let asks = |code: &str| loaded.workflow.paper_of(code).1;
    offers
        .into_iter()
        .filter(|o| o.allowed && asks(&o.code))
        .map(|o| Askable { code: o.code, title: o.title })
        .collect()
}

/// What would be if `action` were done today, giving `days` to answer, and the answer came after `later` days.
///
/// # Errors
/// The machine's refusal.
pub fn project(
    loaded: &Loaded,
    scope: &Scope,
    roles: &[Role],
    action: &str,
    days: u32,
    later: u32,
) -> Result<Projection, Refusal> {
    let workflow = &loaded.workflow;
    let now = loaded.situation(scope.today);
    let input = workflow.action(action).and_then(|a| a.input.as_ref()).map(|i| &i.schema);
    let input = input.map_or_else(|| json!({}), |schema| example(schema, days, scope.today));
    let asked = workflow.apply(&now, action, &input, roles, None)?;
    let day = scope.today.checked_add_days(Days::new(later.into())).unwrap_or(scope.today);
    let mut then = now.clone();
    then.standing = asked.standing.clone();
    then.today = day;
    let answered = answer(loaded, &then, days);
    let last = match answered.clone() {
        Some(standing) => standing,
        None => passing(loaded, then.clone()),
    };
    then.standing = last;
    let title = |standing: &Standing| {
        workflow.state(&standing.state).map_or_else(String::new, |s| s.title.clone())
    };
    Ok(Projection {
        asked_state: title(&asked.standing),
        answered_on: day,
        answered: answered.is_some(),
        final_state: title(&then.standing),
        terms: moved(loaded, &now, &then),
    })
}

/// The case after the citizen's answer; nothing if none is possible any more.
fn answer(loaded: &Loaded, then: &Situation<'_>, days: u32) -> Option<Standing> {
    let roles = [Role::Citizen];
    let offers = loaded.workflow.actions(then, &roles);
    offers.into_iter().filter(|o| o.allowed).find_map(|offer| {
        let schema = offer.input.as_ref();
        let input = schema.map_or_else(|| json!({}), |s| example(s, days, then.today));
        let step = loaded.workflow.apply(then, &offer.code, &input, &roles, None).ok()?;
        (step.standing.state != then.standing.state && !is_final(loaded, &step.standing))
            .then_some(step.standing)
    })
}

fn is_final(loaded: &Loaded, standing: &Standing) -> bool {
    loaded.workflow.state(&standing.state).is_some_and(|s| s.is_final)
}

/// The case after everything that time does until that day.
fn passing(loaded: &Loaded, mut then: Situation<'_>) -> Standing {
    for _ in 0..LONGEST {
        let due = loaded.workflow.due(&then).into_iter();
        let next = due.into_iter().find_map(|firing| match firing.what {
            FiringKind::Action { code } => Some((code, firing.on)),
            FiringKind::Reminder { .. } => None,
        });
        let Some((code, on)) = next else { break };
        let mut on_day = then.clone();
        on_day.today = on;
        let step = loaded.workflow.apply(&on_day, &code, &json!({}), &[Role::Timer], None);
        let Ok(step) = step else { break };
        then.standing = step.standing;
    }
    then.standing
}

/// Every term that has started, with how it moves.
fn moved(loaded: &Loaded, now: &Situation<'_>, then: &Situation<'_>) -> Vec<Moved> {
    let scene = Scene::new(&loaded.workflow, then, &Value::Null);
    let none = Vec::new();
    scene
        .deadlines()
        .filter(|(_, deadline)| deadline.state != ClockState::NotStarted)
        .map(|(term, deadline)| {
            let before = now.standing.clocks.get(&term.code).unwrap_or(&none);
            let after = then.standing.clocks.get(&term.code).unwrap_or(&none);
            let extra = after.get(before.len()..).unwrap_or_default();
            let compared = compare(term, before, extra, &loaded.calendar, then.today);
            Moved {
                title: term.title.clone(),
                before: compared.before.date,
                after: compared.after.date,
                text: compared.text,
                why: deadline.text.clone(),
                source: term.source.clone(),
            }
        })
        .collect()
}

/// The smallest input that a schema takes; whole numbers are `days`, within their bounds.
fn example(schema: &Value, days: u32, today: NaiveDate) -> Value {
    if let Some(first) = schema.get("enum").and_then(Value::as_array).and_then(|e| e.first()) {
        return first.clone();
    }
    let bound = |name: &str| schema.get(name).and_then(Value::as_i64);
    match schema.get("type").and_then(Value::as_str).unwrap_or("object") {
        "integer" | "number" => {
            let days = i64::from(days);
            json!(days.min(bound("maximum").unwrap_or(days)).max(bound("minimum").unwrap_or(0)))
        }
        "boolean" => json!(true),
        "string" if schema.get("format").and_then(Value::as_str) == Some("date") => json!(today),
        "string" => {
            let least = bound("minLength").unwrap_or(1).clamp(1, 200) as usize;
            Value::String("x".repeat(least))
        }
        "array" => {
            let items = schema.get("items").map(|items| example(items, days, today));
            Value::Array(items.into_iter().collect())
        }
        _ => {
            let required = schema.get("required").and_then(Value::as_array);
            let names: Vec<&str> =
                required.into_iter().flatten().filter_map(Value::as_str).collect();
            let properties = schema.get("properties").and_then(Value::as_object);
            let filled: Map<String, Value> = properties
                .into_iter()
                .flatten()
                .filter(|(name, _)| names.contains(&name.as_str()))
                .map(|(name, inner)| (name.clone(), example(inner, days, today)))
                .collect();
            Value::Object(filled)
        }
    }
}
