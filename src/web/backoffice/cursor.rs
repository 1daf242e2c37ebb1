//! The edge of a page in the address: opaque to people, checked when it comes back.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::domain::case::Cursor;
use crate::web::error::PageError;

/// Longer than any cursor we make.
const LONGEST: usize = 400;

/// A cursor as text for an address.
pub(super) fn write(cursor: &Cursor) -> Result<String, PageError> {
    let bytes = serde_json::to_vec(cursor).map_err(PageError::internal)?;
    Ok(URL_SAFE_NO_PAD.encode(bytes))
}

/// A cursor from an address.
///
/// # Errors
/// [`PageError::Malformed`] for anything we did not write.
pub(super) fn read(text: &str) -> Result<Cursor, PageError> {
    let malformed = || PageError::Malformed("cursor");
    if text.len() > LONGEST {
        return Err(malformed());
    }
    let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| malformed())?;
    serde_json::from_slice(&bytes).map_err(|_| malformed())
}
