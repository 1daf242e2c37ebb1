//! `[worker]`: background jobs.

use std::time::Duration;

use serde::Deserialize;

use super::fault::{ConfigFault, require};
use crate::platform::queue::WorkerSettings;

/// `[worker]`
#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct WorkerConfig {
    /// Whether `serve` runs jobs too; off when there are `worker` processes.
    pub in_server: bool,
    /// Jobs at once.
    pub loops: usize,
    /// Seconds after which the job of a dead worker is taken again.
    pub lease_seconds: u64,
    /// Milliseconds between looks into an empty queue.
    pub idle_milliseconds: u64,
}

impl Default for WorkerConfig {
    fn default() -> Self {
        Self { in_server: true, loops: 2, lease_seconds: 60, idle_milliseconds: 1000 }
    }
}

impl WorkerConfig {
    /// What [`crate::platform::queue::Worker::new`] wants.
    pub fn settings(&self) -> WorkerSettings {
        WorkerSettings {
            lease: Duration::from_secs(self.lease_seconds),
            idle: Duration::from_millis(self.idle_milliseconds),
        }
    }

    pub(super) fn validate(&self, faults: &mut Vec<ConfigFault>) {
        require(faults, (1..=64).contains(&self.loops), "worker.loops", "must be between 1 and 64");
        let lease = (10..=3600).contains(&self.lease_seconds);
        require(faults, lease, "worker.lease_seconds", "must be between 10 and 3600");
        let idle = (10..=60_000).contains(&self.idle_milliseconds);
        require(faults, idle, "worker.idle_milliseconds", "must be between 10 and 60000");
    }
}
