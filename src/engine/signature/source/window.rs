//! Small reads in ascending order without a system call each.

use super::Source;
use std::io;

const SIZE: usize = 4096;

/// A sliding buffer over a source, for readers that look at a few bytes here and a few bytes there.
pub struct Window<'a> {
    source: &'a dyn Source,
    start: u64,
    buffer: Vec<u8>,
}

impl<'a> Window<'a> {
    /// A window that has read nothing yet.
    pub fn new(source: &'a dyn Source) -> Self {
        Self { source, start: 0, buffer: Vec::new() }
    }

    /// The source below.
    pub fn source(&self) -> &'a dyn Source {
        self.source
    }

    /// Up to `count` (at most 4,096) bytes at `position`; fewer only at the end of the source.
    ///
    /// # Errors
    /// Any error of the medium.
    pub fn peek(&mut self, position: u64, count: usize) -> io::Result<&[u8]> {
        let count = count.min(SIZE);
        let end = self.start + self.buffer.len() as u64;
        let inside = position >= self.start && position + count as u64 <= end;
        if !inside {
            let mut buffer = std::mem::take(&mut self.buffer);
            buffer.resize(SIZE, 0);
            let read = self.source.read_at(position, &mut buffer)?;
            buffer.truncate(read);
            self.buffer = buffer;
            self.start = position;
        }
        let offset =
            usize::try_from(position - self.start).unwrap_or(usize::MAX).min(self.buffer.len());
        let rest = &self.buffer[offset..];
        Ok(&rest[..rest.len().min(count)])
    }
}
