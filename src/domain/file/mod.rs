//! Files that people upload and that the house generates: a row here, the bytes in the object store by their SHA-256.
//!
//! A file belongs to a holder (a draft, then the case it becomes). Its type is what its content says, its name is made by us
//! from the slot, and a signed file keeps the report of its signatures.

mod model;
mod queries;
mod slot;

pub use model::{File, FileRole, Holder, HolderKind};
pub use queries::{
    by_id, delete, delete_all, find, holds_content, insert, move_to, of_holder, set_report,
};
pub use slot::{file_name, media_types, slot_bytes};
