//! One pass over the objects of a file.

use super::bundle::{Bundle, Opened};
use super::item::Item;
use super::lexer::{Lexer, Token, is_blank};
use super::signature::PdfSignature;
use crate::engine::signature::limit::Limits;
use crate::engine::signature::source::{Source, find};
use std::cell::RefCell;
use std::io;

/// Objects remembered; beyond them changes cannot be told.
pub(super) const OBJECTS: usize = 100_000;

/// An object of the file, at its top level or in an object stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Object {
    pub number: u32,
    /// Offset of its value, in the file or in the decoded object stream.
    pub start: u64,
    /// Offset after its value, or after its stream.
    pub end: u64,
    pub class: Class,
    /// The object stream that holds it.
    pub bundle: Option<Bundle>,
    /// The highest object number that it refers to.
    pub highest: u32,
}

impl Object {
    /// Offset in the file by which it belongs to a revision.
    pub fn at(&self) -> u64 {
        self.bundle.map_or(self.start, |bundle| bundle.start)
    }
}

/// What an object is, as far as changes are concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    Signature,
    Catalog,
    Page,
    Widget,
    /// An annotation that is no form field.
    Annotation,
    /// A form field or the form itself.
    Form,
    /// Validation data: DSS, VRI.
    Validation,
    Metadata,
    /// Cross references and object streams.
    Structure,
    Other,
}

/// What a pass found.
#[derive(Debug, Default)]
pub struct Scan {
    pub signatures: Vec<PdfSignature>,
    pub objects: Vec<Object>,
    /// Offsets just after each end-of-file mark.
    pub ends: Vec<u64>,
    /// Largest object count announced before an offset: (offset, count).
    pub sizes: Vec<(u64, u32)>,
    /// Signature dictionaries without a value: prepared but never signed.
    pub placeholders: usize,
    /// Whether there were more objects or signatures than are remembered.
    pub truncated: bool,
    /// Catalogs that trailers name: (offset of the trailer, number of the catalog).
    pub roots: Vec<(u64, u32)>,
    /// Offsets of object streams that cannot be read.
    pub opaque: Vec<u64>,
    /// Object streams opened.
    pub(super) opened: RefCell<Opened>,
    /// Bytes of signature values held so far.
    held: usize,
}

/// Scans a PDF.
///
/// # Errors
/// Any error of the medium. Malformed objects are passed over.
pub fn scan(source: &dyn Source, limits: &Limits) -> io::Result<Scan> {
    let mut found = Scan::default();
    let length = source.len();
    let mut position = 0;
    while let Some(at) = find(source, b"obj", position, length)? {
        note_marks(source, &mut found, position, at)?;
        position = at + 3;
        let Some(number) = number_before(source, at)? else { continue };
        if let Some(end) = read_object(source, &mut found, limits, number, at + 3)? {
            position = end;
        }
    }
    note_marks(source, &mut found, position, length)?;
    Ok(found)
}

/// Collects end-of-file marks and trailers between two objects.
fn note_marks(source: &dyn Source, found: &mut Scan, from: u64, to: u64) -> io::Result<()> {
    let mut position = from;
    while let Some(at) = find(source, b"%%EOF", position, to)? {
        found.ends.push(at + 5);
        position = at + 5;
    }
    let mut position = from;
    while let Some(at) = find(source, b"trailer", position, to)? {
        position = at + 7;
        if let Ok(trailer) = Item::read(&mut Lexer::new(source, position)) {
            note_size(found, at, &trailer);
        }
    }
    Ok(())
}

fn note_size(found: &mut Scan, at: u64, dictionary: &Item) {
    if let Some(size) =
        dictionary.get(b"Size").and_then(Item::number).and_then(|size| u32::try_from(size).ok())
    {
        found.sizes.push((at, size));
    }
    if let Some(Item::Reference(root)) = dictionary.get(b"Root") {
        found.roots.push((at, *root));
    }
}

/// The object number of `N G obj`, when `at` is the offset of its keyword.
fn number_before(source: &dyn Source, at: u64) -> io::Result<Option<u32>> {
    const BACK: u64 = 24;
    let from = at.saturating_sub(BACK);
    let mut bytes = [0u8; 24];
    let read = source.read_at(from, &mut bytes[..usize::try_from(at - from).unwrap_or(0)])?;
    let text = &bytes[..read];
    if !text.last().is_some_and(|&octet| is_blank(octet)) {
        return Ok(None);
    }
    let mut words = text.rsplit(|&octet| is_blank(octet)).filter(|word| !word.is_empty());
    let generation =
        words.next().and_then(|word| std::str::from_utf8(word).ok()?.parse::<u32>().ok());
    // Garbage may stick to the number when no end of line follows "endobj".
    let number = words.next().map(|word| {
        let digits = word.iter().rev().take_while(|octet| octet.is_ascii_digit()).count();
        &word[word.len() - digits..]
    });
    let number = number.and_then(|word| std::str::from_utf8(word).ok()?.parse::<u32>().ok());
    Ok(generation.and(number))
}

