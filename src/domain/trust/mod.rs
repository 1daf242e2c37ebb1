//! What signatures are judged against: trusted lists with their snapshots, CRLs and OCSP answers by issuer, the policy.
//!
//! Everything fetched is verified before it is kept, kept as it came (object store) with a row that says what it is, and
//! read back from there: judging needs no network. Lists never go back: a snapshot with a lower sequence number than the
//! newest is refused. Rows belong to the whole installation, so their tenant is empty. Fetching is a job's or a command's.

mod bench;
mod collect;
mod error;
mod import;
mod model;
mod queries;
mod refresh;
mod settings;
mod shelf;

pub use bench::{Bench, Trust};
pub use collect::{collect, renew};
pub use error::TrustError;
pub use import::import;
pub use model::{RevocationKind, RevocationSource, Snapshot};
pub use queries::{newest, of_issuers};
pub use refresh::{Verified, gather, keep, refresh};
pub use settings::ListSettings;
pub use shelf::{Shelf, revocation, services};
