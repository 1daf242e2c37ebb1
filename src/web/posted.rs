//! What a form posts: pairs in order, bounded, with the session's CSRF token checked.

use actix_web::web::Bytes;

use crate::domain::identity::Session;
use crate::web::error::PageError;

/// More pairs than any honest form has.
const MOST_PAIRS: usize = 5_000;

/// Name and value pairs of a form, in the order of the page.
#[derive(Debug, Clone, Default)]
pub struct Posted(pub Vec<(String, String)>);

impl Posted {
    /// Reads a `application/x-www-form-urlencoded` body and checks its `_csrf` against the session.
    ///
    /// # Errors
    /// [`PageError::StaleForm`] for a wrong token, [`PageError::Malformed`] for too many pairs or bad UTF-8.
    pub fn read(body: &Bytes, session: &Session) -> Result<Self, PageError> {
        let posted = Self::parse(body)?;
        if !same(posted.get("_csrf").unwrap_or_default(), &session.csrf) {
            return Err(PageError::StaleForm);
        }
        Ok(posted)
    }

    /// Reads a body of nobody's session (the login form).
    ///
    /// # Errors
    /// [`PageError::Malformed`].
    pub fn parse(body: &Bytes) -> Result<Self, PageError> {
        let pairs: Vec<(String, String)> =
            serde_urlencoded::from_bytes(body).map_err(|_| PageError::Malformed("form"))?;
        if pairs.len() > MOST_PAIRS {
            return Err(PageError::Malformed("too many fields"));
        }
        Ok(Self(pairs))
    }

    /// The first value of a name.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str())
    }

    /// The first value of a name, trimmed, or empty.
    pub fn text(&self, name: &str) -> &str {
        self.get(name).unwrap_or_default().trim()
    }
}

/// Whether two tokens are equal, in time that does not tell where they differ.
pub(super) fn same(one: &str, other: &str) -> bool {
    one.len() == other.len() && openssl::memcmp::eq(one.as_bytes(), other.as_bytes())
}
