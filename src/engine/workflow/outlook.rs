//! What an action will do, in words, before it is done: for the person who is about to press its button.

use super::compile::Workflow;
use super::definition::{Action, Target};
use super::effect::{ClockRuleVerb, Effect, Rule, What};
use super::scene::Scene;
use super::situation::Situation;
use serde_json::Value;

impl Workflow {
    /// One Italian sentence for each thing that `action` will do in `situation`, in order. What depends on the input that is
    /// still to be filled is told as possible.
    pub fn outlook(&self, situation: &Situation<'_>, action: &str) -> Vec<String> {
        let Some(action) = self.action(action) else { return Vec::new() };
        let scene = Scene::new(self, situation, &Value::Null);
        let mut told: Vec<String> = self.destination(action).into_iter().collect();
        for rule in &action.effects {
            let Some(sentence) = self.sentence(rule) else { continue };
            match certainty(rule, &scene) {
                Certainty::Yes => told.push(sentence),
                Certainty::Perhaps => {
                    told.push(format!("{sentence} Dipende da quello che scrivi."));
                }
                Certainty::No => {}
            }
        }
        told.dedup();
        told
    }

    /// Whether `action` may make an act, and whether it asks the citizen for something.
    pub fn paper_of(&self, action: &str) -> (bool, bool) {
        let rules = self.action(action).map_or(&[][..], |a| a.effects.as_slice());
        let act = rules.iter().any(|r| matches!(r.what, What::Plain(Effect::Act { .. })));
        let request = rules.iter().any(|r| matches!(r.what, What::Request { .. }));
        (act, request)
    }

    /// Whether `action` may make an act that must be signed.
    pub fn signs(&self, action: &str) -> bool {
        let rules = self.action(action).map_or(&[][..], |a| a.effects.as_slice());
        rules.iter().any(|r| matches!(r.what, What::Plain(Effect::Act { signed: true, .. })))
    }

    fn destination(&self, action: &Action) -> Option<String> {
        match &action.to {
            Target::Stay => None,
            Target::State(code) => {
                let state = self.state(code)?;
                let end = if state.is_final { " e si chiude" } else { "" };
                Some(format!("La pratica passa a «{}»{end}.", state.title))
            }
            Target::Back => Some("La pratica torna al punto in cui era.".to_owned()),
        }
    }

    fn sentence(&self, rule: &Rule) -> Option<String> {
        match &rule.what {
            What::Clock(clock) => {
                let title = self.terms.iter().find(|t| t.code == clock.term)?.title.as_str();
                Some(format!("{} il termine «{title}».", clock_verb(&clock.verb)))
            }
            What::Flag { .. } => None,
            What::Request { .. } => Some(
                "Chi ha presentato la pratica trova la richiesta nella sua area personale e può rispondere."
                    .to_owned(),
            ),
            What::Assign { .. } => Some("Cambia chi segue la pratica.".to_owned()),
            What::Consult { .. } => Some("Si interpellano altri uffici o enti.".to_owned()),
            What::Plain(effect) => plain(effect),
        }
    }
}

enum Certainty {
    Yes,
    Perhaps,
    No,
}

fn certainty(rule: &Rule, scene: &Scene<'_>) -> Certainty {
    let Some(when) = &rule.when else { return Certainty::Yes };
    let reads_input = when.paths().any(|p| p.first().is_some_and(|root| root == "input"));
    match (reads_input, when.holds(scene)) {
        (true, _) => Certainty::Perhaps,
        (false, true) => Certainty::Yes,
        (false, false) => Certainty::No,
    }
}

fn clock_verb(verb: &ClockRuleVerb) -> &'static str {
    match verb {
        ClockRuleVerb::Start => "Parte",
        ClockRuleVerb::Suspend { .. } => "Si sospende",
        ClockRuleVerb::Resume { .. } => "Riprende",
        ClockRuleVerb::Interrupt => "Si interrompe",
        ClockRuleVerb::Restart | ClockRuleVerb::Reset => "Ricomincia da capo",
        ClockRuleVerb::Extend { .. } => "Si allunga",
        ClockRuleVerb::Fulfil => "È rispettato e si chiude",
        ClockRuleVerb::Stop => "Si ferma",
    }
}

fn plain(effect: &Effect) -> Option<String> {
    match effect {
        Effect::Act { title, signed, .. } => {
            let how = if *signed { ", da firmare" } else { "" };
            Some(format!("Si crea l'atto «{title}»{how}: chi ha presentato la pratica lo vede."))
        }
        Effect::Register { direction } => {
            let way = match direction.as_str() {
                "incoming" => "in entrata",
                "outgoing" => "in uscita",
                _ => "interno",
            };
            Some(format!("Si registra al protocollo un documento {way}."))
        }
        Effect::Notify { to, .. } => {
            let people: Vec<&str> = to.iter().map(|code| audience(code)).collect();
            Some(format!("Si avvisa {}.", people.join(", ")))
        }
        Effect::Pay { .. } => Some("Si chiede il pagamento degli importi dovuti.".to_owned()),
        Effect::Task { title, .. } => Some(format!("Si affida un'attività: {title}.")),
        Effect::Publish { .. } => Some("Si pubblica l'atto.".to_owned()),
        _ => None,
    }
}

fn audience(code: &str) -> &'static str {
    match code {
        "presenter" => "chi ha presentato la pratica",
        "holders" => "i titolari",
        "signers" => "chi ha firmato",
        "proxies" => "i delegati",
        "counterparties" => "i controinteressati",
        "bodies" => "gli enti interpellati",
        "office" => "l'ufficio",
        "responsible" => "il responsabile del procedimento",
        "manager" => "il dirigente",
        _ => "gli altri interessati",
    }
}
