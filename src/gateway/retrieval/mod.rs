//! Public evidence from the network: trusted lists, CRLs, OCSP answers.
//!
//! Bytes of a bounded size from a web address, nothing else: what they are and whether they can be believed is verified by
//! who asked. Only jobs and commands fetch; a page never waits for this. [`Offline`] fetches nothing and says so.

mod web;

use futures_util::future::BoxFuture;

pub use web::WebRetrieval;

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fetch {
    /// An `http://` or `https://` address.
    pub url: String,
    /// Media type and bytes to post; `None` is a plain reading.
    pub body: Option<(&'static str, Vec<u8>)>,
    /// Bytes at most of the answer.
    pub limit: usize,
}

impl Fetch {
    /// A plain reading.
    pub fn get(url: &str, limit: usize) -> Self {
        Self { url: url.to_owned(), body: None, limit }
    }

    /// An answer to posted bytes.
    pub fn post(url: &str, media_type: &'static str, bytes: Vec<u8>, limit: usize) -> Self {
        Self { url: url.to_owned(), body: Some((media_type, bytes)), limit }
    }
}

/// Why there is no answer. The address is in the text: it is public.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RetrievalError {
    #[error("the network is not to be used")]
    Offline,
    #[error("{0}: no web address")]
    Address(String),
    #[error("{0}: {1}")]
    Unreachable(String, String),
    #[error("{0}: answered with status {1}")]
    Status(String, u16),
    #[error("{0}: more than {1} bytes")]
    TooLarge(String, usize),
}

/// The way to the network.
pub trait Retrieval: Send + Sync {
    /// The bytes of the answer.
    ///
    /// # Errors
    /// [`RetrievalError`].
    fn fetch(&self, what: Fetch) -> BoxFuture<'_, Result<Vec<u8>, RetrievalError>>;
}

/// No network.
#[derive(Debug, Clone, Copy, Default)]
pub struct Offline;

impl Retrieval for Offline {
    fn fetch(&self, _: Fetch) -> BoxFuture<'_, Result<Vec<u8>, RetrievalError>> {
        Box::pin(async { Err(RetrievalError::Offline) })
    }
}
