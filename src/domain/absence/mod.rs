//! Absences: the days on which an officer gets no new cases, and the colleague who stands in.
//!
//! Nothing is moved when somebody is away: their cases stay theirs, appear in the substitute's own list as well, and new ones
//! go to the substitute. Why somebody is away is nobody's business here.

mod model;
mod queries;
mod service;

pub use model::Absence;
pub use queries::{find, of_accounts, remove, today};
pub use service::{AbsenceError, Away, record};
