//! Digital signatures: is this file signed, by whom, and can it be relied upon?
//!
//! Pure: bytes (streamed from a seekable reader), trust material, revocation data, a policy and a time in; a [`Report`]
//! out. No network, no disk, no clock. CMS, certificates, CRLs and time-stamps are read by ourselves on a small bounded
//! reader, because real Italian files are BER, unsorted and old; OpenSSL computes hashes and public-key operations and
//! nothing else. Verdicts follow ETSI EN 319 102-1, weight follows TS 119 615; choices are told in docs/signatures.md.
//!
//! Invariants: a verdict is never better than its worst part; memory does not grow with the content; every refusal
//! names its reason; nothing here panics, whatever the bytes.

mod asn1;
mod check;
mod cms;
mod crypto;
mod examine;
mod intake;
mod limit;
mod pades;
mod person;
mod policy;
pub mod report;
pub mod revocation;
mod source;
mod timestamp;
pub mod trust;
mod x509;

pub use examine::{Extracted, Request, content, verify, verify_and_tell};
pub use limit::Limits;
pub use person::is_same as is_same_person;
pub use policy::{Policy, Required};
pub use report::{Party, Report};
pub use revocation::{Need, RevocationData};
pub use source::ReadSeek;
pub use trust::TrustStore;
pub use x509::Certificate;
