//! A fault in a definition file: where it is and why it is refused.

use std::fmt;

/// One fault found while loading definitions (forms, procedures, workflows, code lists, tenants).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub struct Fault {
    /// Path of the file below the definitions root, `forms/edilizia-scia.json`.
    pub file: String,
    /// RFC 6901 pointer to the faulty value; empty for the whole file.
    pub pointer: String,
    /// One English sentence for the author of the file.
    pub reason: String,
}

impl Fault {
    /// A fault of `file` at `pointer`.
    pub fn new(
        file: impl Into<String>,
        pointer: impl Into<String>,
        reason: impl Into<String>,
    ) -> Self {
        Self { file: file.into(), pointer: pointer.into(), reason: reason.into() }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}#{}: {}", self.file, self.pointer, self.reason)
    }
}
