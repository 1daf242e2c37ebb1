//! ContentInfo and SignedData.

use super::{CmsError, SignerInfo, TimestampedData};
use crate::engine::signature::asn1::oid::{self, Oid};
use crate::engine::signature::asn1::walk::{Bounds, Frame, Walk};
use crate::engine::signature::asn1::{Asn1Error, Value, tag};
use crate::engine::signature::limit::Limits;
use crate::engine::signature::source::{Source, Span};
use crate::engine::signature::x509::Certificate;
use std::collections::HashSet;

/// What a ContentInfo holds.
#[derive(Debug)]
pub enum Envelope {
    Signed(Box<SignedData>),
    Timestamped(Box<TimestampedData>),
    /// Another content type: encrypted, compressed, plain data.
    Other,
}

/// A SignedData whose content stays in its source.
#[derive(Debug)]
pub struct SignedData {
    /// eContentType.
    pub content_type: Oid,
    /// The content octets, as spans of the source; `None` for a detached signature.
    pub content: Option<Vec<Span>>,
    /// Certificates that could be read, without repetitions.
    pub certificates: Vec<Certificate>,
    /// Certificates as carried, readable or not.
    pub certificate_count: usize,
    /// Encoded revocation lists.
    pub crls: Vec<Vec<u8>>,
    /// Encoded OCSP answers carried beside them.
    pub ocsp: Vec<Vec<u8>>,
    pub signers: Vec<SignerInfo>,
    /// First offset of the source after the structure.
    pub end: u64,
}

/// Reads the ContentInfo at the start of `source`.
///
/// # Errors
/// [`CmsError`]: malformed, or beyond a limit.
pub fn read_envelope(source: &dyn Source, limits: &Limits) -> Result<Envelope, CmsError> {
    let bounds = Bounds { depth: limits.depth, chunks: limits.chunks, element: limits.element };
    let mut walk = Walk::new(source, bounds);
    let mut root = walk.root();
    let mut info = walk.enter(&root, tag::SEQUENCE)?;
    let kind = read_oid(&mut walk, &mut info)?;
    if kind.is(oid::SIGNED_DATA) {
        let mut explicit = walk.enter(&info, tag::context(0))?;
        let mut data = read_signed(&mut walk, &mut explicit, limits)?;
        walk.leave(&mut info, explicit)?;
        walk.leave(&mut root, info)?;
        data.end = root.at;
        return Ok(Envelope::Signed(Box::new(data)));
    }
    if kind.is(oid::TIMESTAMPED_DATA) {
        let mut explicit = walk.enter(&info, tag::context(0))?;
        let mut data = TimestampedData::read(&mut walk, &mut explicit)?;
        walk.leave(&mut info, explicit)?;
        walk.leave(&mut root, info)?;
        data.end = root.at;
        return Ok(Envelope::Timestamped(Box::new(data)));
    }
    Ok(Envelope::Other)
}

fn read_oid(walk: &mut Walk<'_>, frame: &mut Frame) -> Result<Oid, CmsError> {
    let header = walk.peek(frame)?.ok_or(Asn1Error::Missing)?;
    if header.tag != tag::OID {
        return Err(Asn1Error::Unexpected { expected: tag::OID, found: header.tag }.into());
    }
    Ok(Oid::read(&Value::parse(&walk.load(frame)?)?)?)
}

fn read_signed(
    walk: &mut Walk<'_>,
    outer: &mut Frame,
    limits: &Limits,
) -> Result<SignedData, CmsError> {
    let mut frame = walk.enter(outer, tag::SEQUENCE)?;
    walk.load(&mut frame)?;
    let digests = walk.load(&mut frame)?;
    Value::parse(&digests)?.expect(tag::SET)?;
    let (content_type, content) = read_content(walk, &mut frame)?;
    let mut data = SignedData {
        content_type,
        content,
        certificates: Vec::new(),
        certificate_count: 0,
        crls: Vec::new(),
        ocsp: Vec::new(),
        signers: Vec::new(),
        end: 0,
    };
    let mut budget = limits.metadata;
    if walk.peek(&frame)?.is_some_and(|header| header.tag == tag::context(0)) {
        read_certificates(walk, &mut frame, limits, &mut budget, &mut data)?;
    }
    if walk.peek(&frame)?.is_some_and(|header| header.tag == tag::context(1)) {
        read_revocation(walk, &mut frame, &mut budget, &mut data)?;
    }
    let mut set = walk.enter(&frame, tag::SET)?;
    while walk.peek(&set)?.is_some() {
        if data.signers.len() == limits.signers {
            return Err(CmsError::Signers(limits.signers));
        }
        let record = walk.load(&mut set)?;
        spend(&mut budget, record.len())?;
        data.signers.push(SignerInfo::read(&record)?);
    }
    walk.leave(&mut frame, set)?;
    walk.leave(outer, frame)?;
    Ok(data)
}

