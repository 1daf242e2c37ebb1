//! What can be filed: forms, procedures and workflows, compiled once at start and shared by all tenants.
//!
//! Definitions are files, embedded in the binary or read from a folder. A draft or case pins the definitions it was born
//! with by content hash; their JSON is kept in the database, so that an old case renders for ever. [`Catalogue::form`] and its
//! sisters give the pinned version, compiling it from the database when the files have moved on.

mod check;
mod load;
mod model;
mod pin;
mod search;
mod source;

pub use check::{Report, check};
pub use load::load;
pub use model::{Catalogue, OfficeChoice, Procedure, Sheet, TermOfLaw, WorkflowChoice};
pub use pin::{PinError, Pinned, pin, pinned};
pub use search::find;
pub use source::Source;
