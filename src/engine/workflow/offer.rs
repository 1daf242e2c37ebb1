//! What an actor may do now, and why not the rest.

use serde::Serialize;
use serde_json::Value;

use super::compile::Workflow;
use super::definition::Action;
use super::role::Role;
use super::scene::Scene;
use super::situation::Situation;
use crate::engine::terms::phrase::{Before, long_day, sentence_case};
use crate::engine::terms::{ClockState, Deadline};

/// An action as offered to an actor.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Offer {
    /// Code of the action.
    pub code: String,
    /// Title of its button.
    pub title: String,
    /// What it does, in a line.
    pub description: Option<String>,
    /// Whether it can be done now.
    pub allowed: bool,
    /// Why not.
    pub refusal: Option<Refusal>,
    /// The small form to fill, a JSON Schema object as in docs/forms.md.
    pub input: Option<Value>,
}

/// Why an action is refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, thiserror::Error)]
#[error("{text}")]
pub struct Refusal {
    /// The kind of reason; a page may hide what is refused by `role` or `state`.
    pub kind: RefusalKind,
    /// Italian sentence.
    pub text: String,
}

/// The kinds of reason for a refusal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RefusalKind {
    /// There is no such action.
    Unknown,
    /// The case is in another state.
    State,
    /// It is up to somebody else.
    Role,
    /// It was done as many times as it may be.
    Times,
    /// Its term is over (or it waits for a term to be).
    Term,
    /// A condition does not hold.
    Guard,
    /// What was filled in is not complete or not valid.
    Input,
}

impl Refusal {
    pub(super) fn new(kind: RefusalKind, text: impl Into<String>) -> Self {
        Self { kind, text: text.into() }
    }
}

impl Workflow {
    /// Every action, allowed or refused with its reason, for an actor who has `roles`.
    pub fn actions(&self, situation: &Situation<'_>, roles: &[Role]) -> Vec<Offer> {
        let scene = Scene::new(self, situation, &Value::Null);
        self.actions.iter().map(|action| self.offer(action, &scene, roles)).collect()
    }

    fn offer(&self, action: &Action, scene: &Scene<'_>, roles: &[Role]) -> Offer {
        let refusal = self.refuse(action, scene, roles, false).err();
        Offer {
            code: action.code.clone(),
            title: action.title.clone(),
            description: action.description.clone(),
            allowed: refusal.is_none(),
            refusal,
            input: action.input.as_ref().map(|i| i.schema.clone()),
        }
    }

    /// The first reason why `action` cannot be done. Guards that read the input are asked only when it is there.
    pub(super) fn refuse(
        &self,
        action: &Action,
        scene: &Scene<'_>,
        roles: &[Role],
        with_input: bool,
    ) -> Result<(), Refusal> {
        self.refuse_state(action, scene)?;
        refuse_role(action, roles)?;
        refuse_times(action, scene)?;
        refuse_term(action, scene)?;
        let guard = action.when.iter().find(|g| {
            let reads_input = g.that.paths().any(|p| p.first().is_some_and(|root| root == "input"));
            (with_input || !reads_input) && !g.that.holds(scene)
        });
        guard.map_or(Ok(()), |g| Err(Refusal::new(RefusalKind::Guard, &g.message)))
    }

    fn refuse_state(&self, action: &Action, scene: &Scene<'_>) -> Result<(), Refusal> {
        let now = &scene.situation().standing.state;
        if action.from.contains(now) {
            return Ok(());
        }
        let title = |code: &str| {
            self.state(code).map_or_else(|| code.to_owned(), |s| format!("«{}»", s.title))
        };
        let text = match action.from.as_slice() {
            _ if self.state(now).is_some_and(|s| s.is_final) => {
                format!("La pratica è conclusa: {}.", title(now))
            }
            [] => "Non si può fare in nessuno stato.".to_owned(),
            [one] => format!(
                "Si può fare quando la pratica è in {}; ora è in {}.",
                title(one),
                title(now)
            ),
            many => {
                let list: Vec<String> = many.iter().take(3).map(|s| title(s)).collect();
                let more = if many.len() > 3 { " o in altri stati" } else { "" };
                format!(
                    "Si può fare quando la pratica è in {}{more}; ora è in {}.",
                    list.join(", "),
                    title(now)
                )
            }
        };
        Err(Refusal::new(RefusalKind::State, text))
    }
}

fn refuse_role(action: &Action, roles: &[Role]) -> Result<(), Refusal> {
    if action.by.iter().any(|r| roles.contains(r)) {
        return Ok(());
    }
    let who: Vec<&str> = action.by.iter().map(|r| r.label()).collect();
    let list = match who.split_last() {
        Some((last, [])) => (*last).to_owned(),
        Some((last, rest)) => format!("{} o {last}", rest.join(", ")),
        None => "nessuno".to_owned(),
    };
    Err(Refusal::new(RefusalKind::Role, format!("Lo può fare solo {list}.")))
}

fn refuse_times(action: &Action, scene: &Scene<'_>) -> Result<(), Refusal> {
    let done = scene.situation().standing.counts.get(&action.code).copied().unwrap_or(0);
    match action.times {
        Some(1) if done >= 1 => {
            Err(Refusal::new(RefusalKind::Times, "È già stato fatto: si può fare una volta sola."))
        }
        Some(most) if done >= most => Err(Refusal::new(
            RefusalKind::Times,
            format!("È già stato fatto {done} volte, il massimo."),
        )),
        _ => Ok(()),
    }
}

fn refuse_term(action: &Action, scene: &Scene<'_>) -> Result<(), Refusal> {
    for code in &action.within {
        let Some((term, deadline)) = scene.term(code).zip(scene.deadline(code)) else { continue };
        if deadline.state == ClockState::Expired {
            let text = format!(
                "Il termine «{}» è scaduto{} ({}): un atto adottato ora non avrebbe effetto.",
                term.title,
                on_date(deadline),
                term.source
            );
            return Err(Refusal::new(RefusalKind::Term, text));
        }
    }
    match &action.trigger {
        Some(super::definition::Trigger::Expiry(code)) if only_time(action) => {
            refuse_unexpired(code, scene)
        }
        _ => Ok(()),
    }
}

/// What happens by itself at the end of a term cannot happen before.
fn refuse_unexpired(code: &str, scene: &Scene<'_>) -> Result<(), Refusal> {
    let Some((term, deadline)) = scene.term(code).zip(scene.deadline(code)) else { return Ok(()) };
    if deadline.state == ClockState::Expired {
        return Ok(());
    }
    let text = format!(
        "Avviene da sé alla fine del termine «{}»: {}.",
        term.title,
        sentence_case(&deadline.text)
    );
    Err(Refusal::new(RefusalKind::Term, text))
}

fn only_time(action: &Action) -> bool {
    action.by.iter().all(|r| *r == Role::Timer)
}

fn on_date(deadline: &Deadline) -> String {
    deadline.date.map_or_else(String::new, |d| format!(" {}", Before::Il.with(d, &long_day(d))))
}
