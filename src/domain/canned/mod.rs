//! Canned texts: what an office often writes to citizens, ready to be put into a message and changed before it is sent.

mod model;
mod queries;

pub use model::Canned;
pub use queries::{find, insert, of_offices, remove};

/// Longest title, in characters.
pub const LONGEST_TITLE: usize = 80;
