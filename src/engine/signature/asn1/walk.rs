//! Stepping over ASN.1 inside a source of any size.
//!
//! A [`Frame`] is a constructed value that was entered: it knows where its next child begins and where it must end.

use super::{Asn1Error, Header, tag};
use crate::engine::signature::source::{self, Source, Span, Window};

/// Bounds of one walk.
#[derive(Debug, Clone, Copy)]
pub struct Bounds {
    /// Open indefinite values at a time.
    pub depth: usize,
    /// Chunks of one octet string.
    pub chunks: usize,
    /// Bytes loaded at once.
    pub element: usize,
}

/// A walker over a source.
pub struct Walk<'a> {
    window: Window<'a>,
    bounds: Bounds,
}

/// A constructed value being read.
#[derive(Debug, Clone, Copy)]
pub struct Frame {
    /// Where the next child begins.
    pub at: u64,
    /// First offset after the contents, for the definite form.
    end: Option<u64>,
    /// No child may pass this offset.
    bound: u64,
}

impl<'a> Walk<'a> {
    /// A walker that has read nothing yet.
    pub fn new(source: &'a dyn Source, bounds: Bounds) -> Self {
        Self { window: Window::new(source), bounds }
    }

    /// The whole source as a frame, for reading its first value.
    pub fn root(&self) -> Frame {
        let end = self.window.source().len();
        Frame { at: 0, end: Some(end), bound: end }
    }

    /// The header of the next child of `frame`, or `None` at its end.
    ///
    /// # Errors
    /// [`Asn1Error::Truncated`] when the frame lacks its end mark, and the errors of [`Header::parse`].
    pub fn peek(&mut self, frame: &Frame) -> Result<Option<Header>, Asn1Error> {
        if frame.end.is_some_and(|end| frame.at >= end) {
            return Ok(None);
        }
        let header = self.header(frame.at, frame.bound)?;
        if frame.end.is_none() && header.is_end() {
            return Ok(None);
        }
        Ok(Some(header))
    }

    /// Enters the next child, which must be constructed and have this tag. `frame.at` stays at the child until
    /// [`Walk::leave`] is called with the entered frame.
    ///
    /// # Errors
    /// [`Asn1Error::Missing`] at the end, [`Asn1Error::Unexpected`] for another tag.
    pub fn enter(&mut self, frame: &Frame, expected: u32) -> Result<Frame, Asn1Error> {
        let header = self.peek(frame)?.ok_or(Asn1Error::Missing)?;
        if header.tag != expected {
            return Err(Asn1Error::Unexpected { expected, found: header.tag });
        }
        let at = frame.at + header.size as u64;
        let end = header.length.map(|length| at + length);
        Ok(Frame { at, end, bound: end.unwrap_or(frame.bound) })
    }

    /// Closes `child`, all of whose values were read, and moves `frame` after it.
    ///
    /// # Errors
    /// [`Asn1Error::Length`] when values are left over.
    pub fn leave(&mut self, frame: &mut Frame, child: Frame) -> Result<(), Asn1Error> {
        if self.peek(&child)?.is_some() {
            return Err(Asn1Error::Length);
        }
        frame.at = match child.end {
            Some(end) => end,
            None => child.at + 2,
        };
        Ok(())
    }

    /// Loads the next child whole and moves on.
    ///
    /// # Errors
    /// [`Asn1Error::Missing`] at the end, [`Asn1Error::Size`] above the bound.
    pub fn load(&mut self, frame: &mut Frame) -> Result<Vec<u8>, Asn1Error> {
        let end = self.end_of(frame)?;
        let size = usize::try_from(end - frame.at).map_err(|_| Asn1Error::Size)?;
        if size > self.bounds.element {
            return Err(Asn1Error::Size);
        }
        let bytes =
            source::load(self.window.source(), frame.at, size).map_err(|_| Asn1Error::Medium)?;
        frame.at = end;
        Ok(bytes)
    }

    /// Passes over the next child; returns the span it takes, header included.
    ///
    /// # Errors
    /// [`Asn1Error::Missing`] at the end and the errors of the reader.
    pub fn skip(&mut self, frame: &mut Frame) -> Result<Span, Asn1Error> {
        let end = self.end_of(frame)?;
        let span = Span { start: frame.at, length: end - frame.at };
        frame.at = end;
        Ok(span)
    }

    /// The contents of the next child, an octet string in one piece or in chunks, as spans of the source.
    ///
    /// # Errors
    /// [`Asn1Error::Count`] for too many chunks, [`Asn1Error::Depth`] for chunks of chunks of chunks.
    pub fn octet_spans(&mut self, frame: &mut Frame) -> Result<Vec<Span>, Asn1Error> {
        let header = self.peek(frame)?.ok_or(Asn1Error::Missing)?;
        if header.tag == tag::OCTET_STRING {
            let start = frame.at + header.size as u64;
            let length = header.length.ok_or(Asn1Error::Length)?;
            frame.at = start + length;
            return Ok(vec![Span { start, length }]);
        }
        let mut spans = Vec::new();
        let mut stack = vec![self.enter(frame, tag::OCTET_STRING | tag::CONSTRUCTED)?];
        while let Some(mut open) = stack.pop() {
            match self.peek(&open)? {
                None => {
                    let parent = stack.last_mut().unwrap_or(frame);
                    self.leave(parent, open)?;
                }
                Some(header) if header.tag == tag::OCTET_STRING => {
                    if spans.len() == self.bounds.chunks {
                        return Err(Asn1Error::Count);
                    }
                    let length = header.length.ok_or(Asn1Error::Length)?;
                    spans.push(Span { start: open.at + header.size as u64, length });
                    open.at += header.size as u64 + length;
                    stack.push(open);
                }
                Some(_) => {
                    if stack.len() >= 4 {
                        return Err(Asn1Error::Depth);
                    }
                    let child = self.enter(&open, tag::OCTET_STRING | tag::CONSTRUCTED)?;
                    stack.push(open);
                    stack.push(child);
                }
            }
        }
        Ok(spans)
    }

    fn header(&mut self, at: u64, bound: u64) -> Result<Header, Asn1Error> {
        let left = usize::try_from(bound.saturating_sub(at)).unwrap_or(usize::MAX);
        let bytes = self.window.peek(at, Header::MAX.min(left)).map_err(|_| Asn1Error::Medium)?;
        let header = Header::parse(bytes)?;
        if let Some(length) = header.length {
            let fits =
                (bound - at).checked_sub(header.size as u64).is_some_and(|room| length <= room);
            if !fits {
                return Err(Asn1Error::Truncated);
            }
        }
        Ok(header)
    }

    fn end_of(&mut self, frame: &Frame) -> Result<u64, Asn1Error> {
        let header = self.peek(frame)?.ok_or(Asn1Error::Missing)?;
        let mut at = frame.at + header.size as u64;
        if let Some(length) = header.length {
            return Ok(at + length);
        }
        let mut open = 1usize;
        while open > 0 {
            let inner = self.header(at, frame.bound)?;
            at += inner.size as u64;
            if inner.is_end() {
                open -= 1;
            } else if let Some(length) = inner.length {
                at += length;
            } else if open == self.bounds.depth {
                return Err(Asn1Error::Depth);
            } else {
                open += 1;
            }
        }
        Ok(at)
    }
}
