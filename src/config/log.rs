//! `[log]`: what is logged, and how.

use serde::Deserialize;

use super::fault::{ConfigFault, require};
use crate::platform::telemetry::LogFormat;

/// How a line is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// For a person.
    Text,
    /// For a collector.
    Json,
}

/// `[log]`
#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LogConfig {
    /// `error`, `warn`, `info`, `debug`, `trace`, or a filter such as `info,sportello=debug`.
    pub level: String,
    /// `text` or `json`.
    pub format: Format,
}

impl Default for LogConfig {
    fn default() -> Self {
        Self { level: "info".into(), format: Format::Text }
    }
}

impl LogConfig {
    /// What [`crate::platform::telemetry::start_log`] wants, with [`LogConfig::level`].
    pub fn format(&self) -> LogFormat {
        match self.format {
            Format::Text => LogFormat::Text,
            Format::Json => LogFormat::Json,
        }
    }

    pub(super) fn validate(&self, faults: &mut Vec<ConfigFault>) {
        let filter = tracing_subscriber::EnvFilter::try_new(&self.level).is_ok();
        require(
            faults,
            filter,
            "log.level",
            "must be a level (info) or a filter (info,sportello=debug)",
        );
    }
}
