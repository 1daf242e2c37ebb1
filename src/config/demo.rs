//! `[demo]`: invented people and cases.

use serde::Deserialize;

/// `[demo]`
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DemoConfig {
    /// Whether one can log in as one of the invented people.
    pub enabled: bool,
    /// Whether that may be so behind an https address.
    pub public: bool,
}
