//! The format of a backup: a `tar.gz` with the database, the objects and, last, a manifest.
//!
//! `database.sqlite` (a consistent copy) or `database.pgdump` (pg_dump's custom format); `store/<key>` for each object;
//! `manifest.json` with the size and SHA-256 of every part. A restore reads the whole archive and compares every digest
//! before it writes anything.

mod manifest;
pub(super) mod postgres;
mod read;
mod write;

pub use manifest::{FORMAT, MANIFEST, Manifest, Part};
pub use read::{check, each};
pub use write::Writer;
