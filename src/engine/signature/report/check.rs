//! One check and its outcome.

use serde::{Deserialize, Serialize};

/// How a check ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    Passed,
    Warned,
    Failed,
    NotDone,
}

/// One check, told to a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Check {
    /// Stable English name, `message_digest`.
    pub name: String,
    pub result: Outcome,
    /// One Italian sentence.
    pub message: String,
    /// Values that were compared, algorithms, times; for specialists.
    pub detail: Option<String>,
}

impl Check {
    fn new(name: &str, result: Outcome, message: impl Into<String>) -> Self {
        Self { name: name.to_owned(), result, message: message.into(), detail: None }
    }

    pub fn passed(name: &str, message: impl Into<String>) -> Self {
        Self::new(name, Outcome::Passed, message)
    }

    pub fn warned(name: &str, message: impl Into<String>) -> Self {
        Self::new(name, Outcome::Warned, message)
    }

    pub fn failed(name: &str, message: impl Into<String>) -> Self {
        Self::new(name, Outcome::Failed, message)
    }

    pub fn not_done(name: &str, message: impl Into<String>) -> Self {
        Self::new(name, Outcome::NotDone, message)
    }

    /// Adds the technical detail.
    #[must_use]
    pub fn with(mut self, detail: impl Into<String>) -> Self {
        self.detail = Some(detail.into());
        self
    }
}
