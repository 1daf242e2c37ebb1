//! Doing an action: the new standing, and what must be carried out.

use serde::Serialize;
use serde_json::Value;

use super::compile::Workflow;
use super::condition::Condition;
use super::definition::{Action, Target};
use super::effect::{ClockRule, ClockRuleVerb, Effect, Operand, Rule, What};
use super::offer::{Refusal, RefusalKind};
use super::role::Role;
use super::scene::Scene;
use super::situation::{Situation, Standing};
use crate::engine::terms::{ClockEvent, ClockVerb};

/// Automatic actions that may follow one another in a step; a longer chain is a mistake of the file.
const LONGEST_CHAIN: usize = 16;

/// The result of an action.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Step {
    /// The action asked, then the automatic ones that followed.
    pub moves: Vec<Move>,
    /// What must be carried out, in order.
    pub effects: Vec<Effect>,
    /// What happened to the clocks, already in `standing`.
    pub clock: Vec<(String, ClockEvent)>,
    /// The machine's memory afterwards, to be stored.
    pub standing: Standing,
    /// What the citizen now reads.
    pub public: String,
}

/// One passage of the machine, for the history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Move {
    /// Code of the action.
    pub action: String,
    /// Its title.
    pub title: String,
    /// State before.
    pub from: String,
    /// State after.
    pub to: String,
}

impl Workflow {
    /// Opens a case: initial state, opening effects, automatic actions. `situation.standing` is ignored.
    pub fn open(&self, situation: &Situation<'_>) -> Step {
        let mut doing = Doing::new(self, situation);
        doing.situation.standing = Standing::new(&self.initial, situation.today);
        doing.carry_out(&self.opening, &Value::Null, None);
        doing.follow();
        doing.finish()
    }

    /// Does `action` with its `input`, for an actor who has `roles`, on `situation.today`. `act` is the reference that
    /// proves it (a protocol number), kept with the clock events.
    ///
    /// # Errors
    /// The [`Refusal`], with its Italian reason; nothing has changed.
    pub fn apply(
        &self,
        situation: &Situation<'_>,
        action: &str,
        input: &Value,
        roles: &[Role],
        act: Option<&str>,
    ) -> Result<Step, Refusal> {
        let found = self.action(action).ok_or_else(|| {
            Refusal::new(RefusalKind::Unknown, "Questa azione non esiste in questo procedimento.")
        })?;
        let scene = Scene::new(self, situation, input);
        self.refuse(found, &scene, roles, false)?;
        refuse_input(found, input)?;
        self.refuse(found, &scene, roles, true)?;
        drop(scene);
        let mut doing = Doing::new(self, situation);
        doing.run(found, input, act);
        doing.follow();
        Ok(doing.finish())
    }
}

fn refuse_input(action: &Action, input: &Value) -> Result<(), Refusal> {
    let Some(form) = &action.input else { return Ok(()) };
    let Some(error) = form.validator.iter_errors(input).next() else { return Ok(()) };
    // The validator's own text may quote what was typed: name the field only.
    let field = field_title(&form.schema, error.instance_path().as_str(), &error);
    let text = match field {
        Some(title) => format!("Completa o correggi «{title}»."),
        None => "Completa i dati richiesti.".to_owned(),
    };
    Err(Refusal::new(RefusalKind::Input, text))
}

fn field_title(
    schema: &Value,
    path: &str,
    error: &jsonschema::ValidationError<'_>,
) -> Option<String> {
    let field = match error.kind() {
        jsonschema::error::ValidationErrorKind::Required { property } if path.is_empty() => {
            property.as_str().map(str::to_owned)
        }
        _ => path.trim_start_matches('/').split('/').next().map(str::to_owned),
    }?;
    schema.pointer(&format!("/properties/{field}/title")).and_then(Value::as_str).map(str::to_owned)
}

/// A step in the making.
struct Doing<'w, 'a> {
    workflow: &'w Workflow,
    situation: Situation<'a>,
    moves: Vec<Move>,
    effects: Vec<Effect>,
    clock: Vec<(String, ClockEvent)>,
}

impl<'w, 'a> Doing<'w, 'a> {
    fn new(workflow: &'w Workflow, situation: &Situation<'a>) -> Self {
        Self {
            workflow,
            situation: situation.clone(),
            moves: Vec::new(),
            effects: Vec::new(),
            clock: Vec::new(),
        }
    }

    fn run(&mut self, action: &Action, input: &Value, act: Option<&str>) {
        let from = self.situation.standing.state.clone();
        *self.situation.standing.counts.entry(action.code.clone()).or_insert(0) += 1;
        self.carry_out(&action.effects, input, act);
        let to = self.target(action, &from);
        if to != from {
            let standing = &mut self.situation.standing;
            // Going back is not entering anew: where that state was entered from stays as it was.
            if action.to != Target::Back {
                standing.entered_from.insert(to.clone(), from.clone());
            }
            standing.state.clone_from(&to);
            standing.since = self.situation.today;
        }
        self.moves.push(Move {
            action: action.code.clone(),
            title: action.title.clone(),
            from,
            to,
        });
    }

