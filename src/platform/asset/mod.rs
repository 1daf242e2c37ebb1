//! The files of `assets/` that browsers load, embedded in the program.
//!
//! Each is served under a name that carries a digest of its content, so that browsers may keep it for ever; references
//! inside style sheets are rewritten to such names. The plain names work too, without the long caching. Compressed forms are
//! made once, when first asked for.

mod compression;
mod embedded;
mod style;

pub use compression::Coding;
pub use embedded::{Asset, Assets, Found, PREFIX};
