//! The result of reckoning a term.

use chrono::NaiveDate;
use serde::Serialize;

/// Where a clock stands on a given day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ClockState {
    /// No start yet.
    NotStarted,
    /// Counting.
    Running,
    /// Stopped, what has elapsed is kept.
    Suspended,
    /// Stopped, will begin again from zero.
    Interrupted,
    /// The last day is over.
    Expired,
    /// What it waited for was done.
    Fulfilled,
    /// Ended for another reason.
    Stopped,
}

impl ClockState {
    /// The code used in conditions: `running`, `expired`…
    pub fn code(self) -> &'static str {
        match self {
            Self::NotStarted => "not_started",
            Self::Running => "running",
            Self::Suspended => "suspended",
            Self::Interrupted => "interrupted",
            Self::Expired => "expired",
            Self::Fulfilled => "fulfilled",
            Self::Stopped => "stopped",
        }
    }
}

/// A term's date and the reasons for it. Counts are as of the day of the question; the date takes every event in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Deadline {
    /// State on the day of the question.
    pub state: ClockState,
    /// Last useful day. `None` when not started, interrupted, or suspended with no maximum.
    pub date: Option<NaiveDate>,
    /// Where the count alone would end, when a feast moved the date on.
    pub moved_from: Option<NaiveDate>,
    /// First day of the current run (not counted).
    pub start: Option<NaiveDate>,
    /// Countable days used.
    pub elapsed: i64,
    /// Countable days left.
    pub remaining: i64,
    /// Days of suspension so far in the current run.
    pub suspended: i64,
    /// Calendar days from the day of the question to `date`; negative when past.
    pub days_left: Option<i64>,
    /// When it was fulfilled or stopped.
    pub ended_on: Option<NaiveDate>,
    /// Fulfilled after the last day.
    pub late: bool,
    /// One Italian line: "60 giorni dal 3 maggio, sospesi 21, scade il 23 luglio".
    pub text: String,
    /// The whole story, a sentence a fact.
    pub story: Vec<Sentence>,
}

/// One sentence of an explanation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Sentence {
    /// The day it speaks of.
    pub on: NaiveDate,
    /// Machine name of the fact: `start`, `suspend`, `resume`, `moved`, `due`, `ignored`…
    pub fact: &'static str,
    /// Italian text.
    pub text: String,
}
