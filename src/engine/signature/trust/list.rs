//! Trusted lists as wholes.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use std::fmt;

/// What a report says of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListSummary {
    /// `IT`, `EU`; empty for a list without.
    pub territory: String,
    pub sequence: Option<u64>,
    pub issued: Option<DateTime<Utc>>,
    pub next_update: Option<DateTime<Utc>>,
    /// Italian sentences.
    pub warnings: Vec<String>,
}

impl fmt::Display for ListSummary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let territory = if self.territory.is_empty() { "locale" } else { &self.territory };
        write!(f, "lista {territory}")?;
        if let Some(sequence) = self.sequence {
            write!(f, " n. {sequence}")?;
        }
        if let Some(issued) = self.issued {
            write!(f, " del {}", issued.format("%d/%m/%Y"))?;
        }
        if let Some(next) = self.next_update {
            write!(f, ", aggiornamento atteso entro il {}", next.format("%d/%m/%Y"))?;
        }
        for warning in &self.warnings {
            write!(f, "; {warning}")?;
        }
        Ok(())
    }
}

/// Why a list was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TrustListError {
    #[error("the list is larger than {0} bytes")]
    Size(usize),
    #[error("the list has a document type declaration")]
    Doctype,
    #[error("the list is malformed: {0}")]
    Malformed(String),
    #[error("the list is not signed")]
    Unsigned,
    #[error("the list has {0} signatures")]
    Signatures(usize),
    #[error("the signature of the list is wrong: {0}")]
    Signature(String),
    #[error("the list is signed by a certificate that may not sign it")]
    Signer,
}
