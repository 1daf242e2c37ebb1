//! Values of PDF syntax, bounded.

use super::lexer::{Lexer, Token};
use std::io;

const DEPTH: usize = 32;
const NODES: usize = 20_000;

/// A value. Strings stay in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Item {
    Name(Vec<u8>),
    Number(i64),
    Literal(u64, u64),
    Hex(u64, u64),
    Array(Vec<Item>),
    Dictionary(Vec<(Vec<u8>, Item)>),
    Reference(u32),
    Keyword(Vec<u8>),
}

impl Item {
    /// Reads the value at the lexer's position.
    ///
    /// # Errors
    /// `InvalidData` when it is malformed, nested too deep or too large.
    pub fn read(lexer: &mut Lexer<'_>) -> io::Result<Self> {
        let mut nodes = NODES;
        let first = lexer.next()?;
        read(lexer, first, DEPTH, &mut nodes)
    }

    /// The value of a key of a dictionary.
    pub fn get(&self, key: &[u8]) -> Option<&Self> {
        match self {
            Self::Dictionary(entries) => {
                entries.iter().find(|(name, _)| name == key).map(|(_, value)| value)
            }
            _ => None,
        }
    }

    /// The text of a name.
    pub fn name(&self) -> Option<&[u8]> {
        match self {
            Self::Name(name) => Some(name),
            _ => None,
        }
    }

    /// A whole number.
    pub fn number(&self) -> Option<i64> {
        match self {
            Self::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// The highest object number that it refers to; 0 for none.
    pub fn highest(&self) -> u32 {
        match self {
            Self::Reference(number) => *number,
            Self::Array(items) => items.iter().map(Self::highest).max().unwrap_or(0),
            Self::Dictionary(entries) => {
                entries.iter().map(|(_, value)| value.highest()).max().unwrap_or(0)
            }
            _ => 0,
        }
    }

    /// Whether a key holds this name.
    pub fn is(&self, key: &[u8], name: &[u8]) -> bool {
        self.get(key).and_then(Self::name) == Some(name)
    }
}

fn read(lexer: &mut Lexer<'_>, token: Token, depth: usize, nodes: &mut usize) -> io::Result<Item> {
    let invalid = || io::Error::from(io::ErrorKind::InvalidData);
    *nodes = nodes.checked_sub(1).ok_or_else(invalid)?;
    let depth = depth.checked_sub(1).ok_or_else(invalid)?;
    match token {
        Token::Name(name) => Ok(Item::Name(name)),
        Token::Number(number) => Ok(Item::Number(number)),
        Token::Literal(start, length) => Ok(Item::Literal(start, length)),
        Token::Hex(start, length) => Ok(Item::Hex(start, length)),
        Token::Keyword(word) => Ok(Item::Keyword(word)),
        Token::ArrayOpen => {
            let mut items = Vec::new();
            loop {
                match lexer.next()? {
                    Token::ArrayClose => return Ok(Item::Array(items)),
                    Token::Keyword(word) if word == b"R" => join(&mut items).ok_or_else(invalid)?,
                    Token::End => return Err(invalid()),
                    other => items.push(read(lexer, other, depth, nodes)?),
                }
            }
        }
        Token::DictionaryOpen => read_dictionary(lexer, depth, nodes),
        Token::ArrayClose | Token::DictionaryClose | Token::End => Err(invalid()),
    }
}

fn read_dictionary(lexer: &mut Lexer<'_>, depth: usize, nodes: &mut usize) -> io::Result<Item> {
    let invalid = || io::Error::from(io::ErrorKind::InvalidData);
    let mut entries = Vec::new();
    let mut key: Option<Vec<u8>> = None;
    let mut values: Vec<Item> = Vec::new();
    loop {
        match lexer.next()? {
            Token::DictionaryClose => {
                close(&mut entries, key, &mut values);
                return Ok(Item::Dictionary(entries));
            }
            Token::Name(name) if key.is_none() || !values.is_empty() => {
                close(&mut entries, key.replace(name), &mut values);
            }
            Token::Keyword(word) if word == b"R" => join(&mut values).ok_or_else(invalid)?,
            Token::End => return Err(invalid()),
            other => values.push(read(lexer, other, depth, nodes)?),
        }
    }
}

fn close(entries: &mut Vec<(Vec<u8>, Item)>, key: Option<Vec<u8>>, values: &mut Vec<Item>) {
    if let (Some(key), Some(value)) = (key, values.pop()) {
        entries.push((key, value));
    }
    values.clear();
}

/// Turns the last two numbers into the reference that `R` closes.
fn join(items: &mut Vec<Item>) -> Option<()> {
    items.pop()?.number()?;
    let number = items.pop()?.number()?;
    items.push(Item::Reference(u32::try_from(number).ok()?));
    Some(())
}
