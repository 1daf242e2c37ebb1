//! Sealing: the documents of a draft, generated from its data, whose bytes are what must be signed.
//!
//! [`compose`] turns evaluated data into documents (pure), [`write`] keeps their rows. The digest of data and attachments is
//! kept with the draft: a submission is accepted only if the data are still those that were sealed. A signed upload is judged
//! against the sealed bytes and the required parties; the better report never replaces a file without a trace.

mod compose;
mod model;
mod queries;
mod service;
mod signed;

pub use compose::{Issuer, PrintedFile, compose, data_digest};
pub use model::{RequiredSigner, SealedDocument};
pub use queries::{discard, move_to, of_holder};
pub use service::{NewDocument, replace};
pub use signed::{Judged, accept, parties};
