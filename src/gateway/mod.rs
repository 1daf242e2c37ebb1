//! Floor 3: the outside world, one folder a system: a trait and its adapters (embedded, remote, test double).

pub mod identity;
pub mod register;
pub mod retrieval;
