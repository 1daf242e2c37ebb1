//! The technical services, on both databases and against real servers.

mod asset;
mod audit;
mod db;
mod i18n;
mod mail;
mod queue;
mod store;
mod telemetry;
mod template;
