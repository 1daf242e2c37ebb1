//! What is in an archive.

use serde::{Deserialize, Serialize};

/// The version of the format.
pub const FORMAT: u32 = 1;

/// The name of the manifest in the archive; it is the last part.
pub const MANIFEST: &str = "manifest.json";

/// The table of contents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// [`FORMAT`]
    pub format: u32,
    /// Version of the program that wrote it.
    pub program: String,
    /// When, UTC.
    pub created_at: String,
    /// `sqlite` or `postgres`.
    pub backend: String,
    /// Migrations that the database had.
    pub migrations: Vec<String>,
    /// Every part but the manifest, in order.
    pub parts: Vec<Part>,
}

/// One part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Its name in the archive.
    pub name: String,
    /// Size in bytes.
    pub size: u64,
    /// Digest, 64 hex digits.
    pub sha256: String,
}
