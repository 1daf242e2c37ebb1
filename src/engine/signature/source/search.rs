//! Looking for bytes in a source of any size.

use super::{CHUNK, Source};
use memchr::memmem::Finder;
use std::io;

const FIRST: usize = 2048;

/// Offset of the first `needle` that lies wholly between `from` and `to`.
///
/// # Errors
/// Any error of the medium.
pub fn find(source: &dyn Source, needle: &[u8], from: u64, to: u64) -> io::Result<Option<u64>> {
    let finder = Finder::new(needle);
    let overlap = needle.len().saturating_sub(1);
    // The first look is short: most searches end near where they begin.
    let mut size = FIRST;
    let mut buffer = Vec::new();
    let mut kept = 0usize;
    let mut position = from;
    while position < to {
        let want = usize::try_from(to - position).unwrap_or(CHUNK).min(size);
        size = CHUNK;
        buffer.resize(kept + want, 0);
        let read = source.read_at(position, &mut buffer[kept..kept + want])?;
        if read == 0 {
            break;
        }
        let filled = kept + read;
        if let Some(index) = finder.find(&buffer[..filled]) {
            return Ok(Some(position - kept as u64 + index as u64));
        }
        position += read as u64;
        let keep = overlap.min(filled);
        buffer.copy_within(filled - keep..filled, 0);
        kept = keep;
    }
    Ok(None)
}
