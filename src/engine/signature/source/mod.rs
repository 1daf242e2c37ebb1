//! Random access to bytes that are never held whole in memory.
//!
//! A layer of a signed file is a *view* over the layer that encloses it: a list of spans (the chunks of a BER octet
//! string) or the decoding of base64 text. Views stack, so a signature inside base64 inside a signature is hashed by
//! streaming, and a file of hundreds of megabytes costs a few buffers. Nothing here understands what it reads.

mod base64;
mod file;
mod search;
mod span;
mod window;

pub use base64::Base64Source;
pub use file::{FileSource, SliceSource};
pub use search::find;
pub use span::{Span, SpanSource};
pub use window::Window;

use std::io::{self, Read, Seek};

/// What a caller hands in: a file, a cursor over bytes.
pub trait ReadSeek: Read + Seek {}
impl<T: Read + Seek> ReadSeek for T {}

/// Bytes of known length that can be read at any offset.
#[allow(clippy::len_without_is_empty, reason = "an empty source is a source like any other")]
pub trait Source {
    /// Length in bytes.
    fn len(&self) -> u64;

    /// Fills `buffer` from `position` as far as bytes go; returns how many were written, short only at the end.
    ///
    /// # Errors
    /// Any error of the medium below.
    fn read_at(&self, position: u64, buffer: &mut [u8]) -> io::Result<usize>;
}

/// Size of the buffer with which sources are streamed.
pub const CHUNK: usize = 64 * 1024;

/// Reads `length` bytes at `position` into memory.
///
/// # Errors
/// `UnexpectedEof` when the source ends before.
pub fn load(source: &dyn Source, position: u64, length: usize) -> io::Result<Vec<u8>> {
    if source.len().saturating_sub(position) < length as u64 {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    let mut bytes = vec![0; length];
    let read = source.read_at(position, &mut bytes)?;
    if read < length {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(bytes)
}

/// Passes every byte from `start` (included) to `end` (excluded) to `visit`, in chunks.
///
/// # Errors
/// Any error of the medium, `UnexpectedEof` when the source is shorter than announced.
pub fn stream(
    source: &dyn Source,
    start: u64,
    end: u64,
    visit: &mut dyn FnMut(&[u8]) -> io::Result<()>,
) -> io::Result<()> {
    let mut buffer =
        vec![0; CHUNK.min(usize::try_from(end.saturating_sub(start)).unwrap_or(CHUNK))];
    let mut position = start;
    while position < end {
        let want = usize::try_from(end - position).unwrap_or(CHUNK).min(CHUNK);
        let read = source.read_at(position, &mut buffer[..want])?;
        if read == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        visit(&buffer[..read])?;
        position += read as u64;
    }
    Ok(())
}
