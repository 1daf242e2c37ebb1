//! Values in memory: borrowed, bounded, lazily read.

use super::{Asn1Error, Header, tag};
use std::borrow::Cow;

/// Deepest nesting followed below any value held in memory.
const DEPTH: usize = 48;

/// One value, borrowed from the bytes that hold it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Value<'a> {
    /// Identifier octet (see [`Header::tag`]).
    pub tag: u32,
    /// The contents, without end-of-contents mark.
    pub body: &'a [u8],
    /// Header, contents and end mark, as stored.
    pub raw: &'a [u8],
    /// Whether the length was indefinite.
    pub indefinite: bool,
}

impl<'a> Value<'a> {
    /// Parses exactly one value: nothing may follow it.
    ///
    /// # Errors
    /// Any [`Asn1Error`] of the reader; [`Asn1Error::Length`] when bytes follow.
    pub fn parse(bytes: &'a [u8]) -> Result<Self, Asn1Error> {
        let mut reader = Reader::new(bytes);
        let value = reader.next()?;
        if reader.is_empty() { Ok(value) } else { Err(Asn1Error::Length) }
    }

    /// The values inside this one.
    pub fn reader(&self) -> Reader<'a> {
        Reader::new(self.body)
    }

    /// Checks the tag.
    ///
    /// # Errors
    /// [`Asn1Error::Unexpected`].
    pub fn expect(self, expected: u32) -> Result<Self, Asn1Error> {
        if self.tag == expected {
            Ok(self)
        } else {
            Err(Asn1Error::Unexpected { expected, found: self.tag })
        }
    }

    /// The values inside a SEQUENCE.
    ///
    /// # Errors
    /// [`Asn1Error::Unexpected`] when this is something else.
    pub fn sequence(&self) -> Result<Reader<'a>, Asn1Error> {
        Ok(self.expect(tag::SEQUENCE)?.reader())
    }

    /// The octets of a string, whose primitive tag is `primitive`; the chunks of a constructed one are joined.
    ///
    /// # Errors
    /// [`Asn1Error::Unexpected`] for another tag, [`Asn1Error::Depth`] for chunks in chunks in chunks.
    pub fn octets(&self, primitive: u32) -> Result<Cow<'a, [u8]>, Asn1Error> {
        if self.tag == primitive {
            return Ok(Cow::Borrowed(self.body));
        }
        self.expect(primitive | tag::CONSTRUCTED)?;
        let mut joined = Vec::new();
        let mut stack = vec![self.reader()];
        while let Some(reader) = stack.last_mut() {
            if reader.is_empty() {
                stack.pop();
                continue;
            }
            let chunk = reader.next()?;
            if chunk.tag & tag::CONSTRUCTED == 0 {
                joined.extend_from_slice(chunk.body);
            } else if stack.len() < 4 {
                stack.push(chunk.reader());
            } else {
                return Err(Asn1Error::Depth);
            }
        }
        Ok(Cow::Owned(joined))
    }

    /// The octets of a BIT STRING. Bits said to be unused are kept: some authorities wrongly declare one in a
    /// signature, which is whole octets.
    ///
    /// # Errors
    /// [`Asn1Error::Unexpected`] for another type, [`Asn1Error::Invalid`] when the count of unused bits is.
    pub fn bits(&self) -> Result<Cow<'a, [u8]>, Asn1Error> {
        let octets = self.octets(tag::BIT_STRING)?;
        match octets.first() {
            Some(0..=7) => Ok(match octets {
                Cow::Borrowed(octets) => Cow::Borrowed(&octets[1..]),
                Cow::Owned(octets) => Cow::Owned(octets[1..].to_vec()),
            }),
            _ => Err(Asn1Error::Invalid),
        }
    }

    /// A non-negative INTEGER that fits 64 bits.
    ///
    /// # Errors
    /// [`Asn1Error::Unexpected`] or [`Asn1Error::Invalid`].
    pub fn small(&self) -> Result<u64, Asn1Error> {
        if self.tag != tag::INTEGER && self.tag != tag::ENUMERATED {
            return Err(Asn1Error::Unexpected { expected: tag::INTEGER, found: self.tag });
        }
        match self.body {
            [] => Err(Asn1Error::Invalid),
            [first, ..] if first & 0x80 != 0 => Err(Asn1Error::Invalid),
            body => {
                let significant = strip(body);
                if significant.len() > 8 {
                    return Err(Asn1Error::Invalid);
                }
                Ok(significant.iter().fold(0, |sum, &octet| sum << 8 | u64::from(octet)))
            }
        }
    }

    /// The octets of an INTEGER without superfluous leading zeros, for comparing serial numbers.
    ///
    /// # Errors
    /// [`Asn1Error::Unexpected`] for another type.
    pub fn integer(&self) -> Result<&'a [u8], Asn1Error> {
        Ok(strip(self.expect(tag::INTEGER)?.body))
    }
}

