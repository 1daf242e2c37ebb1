//! The protocol register as its keeper sees it (DPR 445/2000, arts. 53-57 and 63): the list, annulment, the register of each
//! day as a sealed document, the emergency register.
//!
//! Numbers are given elsewhere (`gateway::register`), in the transaction of what is registered. Here nothing is changed and
//! nothing deleted: an annulled entry stays, with author, instant and reason beside it; the registers of the days are a chain of
//! hashes, so that none can be replaced unseen.

mod daily;
mod error;
mod model;
mod queries;
mod segnatura;
mod service;

pub use daily::{DayContent, content_of, seal_day, unsealed_days, verify_days};
pub use error::ProtocolError;
pub use model::{Annulment, Day, Emergency, Entry, RegisterFilter};
pub use queries::{annulments_of, days, emergencies, entry, list};
pub use segnatura::segnatura;
pub use service::{NewEmergency, annul, enter_emergency, reconcile};
