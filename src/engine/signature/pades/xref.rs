//! Cross references: where each revision says that its objects are. Read apart from the scan, so that an update that only
//! points elsewhere, with no object of its own, is seen as well.

use super::item::Item;
use super::lexer::{Lexer, Token};
use super::stream;
use crate::engine::signature::source::{Source, load};
use std::collections::HashSet;
use std::io;

/// Sections followed at most.
const SECTIONS: usize = 256;
/// Entries remembered at most.
const ENTRIES: usize = 400_000;
/// Decoded bytes of a cross-reference stream.
const BYTES: usize = 8 * 1024 * 1024;

/// Where an object is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    Free,
    /// Offset in the file.
    At(u64),
    /// In the object stream of this number, at this index.
    In(u32, u32),
}

/// One table or stream, with its trailer.
#[derive(Debug, Default)]
pub struct Section {
    /// Offset in the file.
    pub start: u64,
    pub root: Option<u32>,
    pub entries: Vec<(u32, Place)>,
}

/// Every section, newest first; `None` when the chain cannot be read to its end.
///
/// # Errors
/// Any error of the medium.
pub fn sections(source: &dyn Source) -> io::Result<Option<Vec<Section>>> {
    let Some(start) = last_start(source)? else { return Ok(None) };
    let (mut found, mut seen, mut total) = (Vec::new(), HashSet::new(), 0);
    let mut next = vec![start];
    while let Some(at) = next.pop() {
        if !seen.insert(at) || found.len() == SECTIONS {
            return Ok(None);
        }
        let section = match read(source, at) {
            Ok(section) => section,
            Err(error) if is_ours(&error) => return Ok(None),
            Err(error) => return Err(error),
        };
        let (section, previous, hybrid) = section;
        total += section.entries.len();
        if total > ENTRIES {
            return Ok(None);
        }
        found.push(section);
        // The stream of a hybrid file belongs to its table and comes before older ones.
        next.extend(previous);
        next.extend(hybrid);
    }
    Ok(Some(found))
}

/// Malformed data, not a fault of the medium.
fn is_ours(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof)
}

fn last_start(source: &dyn Source) -> io::Result<Option<u64>> {
    const TAIL: u64 = 2048;
    let from = source.len().saturating_sub(TAIL);
    let tail = load(source, from, usize::try_from(source.len() - from).unwrap_or(0))?;
    let Some(at) = memchr::memmem::rfind(&tail, b"startxref") else { return Ok(None) };
    let mut lexer = Lexer::new(source, from + at as u64 + 9);
    Ok(match lexer.next() {
        Ok(Token::Number(offset)) => u64::try_from(offset).ok().filter(|&at| at < source.len()),
        _ => None,
    })
}

type Read = (Section, Option<u64>, Option<u64>);

fn read(source: &dyn Source, at: u64) -> io::Result<Read> {
    let mut lexer = Lexer::new(source, at);
    match lexer.next()? {
        Token::Keyword(word) if word == b"xref" => table(&mut lexer, at),
        Token::Number(_) => {
            let (_, keyword) = (lexer.next()?, lexer.next()?);
            if keyword != Token::Keyword(b"obj".to_vec()) {
                return Err(invalid());
            }
            stream_section(source, lexer.position, at)
        }
        _ => Err(invalid()),
    }
}

fn table(lexer: &mut Lexer<'_>, at: u64) -> io::Result<Read> {
    let mut section = Section { start: at, ..Section::default() };
    loop {
        match lexer.next()? {
            Token::Keyword(word) if word == b"trailer" => break,
            Token::Number(first) => {
                let Token::Number(count) = lexer.next()? else { return Err(invalid()) };
                let count = usize::try_from(count).ok().filter(|&count| count <= ENTRIES);
                for index in 0..count.ok_or_else(invalid)? {
                    let number =
                        u32::try_from(first).ok().and_then(|n| n.checked_add(index as u32));
                    let entry = entry(lexer)?;
                    section.entries.push((number.ok_or_else(invalid)?, entry));
                }
            }
            _ => return Err(invalid()),
        }
    }
    let trailer = Item::read(lexer)?;
    section.root = root(&trailer);
    let number = |key: &[u8]| {
        trailer.get(key).and_then(Item::number).and_then(|offset| u64::try_from(offset).ok())
    };
    Ok((section, number(b"Prev"), number(b"XRefStm")))
}

fn entry(lexer: &mut Lexer<'_>) -> io::Result<Place> {
    let (Token::Number(offset), Token::Number(_), Token::Keyword(kind)) =
        (lexer.next()?, lexer.next()?, lexer.next()?)
    else {
        return Err(invalid());
    };
    match kind.as_slice() {
        b"n" => Ok(Place::At(u64::try_from(offset).map_err(|_| invalid())?)),
        b"f" => Ok(Place::Free),
        _ => Err(invalid()),
    }
}

fn stream_section(source: &dyn Source, dictionary: u64, at: u64) -> io::Result<Read> {
    let (trailer, bytes) = stream::read(source, dictionary, source.len(), BYTES)?;
    if !trailer.is(b"Type", b"XRef") {
        return Err(invalid());
    }
    let numbers = |key: &[u8]| match trailer.get(key) {
        Some(Item::Array(items)) => items
            .iter()
            .map(|item| item.number().and_then(|n| u32::try_from(n).ok()).ok_or_else(invalid))
            .collect::<io::Result<Vec<u32>>>(),
        _ => Ok(Vec::new()),
    };
    let number = |key: &[u8]| trailer.get(key).and_then(Item::number);
    let widths = numbers(b"W")?;
    let [kind, second, third] = widths.as_slice() else { return Err(invalid()) };
    let widths = [*kind as usize, *second as usize, *third as usize];
    if widths.iter().any(|&width| width > 8) || widths.iter().sum::<usize>() == 0 {
        return Err(invalid());
    }
    let mut index = numbers(b"Index")?;
    if index.is_empty() {
        let size = number(b"Size").and_then(|n| u32::try_from(n).ok()).ok_or_else(invalid)?;
        index = vec![0, size];
    }
    let mut section = Section { start: at, root: root(&trailer), entries: Vec::new() };
    let mut rows = bytes.chunks_exact(widths.iter().sum());
    for part in index.chunks_exact(2) {
        for step in 0..part[1] {
            let Some(row) = rows.next() else { break };
            if section.entries.len() == ENTRIES {
                return Err(invalid());
            }
            let number = part[0].checked_add(step).ok_or_else(invalid)?;
            section.entries.push((number, place(row, widths)));
        }
    }
    let previous = number(b"Prev").and_then(|offset| u64::try_from(offset).ok());
    Ok((section, previous, None))
}

fn place(row: &[u8], widths: [usize; 3]) -> Place {
    let (kind, rest) = row.split_at(widths[0]);
    let (second, third) = rest.split_at(widths[1]);
    let number = |bytes: &[u8]| bytes.iter().fold(0u64, |sum, &octet| sum << 8 | u64::from(octet));
    // A kind without width is 1.
    match if kind.is_empty() { 1 } else { number(kind) } {
        1 => Place::At(number(second)),
        2 => Place::In(number(second) as u32, number(third) as u32),
        _ => Place::Free,
    }
}

fn root(trailer: &Item) -> Option<u32> {
    match trailer.get(b"Root") {
        Some(Item::Reference(number)) => Some(*number),
        _ => None,
    }
}

fn invalid() -> io::Error {
    io::ErrorKind::InvalidData.into()
}
