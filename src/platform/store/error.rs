//! Why the store did not take or give an object.

/// A failure of the store or a limit of an upload.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// More bytes came than are allowed; nothing was kept.
    #[error("larger than {limit} bytes")]
    TooLarge {
        /// The limit, in bytes.
        limit: u64,
    },
    /// The sender went away in the middle; nothing was kept.
    #[error("the upload broke off")]
    Broken,
    /// There is no such object.
    #[error("no such object")]
    Missing,
    /// The range does not lie in the object.
    #[error("the range does not lie in the object")]
    Range,
    /// The bytes do not have the digest they are kept under.
    #[error("object {0} does not match its digest")]
    Corrupt(String),
    /// The store cannot be used.
    #[error("the object store cannot be used: {0}")]
    Unavailable(String),
}

impl From<object_store::Error> for StoreError {
    fn from(error: object_store::Error) -> Self {
        match error {
            object_store::Error::NotFound { .. } => Self::Missing,
            other => Self::Unavailable(other.to_string()),
        }
    }
}
