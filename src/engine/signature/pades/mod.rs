//! Signed PDFs: finding the signature dictionaries, what each of them covers, and what changed afterwards.
//!
//! A bounded scan of the objects, in one pass, those of object streams included; a signature dictionary itself is never
//! inside one, since its own bytes are excluded from what it signs. No page is interpreted: a change is judged by which
//! objects an update redefines, and by where its cross references point; anything that is not an addition for signing is
//! told.

mod bundle;
mod change;
mod date;
mod item;
mod lexer;
mod scan;
mod signature;
mod stream;
mod validation;
mod xref;

pub use change::{Change, changes_after};
pub use scan::{Scan, scan};
pub use signature::PdfSignature;
pub use validation::{Validation, read as validation};
