//! Configuration: one TOML file, overridden by the environment; one file here per section.
//!
//! `SPORTELLO_DATABASE__URL=…` overrides `url` of section `[database]`; `SPORTELLO_DATABASE__URL_FILE=/run/secrets/db` reads
//! it from a file, so that secrets need not stand in an environment. A key that does not exist is a fault, and so is a value
//! that cannot work: every fault names its key and the reason, and all are told at once.

mod database;
mod definitions;
mod demo;
mod fault;
mod limits;
mod load;
mod log;
mod mail;
mod secret;
mod server;
mod session;
mod store;
mod trust;
mod worker;

use serde::Deserialize;

pub use database::DatabaseConfig;
pub use definitions::DefinitionsConfig;
pub use demo::DemoConfig;
pub use fault::{ConfigError, ConfigFault};
pub use limits::LimitsConfig;
pub use load::load;
pub use log::LogConfig;
pub use mail::MailConfig;
pub use secret::Secret;
pub use server::ServerConfig;
pub use session::SessionConfig;
pub use store::StoreConfig;
pub use trust::TrustConfig;
pub use worker::WorkerConfig;

/// The whole configuration; every section has working defaults for one machine.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// `[server]`
    pub server: ServerConfig,
    /// `[database]`
    pub database: DatabaseConfig,
    /// `[store]`
    pub store: StoreConfig,
    /// `[mail]`
    pub mail: MailConfig,
    /// `[session]`
    pub session: SessionConfig,
    /// `[limits]`
    pub limits: LimitsConfig,
    /// `[worker]`
    pub worker: WorkerConfig,
    /// `[definitions]`
    pub definitions: DefinitionsConfig,
    /// `[trust]`
    pub trust: TrustConfig,
    /// `[demo]`
    pub demo: DemoConfig,
    /// `[log]`
    pub log: LogConfig,
}

impl Config {
    /// Every fault of every section.
    pub fn validate(&self) -> Vec<ConfigFault> {
        let mut faults = Vec::new();
        self.server.validate(&mut faults);
        self.database.validate(&mut faults);
        self.store.validate(&mut faults);
        self.mail.validate(&mut faults);
        self.session.validate(&mut faults);
        self.limits.validate(&mut faults);
        self.worker.validate(&mut faults);
        self.definitions.validate(&mut faults);
        self.trust.validate(&mut faults);
        self.log.validate(&mut faults);
        if self.demo.enabled && self.server.public_url.starts_with("https://") && !self.demo.public
        {
            faults.push(ConfigFault::new(
                "demo.enabled",
                "anybody can log in as anybody in the demo: set demo.public = true to offer it on the internet",
            ));
        }
        faults
    }
}
