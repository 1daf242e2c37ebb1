//! Certificates, read leniently and judged elsewhere.
//!
//! Twenty years of Italian certificates are not always what the profile asks: this reader keeps what it can (names in
//! old string types, odd extensions) and refuses only what cannot be used at all.

mod certificate;
mod extension;
mod name;
mod statement;

pub use certificate::{Certificate, Serial};
pub use extension::Extensions;
pub use name::Name;
pub use statement::{CertificateKind, Statements};
