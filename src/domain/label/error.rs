//! What can go wrong with a label.

use crate::platform::db::DatabaseError;

/// Why a label is not made or not given.
#[derive(Debug, thiserror::Error)]
pub enum LabelError {
    /// A label without a title.
    #[error("the label has no title")]
    Empty,
    /// The office has one of that title.
    #[error("the office has a label of that title")]
    Known,
    /// No such label, or one of another office.
    #[error("no such label")]
    NotFound,
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DatabaseError),
}

impl From<diesel::result::Error> for LabelError {
    fn from(error: diesel::result::Error) -> Self {
        Self::Database(error.into())
    }
}
