//! Signed PDFs: finding the signature dictionaries and what each of them covers.
//!
//! A bounded scan of the top-level objects, in one pass, without decompressing anything: a signature dictionary is
//! never inside an object stream, since its own bytes are excluded from what it signs. No page is interpreted.

mod scan;

pub use scan::{PdfSignature, Scan, scan};