/// encapContentInfo. A content that is no OCTET STRING (PKCS#7 1.5) is hashed without its header.
fn read_content(
    walk: &mut Walk<'_>,
    outer: &mut Frame,
) -> Result<(Oid, Option<Vec<Span>>), CmsError> {
    let mut frame = walk.enter(outer, tag::SEQUENCE)?;
    let kind = read_oid(walk, &mut frame)?;
    let mut content = None;
    if walk.peek(&frame)?.is_some() {
        let mut explicit = walk.enter(&frame, tag::context(0))?;
        let header = walk.peek(&explicit)?.ok_or(Asn1Error::Missing)?;
        content = Some(if header.tag & !tag::CONSTRUCTED == tag::OCTET_STRING {
            walk.octet_spans(&mut explicit)?
        } else {
            let whole = walk.skip(&mut explicit)?;
            let trailer = if header.length.is_none() { 2 } else { 0 };
            let start = whole.start + header.size as u64;
            vec![Span {
                start,
                length: (whole.length - trailer).saturating_sub(header.size as u64),
            }]
        });
        walk.leave(&mut frame, explicit)?;
    }
    walk.leave(outer, frame)?;
    Ok((kind, content))
}

/// Copies read for each certificate allowed.
const COPIES: usize = 10;

fn read_certificates(
    walk: &mut Walk<'_>,
    outer: &mut Frame,
    limits: &Limits,
    budget: &mut usize,
    data: &mut SignedData,
) -> Result<(), CmsError> {
    let mut set = walk.enter(outer, tag::context(0))?;
    let mut seen = HashSet::new();
    let mut copies = 0;
    while let Some(header) = walk.peek(&set)? {
        // Copies of one certificate are only one to examine, but not for ever.
        if seen.len() >= limits.certificates || copies == limits.certificates * COPIES {
            return Err(CmsError::Certificates(limits.certificates));
        }
        copies += 1;
        data.certificate_count += 1;
        let bytes = walk.load(&mut set)?;
        // Attribute certificates and the like are carried under other tags and prove nothing here.
        if header.tag != tag::SEQUENCE || seen.contains(&bytes) {
            continue;
        }
        spend(budget, bytes.len())?;
        if let Ok(certificate) = Certificate::parse(&bytes) {
            data.certificates.push(certificate);
        }
        seen.insert(bytes);
    }
    walk.leave(outer, set)?;
    Ok(())
}

fn read_revocation(
    walk: &mut Walk<'_>,
    outer: &mut Frame,
    budget: &mut usize,
    data: &mut SignedData,
) -> Result<(), CmsError> {
    let mut set = walk.enter(outer, tag::context(1))?;
    while let Some(header) = walk.peek(&set)? {
        let bytes = walk.load(&mut set)?;
        spend(budget, bytes.len())?;
        match header.tag {
            tag::SEQUENCE => data.crls.push(bytes),
            // OtherRevocationInfoFormat: { format, answer }.
            0xa1 => {
                let mut fields = Value::parse(&bytes)?.reader();
                let format = Oid::read(&fields.next()?)?;
                if format.is(oid::OCSP_RESPONSE_FORM) || format.is(oid::OCSP_BASIC) {
                    data.ocsp.push(fields.next()?.raw.to_vec());
                }
            }
            _ => {}
        }
    }
    walk.leave(outer, set)?;
    Ok(())
}

fn spend(budget: &mut usize, bytes: usize) -> Result<(), CmsError> {
    *budget = budget.checked_sub(bytes).ok_or(Asn1Error::Size)?;
    Ok(())
}
