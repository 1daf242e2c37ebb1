//! The technical services, on both databases and against real servers.

mod asset;
mod db;
mod i18n;
mod queue;
mod store;
mod template;
