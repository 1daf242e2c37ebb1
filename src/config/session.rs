//! `[session]`: how long a person stays logged in.

use chrono::Duration;
use serde::Deserialize;

use super::fault::{ConfigFault, require};

/// `[session]`
#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SessionConfig {
    /// Minutes without a request after which the session ends.
    pub idle_minutes: i64,
    /// Hours after which it ends in any case.
    pub longest_hours: i64,
    /// Wrong passwords after which an account is locked.
    pub wrong_passwords: u32,
    /// Minutes for which it stays locked.
    pub lock_minutes: i64,
}

impl Default for SessionConfig {
    fn default() -> Self {
        Self { idle_minutes: 60, longest_hours: 12, wrong_passwords: 5, lock_minutes: 15 }
    }
}

impl SessionConfig {
    /// `idle_minutes` as a duration.
    pub fn idle(&self) -> Duration {
        Duration::minutes(self.idle_minutes)
    }

    /// `longest_hours` as a duration.
    pub fn longest(&self) -> Duration {
        Duration::hours(self.longest_hours)
    }

    /// `lock_minutes` as a duration.
    pub fn lock(&self) -> Duration {
        Duration::minutes(self.lock_minutes)
    }

    pub(super) fn validate(&self, faults: &mut Vec<ConfigFault>) {
        let idle = (5..=24 * 60).contains(&self.idle_minutes);
        require(faults, idle, "session.idle_minutes", "must be between 5 and 1440");
        let longest = (1..=24 * 7).contains(&self.longest_hours);
        require(faults, longest, "session.longest_hours", "must be between 1 and 168");
        let wrong = (3..=100).contains(&self.wrong_passwords);
        require(faults, wrong, "session.wrong_passwords", "must be between 3 and 100");
        let lock = (1..=24 * 60).contains(&self.lock_minutes);
        require(faults, lock, "session.lock_minutes", "must be between 1 and 1440");
    }
}
