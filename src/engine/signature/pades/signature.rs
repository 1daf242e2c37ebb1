//! A signature dictionary and the bytes that it covers.

use super::date;
use super::item::Item;
use crate::engine::signature::source::{Source, Span, load};
use chrono::{DateTime, Utc};
use std::io;

/// A signature dictionary that has a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PdfSignature {
    /// `ETSI.CAdES.detached`, `adbe.pkcs7.detached`, …
    pub sub_filter: String,
    /// What is signed, as the dictionary says.
    pub ranges: Vec<Span>,
    /// The encoded CMS, padding included.
    pub cms: Vec<u8>,
    /// Where the string of the value lies, angle brackets included.
    contents: Span,
    /// Claimed time, from `M`.
    pub claimed: Option<DateTime<Utc>>,
    /// Whether the dictionary is a document time-stamp.
    pub is_timestamp: bool,
    /// `DocMDP` level of a certifying signature: 1 allows no change at all.
    pub permission: Option<i64>,
}

impl PdfSignature {
    /// Reads a dictionary; `None` when its value is empty or larger than `room`.
    ///
    /// # Errors
    /// Any error of the medium.
    pub(super) fn read(source: &dyn Source, item: &Item, room: usize) -> io::Result<Option<Self>> {
        let (contents, cms) = match item.get(b"Contents") {
            Some(Item::Hex(start, length)) => {
                let span = Span { start: *start, length: *length };
                (span, decode_hex(source, span, room)?)
            }
            Some(Item::Literal(start, length)) => {
                let span = Span { start: *start, length: *length };
                (span, decode_literal(source, span, room)?)
            }
            _ => return Ok(None),
        };
        if cms.iter().all(|&octet| octet == 0) {
            return Ok(None);
        }
        let name = |key: &[u8]| {
            item.get(key)
                .and_then(Item::name)
                .map(|name| String::from_utf8_lossy(name).into_owned())
        };
        let sub_filter = name(b"SubFilter").unwrap_or_default();
        Ok(Some(Self {
            is_timestamp: sub_filter == "ETSI.RFC3161" || item.is(b"Type", b"DocTimeStamp"),
            sub_filter,
            ranges: read_ranges(item),
            cms,
            contents,
            claimed: read_date(source, item)?,
            permission: read_permission(item),
        }))
    }

    /// Offset after the last signed byte: what follows was added later.
    pub fn end(&self) -> u64 {
        self.ranges.last().map_or(0, |span| span.start.saturating_add(span.length))
    }

    /// Whether the ranges cover everything from the first byte to [`Self::end`] but the value itself; otherwise the
    /// technical reason.
    ///
    /// # Errors
    /// The reason, for the report.
    pub fn check_ranges(&self, length: u64) -> Result<(), String> {
        let [first, second] = self.ranges.as_slice() else {
            return Err(format!("ByteRange di {} intervalli", self.ranges.len()));
        };
        if first.start != 0 {
            return Err("ByteRange non comincia dall'inizio del file".to_owned());
        }
        if self.end() > length {
            return Err(format!("ByteRange finisce a {} e il file a {length}", self.end()));
        }
        let gap = (first.length, second.start);
        if gap != (self.contents.start, self.contents.start + self.contents.length) {
            let value = (self.contents.start, self.contents.start + self.contents.length);
            return Err(format!("ByteRange esclude {gap:?}, il valore della firma è in {value:?}"));
        }
        Ok(())
    }
}

fn read_ranges(item: &Item) -> Vec<Span> {
    let Some(Item::Array(numbers)) = item.get(b"ByteRange") else { return Vec::new() };
    let numbers: Vec<u64> =
        numbers.iter().filter_map(|item| u64::try_from(item.number()?).ok()).collect();
    numbers.chunks_exact(2).map(|pair| Span { start: pair[0], length: pair[1] }).collect()
}

fn read_date(source: &dyn Source, item: &Item) -> io::Result<Option<DateTime<Utc>>> {
    let Some(Item::Literal(start, length)) = item.get(b"M") else { return Ok(None) };
    if *length > 64 {
        return Ok(None);
    }
    let bytes = load(source, start + 1, usize::try_from(length - 2).unwrap_or(0))?;
    Ok(std::str::from_utf8(&bytes).ok().and_then(date::parse))
}

fn read_permission(item: &Item) -> Option<i64> {
    let Some(Item::Array(references)) = item.get(b"Reference") else { return None };
    let certifying =
        references.iter().find(|reference| reference.is(b"TransformMethod", b"DocMDP"))?;
    Some(certifying.get(b"TransformParams")?.get(b"P").and_then(Item::number).unwrap_or(2))
}

fn decode_hex(source: &dyn Source, span: Span, room: usize) -> io::Result<Vec<u8>> {
    let text = load_value(source, span, room)?;
    let digits = text.iter().filter_map(|&octet| char::from(octet).to_digit(16));
    let mut decoded = Vec::with_capacity(text.len() / 2);
    let mut high = None;
    for digit in digits {
        match high.take() {
            None => high = Some(digit),
            Some(first) => decoded.push((first << 4 | digit) as u8),
        }
    }
    Ok(decoded)
}

/// A value written as a literal string, with its escapes.
fn decode_literal(source: &dyn Source, span: Span, room: usize) -> io::Result<Vec<u8>> {
    let text = load_value(source, span, room)?;
    let mut decoded = Vec::with_capacity(text.len());
    let mut octets = text.iter().copied().peekable();
    while let Some(octet) = octets.next() {
        if octet != b'\\' {
            decoded.push(octet);
            continue;
        }
        let Some(escaped) = octets.next() else { break };
        match escaped {
            b'n' => decoded.push(b'\n'),
            b'r' => decoded.push(b'\r'),
            b't' => decoded.push(b'\t'),
            b'b' => decoded.push(8),
            b'f' => decoded.push(12),
            b'\n' => {}
            b'0'..=b'7' => {
                let mut value = u32::from(escaped - b'0');
                for _ in 0..2 {
                    let Some(next) = octets.next_if(|octet| (b'0'..=b'7').contains(octet)) else {
                        break;
                    };
                    value = value * 8 + u32::from(next - b'0');
                }
                decoded.push((value & 0xff) as u8);
            }
            other => decoded.push(other),
        }
    }
    Ok(decoded)
}

/// The text between the delimiters.
fn load_value(source: &dyn Source, span: Span, room: usize) -> io::Result<Vec<u8>> {
    let length = usize::try_from(span.length.saturating_sub(2)).unwrap_or(usize::MAX);
    if length / 2 > room {
        return Ok(Vec::new());
    }
    load(source, span.start + 1, length)
}
