//! What an operator sees: logs, metrics, health.
//!
//! No personal data: log lines carry routes (never paths with values), identifiers and reasons without values. As a last net,
//! what looks like a codice fiscale, an e-mail address or an IBAN is masked in every line before it is written.

mod health;
mod log;
mod metrics;
mod redact;
mod request;

pub use health::{Check, Health, readiness};
pub use log::{LogError, LogFormat, start_log};
pub use metrics::Metrics;
pub use redact::{Redacted, redact};
pub use request::request_id;