    fn target(&self, action: &Action, from: &str) -> String {
        match &action.to {
            Target::Stay => from.to_owned(),
            Target::State(code) => code.clone(),
            Target::Back => {
                let origin = self.situation.standing.entered_from.get(from);
                origin.cloned().unwrap_or_else(|| from.to_owned())
            }
        }
    }

    /// Automatic actions, as long as one is possible.
    fn follow(&mut self) {
        for _ in 0..LONGEST_CHAIN {
            let scene = Scene::new(self.workflow, &self.situation, &Value::Null);
            let next = self.workflow.actions.iter().find(|a| {
                a.automatic && self.workflow.refuse(a, &scene, &[Role::System], true).is_ok()
            });
            drop(scene);
            let Some(action) = next else { break };
            self.run(action, &Value::Null, None);
        }
    }

    fn finish(self) -> Step {
        let scene = Scene::new(self.workflow, &self.situation, &Value::Null);
        let state = self.workflow.state(&self.situation.standing.state);
        let public = state.map(|s| s.public.render(&scene)).unwrap_or_default();
        drop(scene);
        Step {
            moves: self.moves,
            effects: self.effects,
            clock: self.clock,
            standing: self.situation.standing,
            public,
        }
    }

    /// Effects see what the ones before them did (a term started here has its date).
    fn carry_out(&mut self, rules: &[Rule], input: &Value, act: Option<&str>) {
        for rule in rules {
            if let (None, What::Plain(effect)) = (&rule.when, &rule.what) {
                self.effects.push(effect.clone());
                continue;
            }
            let scene = Scene::new(self.workflow, &self.situation, input);
            if rule.when.as_ref().is_some_and(|when| !when.holds(&scene)) {
                continue;
            }
            match resolve(&rule.what, &scene, act) {
                Resolved::Clock(term, event) => {
                    drop(scene);
                    self.situation
                        .standing
                        .clocks
                        .entry(term.clone())
                        .or_default()
                        .push(event.clone());
                    self.clock.push((term, event));
                }
                Resolved::Flag(name, value) => {
                    drop(scene);
                    self.situation.standing.flags.insert(name, value);
                }
                Resolved::Effect(effect) => self.effects.push(effect),
            }
        }
    }
}

enum Resolved {
    Clock(String, ClockEvent),
    Flag(String, Value),
    Effect(Effect),
}

fn resolve(what: &What, scene: &Scene<'_>, act: Option<&str>) -> Resolved {
    let value = |c: &Option<Condition>| c.as_ref().map_or(Value::Null, |c| c.value(scene));
    match what {
        What::Clock(rule) => Resolved::Clock(rule.term.clone(), clock_event(rule, scene, act)),
        What::Flag { name, value } => Resolved::Flag(name.clone(), operand(value, scene)),
        What::Request { kind, items, due } => Resolved::Effect(Effect::Request {
            request: kind.clone(),
            items: value(items),
            due: due.clone(),
        }),
        What::Assign { to } => Resolved::Effect(Effect::Assign { to: operand(to, scene) }),
        What::Consult { bodies, days, silence } => Resolved::Effect(Effect::Consult {
            bodies: value(bodies),
            days: days.as_ref().and_then(|d| d.number(scene)).map(i64::from),
            silence: silence.clone(),
        }),
        What::Plain(effect) => Resolved::Effect(effect.clone()),
    }
}

fn operand(operand: &Operand, scene: &Scene<'_>) -> Value {
    match operand {
        Operand::Literal(value) => value.clone(),
        Operand::Of(condition) => condition.value(scene),
    }
}

fn clock_event(rule: &ClockRule, scene: &Scene<'_>, act: Option<&str>) -> ClockEvent {
    let number = |c: &Option<Condition>| c.as_ref().and_then(|c| c.number(scene));
    let verb = match &rule.verb {
        ClockRuleVerb::Start => ClockVerb::Start,
        ClockRuleVerb::Suspend { cause, max_days } => {
            ClockVerb::Suspend { cause: cause.clone(), max_days: number(max_days) }
        }
        ClockRuleVerb::Resume { cause, after_days } => {
            ClockVerb::Resume { cause: cause.clone(), after_days: number(after_days).unwrap_or(0) }
        }
        ClockRuleVerb::Interrupt => ClockVerb::Interrupt,
        ClockRuleVerb::Restart => ClockVerb::Restart,
        ClockRuleVerb::Reset => ClockVerb::Reset,
        ClockRuleVerb::Extend { days, to } => {
            ClockVerb::Extend { days: number(days), to: to.as_ref().and_then(|c| c.day(scene)) }
        }
        ClockRuleVerb::Fulfil => ClockVerb::Fulfil,
        ClockRuleVerb::Stop => ClockVerb::Stop,
    };
    let on = rule.on.as_ref().and_then(|c| c.day(scene)).unwrap_or(scene.situation().today);
    ClockEvent { on, verb, reason: rule.reason.clone(), act: act.map(str::to_owned) }
}
