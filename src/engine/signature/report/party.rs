//! Who must sign.

use serde::{Deserialize, Serialize};

/// Someone whose signature is required.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    pub name: String,
    /// As in the case's data; omocodia is tolerated when matching.
    pub fiscal_code: String,
    /// In words for a person: "tecnico incaricato".
    pub role: String,
}

/// A party and whether a signature of theirs was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartyMatch {
    #[serde(flatten)]
    pub party: Party,
    pub signed: bool,
    /// Index in [`super::Report::signatures`].
    pub signature: Option<usize>,
}
