//! Why lists or revocation data cannot be had.

use crate::engine::signature::trust::TrustListError;
use crate::gateway::retrieval::RetrievalError;
use crate::platform::db::DatabaseError;
use crate::platform::store::StoreError;

/// What went wrong.
#[derive(Debug, thiserror::Error)]
pub enum TrustError {
    #[error(transparent)]
    Database(#[from] DatabaseError),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Retrieval(#[from] RetrievalError),
    /// Which list, and why it is not believed.
    #[error("{0}: {1}")]
    List(String, TrustListError),
    /// The list of lists does not name one for this territory.
    #[error("no list for {0}")]
    Territory(String),
    /// An older list than the one at hand.
    #[error("list of {territory}: number {offered} is older than number {kept}")]
    Older { territory: String, offered: i64, kept: i64 },
    #[error("{0}")]
    Other(String),
}

impl From<diesel::result::Error> for TrustError {
    fn from(error: diesel::result::Error) -> Self {
        Self::Database(error.into())
    }
}
