//! TimeStampedData (RFC 5544), the `.tsd` container.

use super::CmsError;
use crate::engine::signature::asn1::walk::{Frame, Walk};
use crate::engine::signature::asn1::{Value, tag};
use crate::engine::signature::source::Span;

/// A content with time-stamps on it.
#[derive(Debug)]
pub struct TimestampedData {
    /// The content octets; `None` when they are elsewhere.
    pub content: Option<Vec<Span>>,
    /// Encoded time-stamp tokens, the first on the content.
    pub tokens: Vec<Vec<u8>>,
    /// First offset of the source after the structure.
    pub end: u64,
}

impl TimestampedData {
    pub(super) fn read(walk: &mut Walk<'_>, outer: &mut Frame) -> Result<Self, CmsError> {
        let mut frame = walk.enter(outer, tag::SEQUENCE)?;
        let mut data = Self { content: None, tokens: Vec::new(), end: 0 };
        while let Some(header) = walk.peek(&frame)? {
            match header.tag {
                found
                    if found & !tag::CONSTRUCTED == tag::OCTET_STRING && data.content.is_none() =>
                {
                    data.content = Some(walk.octet_spans(&mut frame)?);
                }
                // tstEvidence: SEQUENCE OF { ContentInfo, CertificateList OPTIONAL }, implicitly tagged.
                0xa0 => {
                    let evidence = walk.load(&mut frame)?;
                    for pair in Value::parse(&evidence)?.reader().collect(64)? {
                        data.tokens.push(pair.sequence()?.next()?.raw.to_vec());
                    }
                }
                _ => {
                    walk.skip(&mut frame)?;
                }
            }
        }
        walk.leave(outer, frame)?;
        Ok(data)
    }
}
