//! `[database]`: which database.

use std::time::Duration;

use serde::Deserialize;

use super::fault::{ConfigFault, require};
use super::secret::Secret;
use crate::platform::db::{DatabaseError, DatabaseUrl, Settings};

/// `[database]`
#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DatabaseConfig {
    /// `sqlite:PATH` or `postgres://USER:PASSWORD@HOST/NAME`.
    pub url: Secret,
    /// Connections at most.
    pub pool_size: u32,
    /// Seconds to wait for a turn.
    pub wait_seconds: u64,
    /// Whether `serve` and `worker` apply pending migrations when they start.
    pub migrate: bool,
}

impl Default for DatabaseConfig {
    fn default() -> Self {
        Self {
            url: Secret::new("sqlite:data/sportello.db"),
            pool_size: 8,
            wait_seconds: 10,
            migrate: true,
        }
    }
}

impl DatabaseConfig {
    /// What [`crate::platform::db::Database::open`] wants.
    ///
    /// # Errors
    /// [`DatabaseError::Url`]; validated before.
    pub fn settings(&self) -> Result<Settings, DatabaseError> {
        let url = DatabaseUrl::parse(self.url.reveal())?;
        Ok(Settings {
            url,
            pool_size: self.pool_size,
            wait: Duration::from_secs(self.wait_seconds),
        })
    }

    pub(super) fn validate(&self, faults: &mut Vec<ConfigFault>) {
        if let Err(error) = DatabaseUrl::parse(self.url.reveal()) {
            let reason = error.to_string().replacen("database.url: ", "", 1);
            faults.push(ConfigFault::new("database.url", reason));
        }
        let size = (2..=500).contains(&self.pool_size);
        require(faults, size, "database.pool_size", "must be between 2 and 500");
        let wait = (1..=300).contains(&self.wait_seconds);
        require(faults, wait, "database.wait_seconds", "must be between 1 and 300");
    }
}
