//! What can go wrong at the register.

use crate::platform::db::DatabaseError;

/// Why something is not written in the register.
#[derive(Debug, thiserror::Error)]
pub enum ProtocolError {
    /// No such entry.
    #[error("no such entry")]
    NotFound,
    /// It is annulled already.
    #[error("the entry is annulled already")]
    Annulled,
    /// A reason is missing or says nothing.
    #[error("the reason is missing")]
    Reason,
    /// Something that must be written is missing.
    #[error("{0} is missing")]
    Missing(&'static str),
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DatabaseError),
}

impl From<diesel::result::Error> for ProtocolError {
    fn from(error: diesel::result::Error) -> Self {
        Self::Database(error.into())
    }
}
