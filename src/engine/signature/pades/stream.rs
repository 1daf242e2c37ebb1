//! The bytes of a stream object, decoded: none or FlateDecode, with the predictors that cross-reference streams use.

use super::item::Item;
use super::lexer::{Lexer, Token};
use crate::engine::signature::source::{SliceSource, Source, load};
use std::io::{self, Read};

/// Encoded bytes read of one stream.
const ENCODED: u64 = 16 * 1024 * 1024;

/// Reads the object at `start` (its dictionary) and gives dictionary and decoded bytes, at most `limit` of them.
///
/// # Errors
/// `InvalidData` when it is no stream, too large, or encoded otherwise; any error of the medium.
pub fn read(
    source: &dyn Source,
    start: u64,
    end: u64,
    limit: usize,
) -> io::Result<(Item, Vec<u8>)> {
    let mut lexer = Lexer::new(source, start);
    let dictionary = Item::read(&mut lexer)?;
    if lexer.next()? != Token::Keyword(b"stream".to_vec()) {
        return Err(invalid());
    }
    if lexer.peek()? == Some(b'\r') {
        lexer.position += 1;
    }
    if lexer.peek()? == Some(b'\n') {
        lexer.position += 1;
    }
    let length = match dictionary.get(b"Length").and_then(Item::number) {
        Some(length) => u64::try_from(length).map_err(|_| invalid())?,
        // To the keyword that ends it: an end of line too much is no harm to what is inside.
        None => end.saturating_sub(9).saturating_sub(lexer.position),
    };
    if length > ENCODED {
        return Err(invalid());
    }
    let encoded = load(source, lexer.position, usize::try_from(length).unwrap_or(0))?;
    let decoded = decode(&dictionary, encoded, limit)?;
    Ok((dictionary, decoded))
}

fn decode(dictionary: &Item, encoded: Vec<u8>, limit: usize) -> io::Result<Vec<u8>> {
    let first = |key: &[u8]| match dictionary.get(key) {
        Some(Item::Array(items)) if items.len() > 1 => Err(invalid()),
        Some(Item::Array(items)) => Ok(items.first()),
        other => Ok(other),
    };
    let Some(filter) = first(b"Filter")? else {
        return if encoded.len() <= limit { Ok(encoded) } else { Err(invalid()) };
    };
    if !matches!(filter.name(), Some(b"FlateDecode" | b"Fl")) {
        return Err(invalid());
    }
    let mut decoded = Vec::new();
    let mut inflate = flate2::read::ZlibDecoder::new(encoded.as_slice()).take(limit as u64 + 1);
    // What was decoded before a fault at the end is what readers show.
    let outcome = inflate.read_to_end(&mut decoded);
    if decoded.len() > limit || (outcome.is_err() && decoded.is_empty()) {
        return Err(invalid());
    }
    match first(b"DecodeParms")? {
        Some(parameters) => unpredict(parameters, decoded),
        None => Ok(decoded),
    }
}

/// PNG predictors (RFC 2083 §6); TIFF's are not used in these streams.
fn unpredict(parameters: &Item, bytes: Vec<u8>) -> io::Result<Vec<u8>> {
    let number = |key: &[u8], default: i64| {
        usize::try_from(parameters.get(key).and_then(Item::number).unwrap_or(default))
            .map_err(|_| invalid())
    };
    match number(b"Predictor", 1)? {
        0 | 1 => return Ok(bytes),
        10..=15 => {}
        _ => return Err(invalid()),
    }
    let (columns, colors, bits) =
        (number(b"Columns", 1)?, number(b"Colors", 1)?, number(b"BitsPerComponent", 8)?);
    if columns == 0 || columns > 4096 || colors != 1 || bits != 8 {
        return Err(invalid());
    }
    let mut out: Vec<u8> = Vec::with_capacity(bytes.len());
    let mut above = vec![0u8; columns];
    for row in bytes.chunks(columns + 1) {
        let (&kind, row) = row.split_first().ok_or_else(invalid)?;
        let (mut line, mut left, mut corner) = (Vec::with_capacity(columns), 0u8, 0u8);
        for (&octet, &up) in row.iter().zip(&above) {
            let guess = match kind {
                0 => 0,
                1 => left,
                2 => up,
                3 => u8::midpoint(left, up),
                4 => paeth(left, up, corner),
                _ => return Err(invalid()),
            };
            left = octet.wrapping_add(guess);
            corner = up;
            line.push(left);
        }
        out.extend_from_slice(&line);
        line.resize(columns, 0);
        above = line;
    }
    Ok(out)
}

fn paeth(left: u8, up: u8, corner: u8) -> u8 {
    let estimate = i16::from(left) + i16::from(up) - i16::from(corner);
    let distance = |value: u8| (estimate - i16::from(value)).abs();
    if distance(left) <= distance(up) && distance(left) <= distance(corner) {
        left
    } else if distance(up) <= distance(corner) {
        up
    } else {
        corner
    }
}

fn invalid() -> io::Error {
    io::ErrorKind::InvalidData.into()
}

/// Numbers and offsets of the objects in an object stream, `(number, offset)` within the decoded bytes.
///
/// # Errors
/// `InvalidData` when the head of the stream is malformed.
pub fn contents(dictionary: &Item, bytes: &[u8], most: usize) -> io::Result<Vec<(u32, u64)>> {
    let number = |key: &[u8]| dictionary.get(key).and_then(Item::number);
    let count = number(b"N").and_then(|n| usize::try_from(n).ok()).ok_or_else(invalid)?;
    let first = number(b"First").and_then(|n| u64::try_from(n).ok()).ok_or_else(invalid)?;
    if count > most {
        return Err(invalid());
    }
    let head = SliceSource(bytes);
    let mut lexer = Lexer::new(&head, 0);
    let mut found = Vec::new();
    for _ in 0..count {
        let (Token::Number(object), Token::Number(offset)) = (lexer.next()?, lexer.next()?) else {
            return Err(invalid());
        };
        let object = u32::try_from(object).map_err(|_| invalid())?;
        let offset = u64::try_from(offset).map_err(|_| invalid())?;
        found.push((object, first.checked_add(offset).ok_or_else(invalid)?));
    }
    Ok(found)
}