fn strip(body: &[u8]) -> &[u8] {
    let zeros = body.iter().take_while(|&&octet| octet == 0).count();
    &body[zeros.min(body.len().saturating_sub(1))..]
}

/// Reads values one after the other.
#[derive(Debug, Clone)]
pub struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    /// Over `bytes`.
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    /// Whether everything was read.
    pub fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }

    /// The next value.
    ///
    /// # Errors
    /// [`Asn1Error::Truncated`], [`Asn1Error::Length`], [`Asn1Error::Tag`], [`Asn1Error::Depth`].
    #[allow(
        clippy::should_implement_trait,
        reason = "an error is not the end; an Iterator would hide it"
    )]
    pub fn next(&mut self) -> Result<Value<'a>, Asn1Error> {
        if self.rest.is_empty() {
            return Err(Asn1Error::Missing);
        }
        let header = Header::parse(self.rest)?;
        let after = &self.rest[header.size..];
        let (body, total, indefinite) = if let Some(length) = header.length {
            let length = usize::try_from(length).map_err(|_| Asn1Error::Truncated)?;
            if length > after.len() {
                return Err(Asn1Error::Truncated);
            }
            (&after[..length], header.size + length, false)
        } else {
            let length = find_end(after)?;
            (&after[..length], header.size + length + 2, true)
        };
        let raw = &self.rest[..total];
        self.rest = &self.rest[total..];
        Ok(Value { tag: header.tag, body, raw, indefinite })
    }

    /// The next value, which must have this tag.
    ///
    /// # Errors
    /// As [`Reader::next`], and [`Asn1Error::Unexpected`].
    pub fn take(&mut self, expected: u32) -> Result<Value<'a>, Asn1Error> {
        self.next()?.expect(expected)
    }

    /// The next value if it has this tag; otherwise nothing is consumed.
    ///
    /// # Errors
    /// As [`Reader::next`], but the end of the data is no error.
    pub fn take_if(&mut self, expected: u32) -> Result<Option<Value<'a>>, Asn1Error> {
        let mut ahead = self.clone();
        if ahead.is_empty() {
            return Ok(None);
        }
        let value = ahead.next()?;
        if value.tag != expected {
            return Ok(None);
        }
        *self = ahead;
        Ok(Some(value))
    }

    /// All that is left, at most `limit` values.
    ///
    /// # Errors
    /// As [`Reader::next`], and [`Asn1Error::Count`].
    pub fn collect(mut self, limit: usize) -> Result<Vec<Value<'a>>, Asn1Error> {
        let mut values = Vec::new();
        while !self.is_empty() {
            if values.len() == limit {
                return Err(Asn1Error::Count);
            }
            values.push(self.next()?);
        }
        Ok(values)
    }
}

/// Where the contents of an indefinite value end: offset of the end-of-contents mark that closes it.
fn find_end(bytes: &[u8]) -> Result<usize, Asn1Error> {
    let mut open = 1usize;
    let mut at = 0usize;
    loop {
        let header = Header::parse(bytes.get(at..).ok_or(Asn1Error::Truncated)?)?;
        if header.is_end() {
            open -= 1;
            if open == 0 {
                return Ok(at);
            }
            at += header.size;
            continue;
        }
        at += header.size;
        if let Some(length) = header.length {
            let length = usize::try_from(length).map_err(|_| Asn1Error::Truncated)?;
            at = at.checked_add(length).ok_or(Asn1Error::Truncated)?;
        } else {
            open += 1;
            if open > DEPTH {
                return Err(Asn1Error::Depth);
            }
        }
    }
}
