//! Why a verdict cannot be given.

use crate::domain::trust::TrustError;
use crate::platform::db::DatabaseError;
use crate::platform::store::StoreError;

/// Why a file cannot be judged; that its signature is bad is no error.
#[derive(Debug, thiserror::Error)]
pub enum VerdictError {
    #[error(transparent)]
    Trust(#[from] TrustError),
    #[error(transparent)]
    Database(#[from] DatabaseError),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("a file under judgement: {0}")]
    File(#[from] std::io::Error),
    #[error("{0}")]
    Other(String),
}

impl From<diesel::result::Error> for VerdictError {
    fn from(error: diesel::result::Error) -> Self {
        Self::Database(error.into())
    }
}
