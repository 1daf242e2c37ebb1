//! Saved filters: lists of the queue that officers come back to. A bookmark is the query of an address, nothing more: what it
//! shows is decided by the rights of who opens it.
//!
//! It belongs to the officer who saved it; one that is shared is seen by everybody who reads the cases of an office.

mod model;
mod queries;

pub use model::Bookmark;
pub use queries::{find, insert, remove, visible};

/// Longest title, in characters.
pub const LONGEST: usize = 60;
/// Longest query, in bytes.
pub const LONGEST_QUERY: usize = 1_000;
/// Bookmarks that one officer may have.
pub const MOST: usize = 50;
