//! What an action brings about: rules as written in the file, effects as handed to whoever carries them out.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::condition::Condition;

/// An effect of an action, if its condition holds.
#[derive(Debug, Clone)]
pub struct Rule {
    pub(super) when: Option<Condition>,
    pub(super) what: What,
}

#[derive(Debug, Clone)]
pub(super) enum What {
    Clock(Box<ClockRule>),
    Flag { name: String, value: Operand },
    Request { kind: String, items: Option<Condition>, due: Option<String> },
    Assign { to: Operand },
    Consult { bodies: Option<Condition>, days: Option<Condition>, silence: String },
    Plain(Effect),
}

#[derive(Debug, Clone)]
pub(super) enum Operand {
    Literal(Value),
    Of(Condition),
}

#[derive(Debug, Clone)]
pub(super) struct ClockRule {
    pub term: String,
    pub verb: ClockRuleVerb,
    pub on: Option<Condition>,
    pub reason: Option<String>,
}

#[derive(Debug, Clone)]
pub(super) enum ClockRuleVerb {
    Start,
    Suspend { cause: String, max_days: Option<Condition> },
    Resume { cause: Option<String>, after_days: Option<Condition> },
    Interrupt,
    Restart,
    Reset,
    Extend { days: Option<Condition>, to: Option<Condition> },
    Fulfil,
    Stop,
}

/// Something to carry out, in the transaction or by a job. Clock events and flags are already in the step.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Effect {
    /// Tell somebody, by a template.
    Notify {
        /// Code of the template.
        template: String,
        /// Audiences: presenter, holders, signers, proxies, counterparties, bodies, office, responsible, manager.
        to: Vec<String>,
        /// Must reach the digital domicile with legal value; the clock uses its delivery.
        legal: bool,
    },
    /// Make an outgoing act from a template.
    Act {
        /// Code of the template.
        template: String,
        /// Title for people.
        title: String,
        /// Whether somebody must sign it.
        signed: bool,
    },
    /// Register a document in the protocol.
    Register {
        /// `incoming`, `outgoing` or `internal`.
        direction: String,
    },
    /// Ask the citizen for precise things.
    Request {
        /// What kind: `integrazione`, `regolarizzazione`, `conformazione`…
        request: String,
        /// The items asked, as given in the input.
        items: Value,
        /// The term within which to answer.
        due: Option<String>,
    },
    /// Give the case to an office or person.
    Assign {
        /// Code of an office role or person.
        to: Value,
    },
    /// Ask other offices or bodies.
    Consult {
        /// Which, as given in the input.
        bodies: Value,
        /// Days to answer.
        days: Option<i64>,
        /// Effect of their silence: `assenso`, `proceed`, `none`.
        silence: String,
    },
    /// Ask for a payment: the fees due with `due`.
    Pay {
        /// `submission` or `act`.
        due: String,
    },
    /// Give work to an office.
    Task {
        /// Code of the kind of work.
        task: String,
        /// Title for people.
        title: String,
        /// Office role.
        office: Option<String>,
    },
    /// Publish (albo pretorio, bulletin).
    Publish {
        /// Where.
        place: String,
    },
    /// Tell another system.
    Emit {
        /// Name of the event.
        event: String,
    },
}
