//! Identity providers: who vouches for a person. SPID and CIE will be adapters of the same trait; the demo provider offers
//! a handful of invented people and exists only in demo mode.

mod demo;

pub use demo::DemoProvider;

use serde::Serialize;
use serde_json::Value;

/// A way to log in, as shown on the login page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Choice {
    /// What comes back in the answer.
    pub key: String,
    /// Name of the person or provider.
    pub label: String,
    /// One line about it.
    pub description: String,
}

/// Somebody who can tell us, with proof, who a person is.
pub trait IdentityProvider: Send + Sync {
    /// Stable code, kept with the session: `demo`, `spid`, `cie`.
    fn code(&self) -> &'static str;

    /// Level of assurance for signing by authentication (CAD art. 65): 1 to 3.
    fn level(&self) -> u8;

    /// What the login page offers.
    fn choices(&self) -> Vec<Choice>;

    /// The attributes of the person behind an answer, or `None` if the answer proves nothing.
    fn attributes(&self, answer: &str) -> Option<Value>;
}