/// Reads the object whose value begins at `start`; `None` when it is malformed.
fn read_object(
    source: &dyn Source,
    found: &mut Scan,
    limits: &Limits,
    number: u32,
    start: u64,
) -> io::Result<Option<u64>> {
    let mut lexer = Lexer::new(source, start);
    let Ok(item) = Item::read(&mut lexer) else { return Ok(None) };
    let mut end = lexer.position;
    if lexer.next().is_ok_and(|token| token == Token::Keyword(b"stream".to_vec())) {
        end = stream_end(source, &item, lexer.position)?;
    }
    if item.is(b"Type", b"XRef") {
        note_size(found, start, &item);
    }
    let class = classify(&item);
    if class == Class::Signature {
        keep_signature(source, found, limits, &item)?;
    }
    if found.objects.len() < OBJECTS {
        let highest = item.highest();
        found.objects.push(Object { number, start, end, class, bundle: None, highest });
    } else {
        found.truncated = true;
    }
    if item.is(b"Type", b"ObjStm") {
        found.unpack(source, Bundle { start, end })?;
    }
    Ok(Some(end))
}

fn keep_signature(
    source: &dyn Source,
    found: &mut Scan,
    limits: &Limits,
    item: &Item,
) -> io::Result<()> {
    let room = limits.metadata.saturating_sub(found.held);
    let Some(signature) = PdfSignature::read(source, item, room)? else {
        found.placeholders += 1;
        return Ok(());
    };
    if found.signatures.iter().any(|known| known.ranges == signature.ranges) {
        return Ok(());
    }
    if found.signatures.len() == limits.pdf_signatures {
        found.truncated = true;
        return Ok(());
    }
    found.held += signature.cms.len();
    found.signatures.push(signature);
    Ok(())
}

/// Where a stream's data end: by its length if the keyword is there, else by looking for the keyword.
fn stream_end(source: &dyn Source, dictionary: &Item, keyword_end: u64) -> io::Result<u64> {
    let mut lexer = Lexer::new(source, keyword_end);
    if lexer.peek()? == Some(b'\r') {
        lexer.position += 1;
    }
    if lexer.peek()? == Some(b'\n') {
        lexer.position += 1;
    }
    let data = lexer.position;
    match dictionary.get(b"Length") {
        Some(Item::Number(length)) => {
            let end = u64::try_from(*length).ok().and_then(|length| data.checked_add(length));
            if let Some(end) = end.filter(|&end| end <= source.len()) {
                let mut after = Lexer::new(source, end);
                if after.next().is_ok_and(
                    |token| matches!(token, Token::Keyword(word) if word.starts_with(b"endstream")),
                ) {
                    return Ok(after.position);
                }
            }
        }
        Some(Item::Reference(number)) => {
            if let Some(end) = indirect_end(source, *number, data)? {
                return Ok(end);
            }
        }
        _ => {}
    }
    Ok(find(source, b"endstream", data, source.len())?.map_or(source.len(), |at| at + 9))
}

/// The end of a stream whose length is in the object that follows it, as writers in one pass do. An embedded file may
/// hold the keyword itself: the length tells the right one.
fn indirect_end(source: &dyn Source, number: u32, data: u64) -> io::Result<Option<u64>> {
    const CANDIDATES: usize = 16;
    let mut from = data;
    for _ in 0..CANDIDATES {
        let Some(at) = find(source, b"endstream", from, source.len())? else { return Ok(None) };
        let mut lexer = Lexer::new(source, at + 9);
        let expected = [
            Token::Keyword(b"endobj".to_vec()),
            Token::Number(number.into()),
            Token::Number(0),
            Token::Keyword(b"obj".to_vec()),
        ];
        let follows =
            expected.iter().all(|wanted| lexer.next().is_ok_and(|token| token == *wanted));
        if follows && let Ok(Token::Number(length)) = lexer.next() {
            let gap = (at - data).saturating_sub(u64::try_from(length).unwrap_or(0));
            if gap <= 2 {
                return Ok(Some(at + 9));
            }
        }
        from = at + 9;
    }
    Ok(None)
}

pub(super) fn classify(item: &Item) -> Class {
    let kind = item.get(b"Type").and_then(Item::name).unwrap_or_default();
    let signature = matches!(kind, b"Sig" | b"DocTimeStamp") || item.get(b"ByteRange").is_some();
    match kind {
        _ if signature && item.get(b"Contents").is_some() => Class::Signature,
        b"Catalog" => Class::Catalog,
        b"Page" => Class::Page,
        b"DSS" | b"VRI" => Class::Validation,
        b"Metadata" => Class::Metadata,
        b"XRef" | b"ObjStm" => Class::Structure,
        _ if item.is(b"Subtype", b"Widget") => Class::Widget,
        b"Annot" => Class::Annotation,
        _ if item.get(b"FT").is_some()
            || item.get(b"SigFlags").is_some()
            || item.get(b"DR").is_some() =>
        {
            Class::Form
        }
        _ if item.get(b"OCSPs").is_some()
            || item.get(b"CRLs").is_some()
            || item.get(b"Certs").is_some() =>
        {
            Class::Validation
        }
        _ if item.get(b"ModDate").is_some() || item.get(b"Producer").is_some() => Class::Metadata,
        _ => Class::Other,
    }
}
