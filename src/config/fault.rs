//! What is wrong with a configuration.

use std::fmt;

/// One fault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigFault {
    /// `database.url`; empty when a file as a whole cannot be read.
    pub key: String,
    /// One sentence for the operator; never the value of a secret.
    pub reason: String,
}

impl ConfigFault {
    /// A fault of `key`.
    pub fn new(key: impl Into<String>, reason: impl Into<String>) -> Self {
        Self { key: key.into(), reason: reason.into() }
    }
}

impl fmt::Display for ConfigFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.key.is_empty() {
            f.write_str(&self.reason)
        } else {
            write!(f, "{}: {}", self.key, self.reason)
        }
    }
}

/// A configuration that cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("the configuration cannot be used:\n{}", lines(.0))]
pub struct ConfigError(pub Vec<ConfigFault>);

fn lines(faults: &[ConfigFault]) -> String {
    faults.iter().map(|fault| format!("  {fault}")).collect::<Vec<_>>().join("\n")
}

/// Adds a fault of `key` unless `ok`.
pub(super) fn require(faults: &mut Vec<ConfigFault>, ok: bool, key: &str, reason: &str) {
    if !ok {
        faults.push(ConfigFault::new(key, reason));
    }
}
