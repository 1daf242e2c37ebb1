//! What can go wrong with a draft.

use crate::domain::catalogue::PinError;
use crate::platform::db::DatabaseError;

/// Failures of the draft use cases.
#[derive(Debug, thiserror::Error)]
pub enum DraftError {
    /// No such draft of this person.
    #[error("no such draft")]
    NotFound,
    /// The procedure is not offered.
    #[error("the procedure is not offered")]
    NotOffered,
    /// The draft has no such step.
    #[error("no such step")]
    NoStep,
    /// It became a case already.
    #[error("the draft was submitted")]
    Submitted(String),
    /// Saved meanwhile from another window.
    #[error("the draft was changed meanwhile")]
    Overtaken,
    /// A pinned definition cannot be used.
    #[error(transparent)]
    Pin(#[from] PinError),
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DatabaseError),
}

impl From<diesel::result::Error> for DraftError {
    fn from(error: diesel::result::Error) -> Self {
        Self::Database(error.into())
    }
}
