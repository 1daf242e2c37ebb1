//! Signed PDFs: finding the signature dictionaries, what each of them covers, and what changed afterwards.
//!
//! A bounded scan of the top-level objects, in one pass, without decompressing anything: a signature dictionary is
//! never inside an object stream, since its own bytes are excluded from what it signs. No page is interpreted: a change
//! is judged by which objects an update redefines, and anything that is not an addition for signing is told.

mod change;
mod date;
mod item;
mod lexer;
mod scan;
mod signature;

pub use change::{Change, changes_after};
pub use scan::{Scan, scan};
pub use signature::PdfSignature;
