//! Tokens of PDF syntax, read from a source at any offset.

use crate::engine::signature::source::Source;
use std::io;

const BUFFER: usize = 16 * 1024;
/// Longest name, number or keyword.
const WORD: usize = 256;
/// Longest string looked through.
const STRING: u64 = 64 * 1024 * 1024;

/// A token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Token {
    DictionaryOpen,
    DictionaryClose,
    ArrayOpen,
    ArrayClose,
    Name(Vec<u8>),
    Number(i64),
    /// Literal string, parentheses included: offset and length.
    Literal(u64, u64),
    /// Hexadecimal string, angle brackets included: offset and length.
    Hex(u64, u64),
    Keyword(Vec<u8>),
    End,
}

/// Reads tokens; `position` may be moved.
pub struct Lexer<'a> {
    source: &'a dyn Source,
    pub position: u64,
    buffer: Vec<u8>,
    start: u64,
}

impl<'a> Lexer<'a> {
    pub fn new(source: &'a dyn Source, position: u64) -> Self {
        Self { source, position, buffer: Vec::new(), start: 0 }
    }

    /// The byte at the position, without moving.
    ///
    /// # Errors
    /// Any error of the medium.
    pub fn peek(&mut self) -> io::Result<Option<u8>> {
        let inside =
            self.position >= self.start && self.position < self.start + self.buffer.len() as u64;
        if !inside {
            self.buffer.resize(BUFFER, 0);
            let read = self.source.read_at(self.position, &mut self.buffer)?;
            self.buffer.truncate(read);
            self.start = self.position;
        }
        let offset = usize::try_from(self.position - self.start).unwrap_or(usize::MAX);
        Ok(self.buffer.get(offset).copied())
    }

    fn bump(&mut self) -> io::Result<Option<u8>> {
        let octet = self.peek()?;
        if octet.is_some() {
            self.position += 1;
        }
        Ok(octet)
    }

    /// The next token; blanks and comments are passed over.
    ///
    /// # Errors
    /// Any error of the medium; `InvalidData` for an unending string.
    pub fn next(&mut self) -> io::Result<Token> {
        loop {
            match self.peek()? {
                None => return Ok(Token::End),
                Some(octet) if is_blank(octet) => self.position += 1,
                Some(b'%') => {
                    while self.bump()?.is_some_and(|octet| octet != b'\n' && octet != b'\r') {}
                }
                Some(_) => break,
            }
        }
        let start = self.position;
        match self.bump()? {
            Some(b'[') => Ok(Token::ArrayOpen),
            Some(b']') => Ok(Token::ArrayClose),
            Some(b'(') => self.literal(start),
            Some(b'<') if self.peek()? == Some(b'<') => {
                self.position += 1;
                Ok(Token::DictionaryOpen)
            }
            Some(b'<') => self.hexadecimal(start),
            Some(b'>') if self.peek()? == Some(b'>') => {
                self.position += 1;
                Ok(Token::DictionaryClose)
            }
            Some(b'/') => Ok(Token::Name(self.word()?)),
            Some(octet) if is_delimiter(octet) => Ok(Token::Keyword(vec![octet])),
            Some(_) => {
                self.position = start;
                let word = self.word()?;
                Ok(number(&word).map_or(Token::Keyword(word), Token::Number))
            }
            None => Ok(Token::End),
        }
    }

    fn word(&mut self) -> io::Result<Vec<u8>> {
        let mut word = Vec::new();
        while let Some(octet) =
            self.peek()?.filter(|&octet| !is_blank(octet) && !is_delimiter(octet))
        {
            self.position += 1;
            if word.len() < WORD {
                word.push(octet);
            }
        }
        Ok(word)
    }

    fn literal(&mut self, start: u64) -> io::Result<Token> {
        let mut open = 1u32;
        while open > 0 {
            match self.bump()? {
                Some(b'\\') => {
                    self.bump()?;
                }
                Some(b'(') => open += 1,
                Some(b')') => open -= 1,
                Some(_) if self.position - start < STRING => {}
                _ => return Err(io::ErrorKind::InvalidData.into()),
            }
        }
        Ok(Token::Literal(start, self.position - start))
    }

    fn hexadecimal(&mut self, start: u64) -> io::Result<Token> {
        loop {
            match self.bump()? {
                Some(b'>') => return Ok(Token::Hex(start, self.position - start)),
                Some(octet)
                    if (octet.is_ascii_hexdigit() || is_blank(octet))
                        && self.position - start < STRING => {}
                _ => return Err(io::ErrorKind::InvalidData.into()),
            }
        }
    }
}

fn number(word: &[u8]) -> Option<i64> {
    let text = std::str::from_utf8(word).ok()?;
    let whole = text.split('.').next().filter(|_| {
        text.bytes().all(|octet| octet.is_ascii_digit() || matches!(octet, b'+' | b'-' | b'.'))
    })?;
    whole.parse().ok().or_else(|| (whole.is_empty() || whole == "-" || whole == "+").then_some(0))
}

/// White space of PDF.
pub fn is_blank(octet: u8) -> bool {
    matches!(octet, 0 | 9 | 10 | 12 | 13 | 32)
}

fn is_delimiter(octet: u8) -> bool {
    matches!(octet, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}
