//! Cases that belong together: the form names another case, an officer says so, or both are about the same piece of land.
//!
//! Links are found when a case is submitted and are read in both directions. They open nothing: whoever may not read the other
//! case does not learn that it exists.

mod model;
mod queries;
mod service;

pub use model::{LinkKind, Parcel, Relation};
pub use queries::{remove, same_parcel};
pub use service::{add, predecessor, record, related};
