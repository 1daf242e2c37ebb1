//! What can go wrong when somebody says who they are.

use chrono::NaiveDateTime;

use crate::platform::db::DatabaseError;

/// Why a login with user name and password is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LoginRefusal {
    /// Unknown user, wrong password or closed account: not told apart.
    Wrong,
    /// Too many failures; opens again by itself.
    Locked { until: NaiveDateTime },
}

/// Failures of the identity use cases.
#[derive(Debug, thiserror::Error)]
pub enum IdentityError {
    /// The user name exists already.
    #[error("the user name is taken")]
    UsernameTaken,
    /// No such account.
    #[error("no such account")]
    UnknownAccount,
    /// Shorter than twelve characters.
    #[error("the password has fewer than 12 characters")]
    WeakPassword,
    /// The password could not be hashed.
    #[error("the password could not be hashed")]
    Hash,
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DatabaseError),
}

impl From<diesel::result::Error> for IdentityError {
    fn from(error: diesel::result::Error) -> Self {
        Self::Database(error.into())
    }
}
