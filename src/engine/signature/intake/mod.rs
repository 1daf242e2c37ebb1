//! What the bytes are, whatever the file is called.
//!
//! [`sniff`] looks at the first bytes; [`mime`] and [`pem`] find the region that an encoding wraps. The decision always
//! falls on content: half of the uploads called `.p7m` are something else.

pub mod mime;
pub mod pem;
mod sniff;

pub use sniff::{Kind, describe, sniff};

/// Bytes of the beginning that are looked at.
pub const HEAD: usize = 4096;
