//! The real network, with a time for everything.

use std::time::Duration;

use futures_util::future::BoxFuture;
use reqwest::redirect;

use super::{Fetch, Retrieval, RetrievalError};

/// Redirections followed: list operators move their files behind one or two.
const REDIRECTIONS: usize = 3;

/// An HTTP client.
#[derive(Debug, Clone)]
pub struct WebRetrieval(reqwest::Client);

impl WebRetrieval {
    /// A client that gives up a connection after a third of `patience` and an answer after `patience`.
    ///
    /// # Errors
    /// The reason why the platform's TLS cannot be used.
    pub fn new(patience: Duration) -> Result<Self, RetrievalError> {
        let client = reqwest::Client::builder()
            .user_agent(concat!("sportello/", env!("CARGO_PKG_VERSION")))
            .connect_timeout(patience / 3)
            .timeout(patience)
            .redirect(redirect::Policy::limited(REDIRECTIONS))
            .build()
            .map_err(|error| RetrievalError::Unreachable("TLS".to_owned(), error.to_string()))?;
        Ok(Self(client))
    }

    async fn answer(&self, what: Fetch) -> Result<Vec<u8>, RetrievalError> {
        let Fetch { url, body, limit } = what;
        if !url.starts_with("http://") && !url.starts_with("https://") {
            return Err(RetrievalError::Address(url));
        }
        let failed = |error: reqwest::Error| {
            RetrievalError::Unreachable(url.clone(), error.without_url().to_string())
        };
        let request = match body {
            Some((media_type, bytes)) => {
                self.0.post(&url).header("Content-Type", media_type).body(bytes)
            }
            None => self.0.get(&url),
        };
        let mut response = request.send().await.map_err(failed)?;
        if !response.status().is_success() {
            return Err(RetrievalError::Status(url, response.status().as_u16()));
        }
        let mut bytes = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(failed)? {
            if bytes.len() + chunk.len() > limit {
                return Err(RetrievalError::TooLarge(url, limit));
            }
            bytes.extend_from_slice(&chunk);
        }
        Ok(bytes)
    }
}

impl Retrieval for WebRetrieval {
    fn fetch(&self, what: Fetch) -> BoxFuture<'_, Result<Vec<u8>, RetrievalError>> {
        Box::pin(self.answer(what))
    }
}
