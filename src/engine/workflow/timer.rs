//! What time does by itself: actions at the end of a term, after idleness, on a day; reminders before.

use chrono::{Duration, NaiveDate};
use serde::Serialize;
use serde_json::{Value, json};

use super::compile::Workflow;
use super::definition::{Action, Silence, TermRule, Trigger};
use super::effect::Effect;
use super::role::Role;
use super::scene::Scene;
use super::situation::{Situation, Standing};
use crate::engine::terms::{ClockState, Deadline};

/// Something that time brings about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Firing {
    /// The first day on which it is true; apply it with this day as `today`.
    pub on: NaiveDate,
    /// What it is.
    pub what: FiringKind,
}

/// The kinds of firing.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum FiringKind {
    /// An action to apply with [`Role::Timer`].
    Action {
        /// Its code.
        code: String,
    },
    /// A reminder: see [`Workflow::remind`].
    Reminder {
        /// The term.
        term: String,
        /// Days before its end.
        days: u32,
    },
}

/// What is promised at the start: by when, and what silence means (art. 18-bis L. 241/1990).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Promise {
    /// The term of the decision.
    pub deadline: Deadline,
    /// Its title.
    pub title: String,
    /// What happens when it ends and nobody has said anything.
    pub silence: Option<Silence>,
}

impl Workflow {
    /// What fires on `situation.today` or should have fired before, earliest first.
    ///
    /// After applying the first, ask again: it may have changed the rest.
    pub fn due(&self, situation: &Situation<'_>) -> Vec<Firing> {
        let mut firings = self.candidates(situation);
        firings.retain(|f| f.on <= situation.today);
        firings
    }

    /// The first day on which [`Workflow::due`] will answer something, if nothing else happens: what to index.
    pub fn next_due(&self, situation: &Situation<'_>) -> Option<NaiveDate> {
        self.candidates(situation).first().map(|f| f.on)
    }

    /// Everything that time will do from the present standing, each with the day from which its conditions hold.
    fn candidates(&self, situation: &Situation<'_>) -> Vec<Firing> {
        let scene = Scene::new(self, situation, &Value::Null);
        let mut firings: Vec<Firing> = Vec::new();
        let here = |a: &&Action| a.from.contains(&situation.standing.state);
        for action in self.actions.iter().filter(here) {
            let on = action.trigger.as_ref().and_then(|t| first_day(t, &scene));
            let on = on.filter(|on| self.fires(action, situation, *on));
            firings.extend(
                on.map(|on| Firing { on, what: FiringKind::Action { code: action.code.clone() } }),
            );
        }
        for term in &self.terms {
            firings.extend(reminders(term, &scene));
        }
        firings.sort();
        firings
    }

    /// Whether the action is possible for time on that day.
    fn fires(&self, action: &Action, situation: &Situation<'_>, on: NaiveDate) -> bool {
        let then = Situation { today: on, ..situation.clone() };
        let scene = Scene::new(self, &then, &Value::Null);
        self.refuse(action, &scene, &[Role::Timer], true).is_ok()
    }

    /// The effects of a reminder and the standing that remembers it.
    pub fn remind(
        &self,
        situation: &Situation<'_>,
        term: &str,
        days: u32,
    ) -> (Vec<Effect>, Standing) {
        let scene = Scene::new(self, situation, &Value::Null);
        let mut standing = situation.standing.clone();
        let rule = self.terms.iter().find(|t| t.code == term);
        let date = scene.deadline(term).and_then(|d| d.date);
        let (Some(rule), Some(date)) = (rule, date) else { return (Vec::new(), standing) };
        standing.flags.insert(reminder_key(term, days, date), json!(true));
        let effect = Effect::Notify {
            template: "promemoria_scadenza".into(),
            to: rule.remind_to.clone(),
            legal: false,
        };
        (vec![effect], standing)
    }

    /// The deadline of the decision and what silence would mean in this case.
    pub fn promise(&self, situation: &Situation<'_>) -> Option<Promise> {
        let scene = Scene::new(self, situation, &Value::Null);
        let rule = self.terms.iter().filter(|t| t.decision).max_by_key(|t| {
            scene.deadline(&t.code).map_or(0, |d| match d.state {
                ClockState::Running | ClockState::Suspended | ClockState::Interrupted => 2,
                ClockState::NotStarted => 0,
                _ => 1,
            })
        })?;
        let deadline = scene.deadline(&rule.code)?.clone();
        Some(Promise {
            silence: self.silence_of(&rule.code, situation),
            title: rule.title.clone(),
            deadline,
        })
    }

    /// The silence that would form at the end of a term: the first of its actions whose guards hold today.
    fn silence_of(&self, term: &str, situation: &Situation<'_>) -> Option<Silence> {
        let scene = Scene::new(self, situation, &Value::Null);
        self.actions
            .iter()
            .filter(|a| matches!(&a.trigger, Some(Trigger::Expiry(t)) if t == term))
            .filter(|a| a.silence.is_some())
            .find(|a| a.when.iter().filter(|g| !reads_clock(&g.that)).all(|g| g.that.holds(&scene)))
            .and_then(|a| a.silence)
    }
}

/// A guard over clocks speaks of the moment of firing, not of the kind of case.
fn reads_clock(condition: &super::condition::Condition) -> bool {
    condition.paths().any(|p| p.first().is_some_and(|root| root == "term"))
}

fn first_day(trigger: &Trigger, scene: &Scene<'_>) -> Option<NaiveDate> {
    match trigger {
        // The last day is still useful: time acts on the day after.
        Trigger::Expiry(term) => {
            let deadline = scene.deadline(term)?;
            let open = !matches!(deadline.state, ClockState::Fulfilled | ClockState::Stopped);
            deadline.date.filter(|_| open).and_then(|d| d.succ_opt())
        }
        Trigger::Idle(days) => {
            let days = days.number(scene)?;
            scene.situation().standing.since.checked_add_signed(Duration::days(i64::from(days)))
        }
        Trigger::Day(day) => day.day(scene),
    }
}

fn reminders(rule: &TermRule, scene: &Scene<'_>) -> Vec<Firing> {
    let Some(deadline) = scene.deadline(&rule.code) else { return Vec::new() };
    let Some(date) = deadline.date.filter(|_| deadline.state == ClockState::Running) else {
        return Vec::new();
    };
    let flags = &scene.situation().standing.flags;
    let today = scene.situation().today;
    let due = rule
        .remind
        .iter()
        .filter(|days| !flags.contains_key(&reminder_key(&rule.code, **days, date)));
    due.filter_map(|days| {
        let on = date - Duration::days(i64::from(*days));
        // A reminder whose end is already past helps nobody; one before the start was never due.
        let useful = date >= today && deadline.start.is_some_and(|start| on > start);
        useful.then(|| Firing {
            on,
            what: FiringKind::Reminder { term: rule.code.clone(), days: *days },
        })
    })
    .collect()
}

fn reminder_key(term: &str, days: u32, date: NaiveDate) -> String {
    format!("ricordato.{term}.{days}.{date}")
}
