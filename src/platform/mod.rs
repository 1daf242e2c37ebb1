//! Floor 2: technical services without a domain.
//!
//! Each room wraps one thing of the outside of the process or one mechanism that every use case shares: the database, the
//! object store, the job queue, mail, templates, texts, assets, tables as files, the audit chain, telemetry. Nothing here knows what a case
//! or a municipality is; a tenant is only a text that keys rows and objects. Time and chance are always injected.

pub mod asset;
pub mod audit;
pub mod db;
pub mod i18n;
pub mod mail;
pub mod queue;
pub mod sheet;
pub mod store;
pub mod telemetry;
pub mod template;
