//! PEM: base64 between two lines, whatever their label.

use crate::engine::signature::source::{Source, Span, find};
use std::io;

/// The base64 region of the first PEM block; `None` when the block is not closed.
///
/// # Errors
/// Any error of the medium.
pub fn region(source: &dyn Source) -> io::Result<Option<Span>> {
    let end = source.len();
    let Some(begin) = find(source, b"-----BEGIN ", 0, end.min(4096))? else { return Ok(None) };
    let Some(label) = find(source, b"-----", begin + 11, end)? else { return Ok(None) };
    let start = label + 5;
    let Some(close) = find(source, b"-----END ", start, end)? else { return Ok(None) };
    Ok(Some(Span { start, length: close - start }))
}
