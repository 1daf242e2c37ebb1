//! A view made of pieces of another source, one after the other.

use super::Source;
use std::io;

/// A piece of the source below.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// Offset of the first byte in the source below.
    pub start: u64,
    /// Number of bytes.
    pub length: u64,
}

/// The concatenation of spans: the content of a constructed OCTET STRING, the byte range of a PDF.
pub struct SpanSource<'a> {
    parent: &'a dyn Source,
    /// Each span with the offset it has in this view, ascending.
    spans: Vec<(u64, Span)>,
    length: u64,
}

impl<'a> SpanSource<'a> {
    /// A view over `spans` of `parent`, in the given order. Empty spans are dropped.
    pub fn new(parent: &'a dyn Source, spans: &[Span]) -> Self {
        let mut length = 0u64;
        let mut placed = Vec::with_capacity(spans.len());
        for span in spans.iter().filter(|span| span.length > 0) {
            placed.push((length, *span));
            length = length.saturating_add(span.length);
        }
        Self { parent, spans: placed, length }
    }
}

impl Source for SpanSource<'_> {
    fn len(&self) -> u64 {
        self.length
    }

    fn read_at(&self, position: u64, buffer: &mut [u8]) -> io::Result<usize> {
        let mut done = 0;
        let mut index =
            self.spans.partition_point(|(offset, span)| offset + span.length <= position);
        let mut at = position;
        while done < buffer.len() && index < self.spans.len() {
            let (offset, span) = self.spans[index];
            let inside = at - offset;
            let want = usize::try_from(span.length - inside)
                .unwrap_or(usize::MAX)
                .min(buffer.len() - done);
            let read = self.parent.read_at(span.start + inside, &mut buffer[done..done + want])?;
            done += read;
            at += read as u64;
            if read < want {
                break;
            }
            index += 1;
        }
        Ok(done)
    }
}
