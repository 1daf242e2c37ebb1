//! Back to DER: definite minimal lengths, joined strings.

use super::{Asn1Error, Reader, Value, tag};

/// Deepest nesting written; deeper input is refused, so the recursion below is bounded.
const DEPTH: usize = 48;

/// Header and `body` under `tag` (single-octet identifiers and long ones alike).
pub fn encode(tag: u32, body: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(body.len() + 8);
    push_tag(&mut out, tag);
    push_length(&mut out, body.len());
    out.extend_from_slice(body);
    out
}

/// The value with definite minimal lengths all the way down, its constructed strings joined.
///
/// The order of SETs is left as stored: whoever needs it sorted sorts it.
///
/// # Errors
/// Any [`Asn1Error`] met inside; [`Asn1Error::Depth`].
pub fn encode_value(value: &Value<'_>) -> Result<Vec<u8>, Asn1Error> {
    transcode(value, DEPTH)
}

fn transcode(value: &Value<'_>, depth: usize) -> Result<Vec<u8>, Asn1Error> {
    if depth == 0 {
        return Err(Asn1Error::Depth);
    }
    if value.tag & tag::CONSTRUCTED == 0 {
        return Ok(encode(value.tag, value.body));
    }
    if is_string(value.tag & !tag::CONSTRUCTED) {
        let primitive = value.tag & !tag::CONSTRUCTED;
        return Ok(encode(primitive, &value.octets(primitive)?));
    }
    let mut body = Vec::with_capacity(value.body.len());
    let mut reader = Reader::new(value.body);
    while !reader.is_empty() {
        body.extend_from_slice(&transcode(&reader.next()?, depth - 1)?);
    }
    Ok(encode(value.tag, &body))
}

fn is_string(primitive: u32) -> bool {
    matches!(
        primitive,
        tag::OCTET_STRING
            | tag::UTF8
            | tag::NUMERIC
            | tag::PRINTABLE
            | tag::T61
            | tag::IA5
            | tag::VISIBLE
            | tag::UNIVERSAL
            | tag::BMP
    )
}

fn push_tag(out: &mut Vec<u8>, tag: u32) {
    out.push((tag & 0xff) as u8);
    if tag & 0x1f == 0x1f {
        let number = tag >> 8;
        let groups = (1..4).take_while(|shift| number >> (7 * shift) != 0).count();
        for group in (0..=groups).rev() {
            let more = if group == 0 { 0 } else { 0x80 };
            out.push(((number >> (7 * group)) & 0x7f) as u8 | more);
        }
    }
}

fn push_length(out: &mut Vec<u8>, length: usize) {
    if length < 0x80 {
        out.push(length as u8);
        return;
    }
    let octets = length.to_be_bytes();
    let significant = &octets[octets.iter().position(|&octet| octet != 0).unwrap_or(0)..];
    out.push(0x80 | significant.len() as u8);
    out.extend_from_slice(significant);
}
