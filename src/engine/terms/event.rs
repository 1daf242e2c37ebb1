//! What can happen to a clock. Events are stored as JSON in a case's history.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// One thing that happened to a term, on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClockEvent {
    /// The day; it is not itself counted by what it begins.
    pub on: NaiveDate,
    /// What happened.
    #[serde(flatten)]
    pub verb: ClockVerb,
    /// Why, in Italian, for the explanation: "richiesta di integrazione".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The act or document that proves it (protocol number, case action).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub act: Option<String>,
}

/// The kinds of clock event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ClockVerb {
    /// Begins the count; on a term that is over, begins a new run.
    Start,
    /// Stops the count, keeping what has elapsed. Suspensions of different causes may overlap: their days count once.
    Suspend {
        /// What the suspension is for; `resume` names it.
        cause: String,
        /// After so many days the count resumes by itself; `None` waits for a `resume`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        max_days: Option<u32>,
    },
    /// Ends a suspension, `after_days` days from now (art. 10-bis L. 241/1990 lets ten pass).
    Resume {
        /// Which suspension; `None` ends all.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        cause: Option<String>,
        /// Days to wait before the count goes on.
        #[serde(default)]
        after_days: u32,
    },
    /// Stops the count and forgets what has elapsed; waits for `restart`.
    Interrupt,
    /// After an interruption, begins again from zero.
    Restart,
    /// Interruption and restart in one: begins again from zero on the same day.
    Reset,
    /// Makes the term longer.
    Extend {
        /// By so many countable days.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        days: Option<u32>,
        /// Or until this day, if that is later.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        to: Option<NaiveDate>,
    },
    /// What the term waited for was done.
    Fulfil,
    /// The term is over for another reason (withdrawal, filing).
    Stop,
}

impl ClockEvent {
    /// An event without reason or act.
    pub fn new(on: NaiveDate, verb: ClockVerb) -> Self {
        Self { on, verb, reason: None, act: None }
    }

    /// The same event with its reason.
    #[must_use]
    pub fn because(mut self, reason: impl Into<String>) -> Self {
        self.reason = Some(reason.into());
        self
    }
}
