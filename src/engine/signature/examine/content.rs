//! Taking the document out of its envelopes, without judging them.

use super::open::{head, leads_to_structure};
use crate::engine::signature::asn1::oid;
use crate::engine::signature::cms::{Envelope, read_envelope};
use crate::engine::signature::intake::mime::Message;
use crate::engine::signature::intake::{Kind, describe, pem, sniff};
use crate::engine::signature::limit::Limits;
use crate::engine::signature::source::{
    Base64Source, FileSource, ReadSeek, Source, SpanSource, stream,
};
use std::io::{self, Write};

/// What was taken out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Extracted {
    pub bytes: u64,
    pub media_type: String,
    /// Envelopes that were opened; 0 when the file is the document itself.
    pub layers: usize,
}

/// Writes the innermost document of a signed file to `out`, in chunks.
///
/// A file without envelopes (a PDF, signed or not) is written as it is. The signatures are not verified: show what is
/// written beside a report.
///
/// # Errors
/// `InvalidData` when an envelope is malformed, beyond the limits or detached; any error of reading and writing.
pub fn content(
    source: &mut dyn ReadSeek,
    limits: &Limits,
    out: &mut dyn Write,
) -> io::Result<Extracted> {
    let file = FileSource::new(source)?;
    descend(&file, limits, out, 0, 0)
}

fn descend(
    source: &dyn Source,
    limits: &Limits,
    out: &mut dyn Write,
    layers: usize,
    encodings: usize,
) -> io::Result<Extracted> {
    let head = head(source)?;
    let kind = sniff(&head);
    let wrapped =
        matches!(kind, Kind::Pem | Kind::Mime | Kind::Base64) && encodings < limits.encodings;
    match kind {
        Kind::Cms(found) if found.is(oid::SIGNED_DATA) || found.is(oid::TIMESTAMPED_DATA) => {
            if layers >= limits.layers {
                return Err(io::ErrorKind::InvalidData.into());
            }
            let spans = match read_envelope(source, limits) {
                Ok(Envelope::Signed(data)) => data.content,
                Ok(Envelope::Timestamped(data)) => data.content,
                _ => None,
            };
            let spans = spans.ok_or(io::ErrorKind::InvalidData)?;
            return descend(&SpanSource::new(source, &spans), limits, out, layers + 1, 0);
        }
        Kind::Base64 if wrapped => {
            let mark = if head.starts_with(&[0xef, 0xbb, 0xbf]) {
                3
            } else {
                u64::from(head[0] >= 0xfe) * 2
            };
            if leads_to_structure(source, mark)?
                && let Some(decoded) = Base64Source::new(source, mark, source.len())?
            {
                return descend(&decoded, limits, out, layers, encodings + 1);
            }
        }
        Kind::Pem if wrapped => {
            if let Some(span) = pem::region(source)?
                && let Some(decoded) =
                    Base64Source::new(source, span.start, span.start + span.length)?
                && leads_to_envelope(&decoded)?
            {
                return descend(&decoded, limits, out, layers, encodings + 1);
            }
        }
        Kind::Mime if wrapped => {
            let message = Message::read(source)?;
            if let Some(part) = message.as_ref().and_then(|message| {
                message.parts.iter().find(|part| part.media_type.contains("pkcs7"))
            }) {
                if part.base64 {
                    let end = part.body.start + part.body.length;
                    let decoded = Base64Source::new(source, part.body.start, end)?
                        .ok_or(io::ErrorKind::InvalidData)?;
                    return descend(&decoded, limits, out, layers, encodings + 1);
                }
                return descend(
                    &SpanSource::new(source, &[part.body]),
                    limits,
                    out,
                    layers,
                    encodings + 1,
                );
            }
        }
        _ => {}
    }
    stream(source, 0, source.len(), &mut |chunk| out.write_all(chunk))?;
    let media_type = describe(&head).unwrap_or("application/octet-stream").to_owned();
    Ok(Extracted { bytes: source.len(), media_type, layers })
}

fn leads_to_envelope(decoded: &dyn Source) -> io::Result<bool> {
    Ok(!matches!(sniff(&head(decoded)?), Kind::Unknown | Kind::OtherAsn1 | Kind::Empty))
}
