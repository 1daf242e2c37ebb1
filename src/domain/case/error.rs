//! What can go wrong when a case is submitted or acted upon.

use crate::domain::catalogue::PinError;
use crate::domain::draft::DraftError;
use crate::engine::workflow::Refusal;
use crate::platform::db::DatabaseError;

/// Why a submission is refused; nothing is lost, the draft stays.
#[derive(Debug, thiserror::Error)]
pub enum SubmitError {
    /// The page is not the one this draft made.
    #[error("the submission key is not that of the draft")]
    WrongKey,
    /// The data have errors, stops or missing attachments.
    #[error("the form is not complete")]
    Incomplete,
    /// The documents were not generated, or from other data.
    #[error("the documents are not sealed")]
    NotSealed,
    /// A document lacks signatures.
    #[error("a signature is missing")]
    NotSigned,
    /// The draft cannot be used.
    #[error(transparent)]
    Draft(#[from] DraftError),
    /// The catalogue has a hole that the check should have found.
    #[error("the catalogue is broken: {0}")]
    Catalogue(String),
    /// A definition cannot be used.
    #[error(transparent)]
    Pin(#[from] PinError),
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DatabaseError),
}

/// Why an action on a case is not done.
#[derive(Debug, thiserror::Error)]
pub enum ActError {
    /// No such case, or not for this actor.
    #[error("no such case")]
    NotFound,
    /// The workflow refuses, with its Italian reason.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// Somebody else acted meanwhile.
    #[error("the case was changed meanwhile")]
    Overtaken,
    /// The act's document lacks the manager's signature.
    #[error("the act must be signed")]
    ActNotSigned,
    /// A definition cannot be used.
    #[error(transparent)]
    Pin(#[from] PinError),
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DatabaseError),
}

impl From<diesel::result::Error> for SubmitError {
    fn from(error: diesel::result::Error) -> Self {
        Self::Database(error.into())
    }
}

impl From<diesel::result::Error> for ActError {
    fn from(error: diesel::result::Error) -> Self {
        Self::Database(error.into())
    }
}
