//! Base64 text seen as the bytes it stands for, at any offset, without decoding it into memory.
//!
//! One pass validates the text and drops a checkpoint every 48 KiB of decoded bytes; a read starts at the checkpoint
//! before its offset. Line breaks, blanks, tabs and (in UTF-16 text) zero bytes are skipped; the padding may be missing.

use super::{CHUNK, Source, stream};
use std::io;

/// Decoded bytes between two checkpoints; a multiple of 3, so that a checkpoint falls between two quanta.
const STRIDE: u64 = 48 * 1024;

/// The decoding of a region of base64 text.
pub struct Base64Source<'a> {
    parent: &'a dyn Source,
    /// Text offset where the decoded bytes `i * STRIDE` begin.
    checkpoints: Vec<u64>,
    end: u64,
    length: u64,
}

impl<'a> Base64Source<'a> {
    /// Validates the text from `start` to `end` and indexes it; `None` when it is not base64 (or is empty).
    ///
    /// # Errors
    /// Any error of the medium.
    pub fn new(parent: &'a dyn Source, start: u64, end: u64) -> io::Result<Option<Self>> {
        Self::index(parent, start, end, false)
    }

    /// The same for the beginning of a longer text, which `end` may cut anywhere.
    ///
    /// # Errors
    /// Any error of the medium.
    pub fn beginning(parent: &'a dyn Source, start: u64, end: u64) -> io::Result<Option<Self>> {
        Self::index(parent, start, end, true)
    }

    fn index(parent: &'a dyn Source, start: u64, end: u64, cut: bool) -> io::Result<Option<Self>> {
        let mut checkpoints = vec![start];
        let (mut symbols, mut padding, mut valid, mut at) = (0u64, 0u64, true, start);
        stream(parent, start, end, &mut |chunk| {
            for &byte in chunk {
                at += 1;
                match decode(byte) {
                    Symbol::Value(_) if padding == 0 => {
                        symbols += 1;
                        if symbols.is_multiple_of(STRIDE / 3 * 4) {
                            checkpoints.push(at);
                        }
                    }
                    Symbol::Padding => padding += 1,
                    Symbol::Blank => {}
                    Symbol::Value(_) | Symbol::Alien => valid = false,
                }
            }
            if valid { Ok(()) } else { Err(io::ErrorKind::InvalidData.into()) }
        })
        .or_else(|error| {
            if error.kind() == io::ErrorKind::InvalidData { Ok(()) } else { Err(error) }
        })?;
        if !valid || symbols < 4 || (symbols % 4 == 1 && !cut) || padding > 2 {
            return Ok(None);
        }
        let length = symbols / 4 * 3 + (symbols % 4).saturating_sub(1);
        Ok(Some(Self { parent, checkpoints, end, length }))
    }
}

impl Source for Base64Source<'_> {
    fn len(&self) -> u64 {
        self.length
    }

    fn read_at(&self, position: u64, buffer: &mut [u8]) -> io::Result<usize> {
        let want = usize::try_from(self.length.saturating_sub(position))
            .unwrap_or(usize::MAX)
            .min(buffer.len());
        if want == 0 {
            return Ok(0);
        }
        let checkpoint = usize::try_from(position / STRIDE).unwrap_or(usize::MAX);
        let Some(&text) = self.checkpoints.get(checkpoint) else { return Ok(0) };
        let mut skip = position % STRIDE;
        let mut done = 0;
        let (mut bits, mut count) = (0u32, 0u32);
        let mut at = text;
        let mut raw =
            vec![0; CHUNK.min(want * 2 + usize::try_from(skip * 2).unwrap_or(CHUNK) + 256)];
        while done < want && at < self.end {
            let size = raw.len().min(usize::try_from(self.end - at).unwrap_or(usize::MAX));
            let read = self.parent.read_at(at, &mut raw[..size])?;
            if read == 0 {
                break;
            }
            at += read as u64;
            for &byte in &raw[..read] {
                let Symbol::Value(value) = decode(byte) else { continue };
                bits = bits << 6 | u32::from(value);
                count += 6;
                if count < 8 {
                    continue;
                }
                count -= 8;
                let decoded = (bits >> count & 0xff) as u8;
                if skip > 0 {
                    skip -= 1;
                } else if done < want {
                    buffer[done] = decoded;
                    done += 1;
                }
            }
        }
        Ok(done)
    }
}

enum Symbol {
    Value(u8),
    Padding,
    Blank,
    Alien,
}

fn decode(byte: u8) -> Symbol {
    match byte {
        b'A'..=b'Z' => Symbol::Value(byte - b'A'),
        b'a'..=b'z' => Symbol::Value(byte - b'a' + 26),
        b'0'..=b'9' => Symbol::Value(byte - b'0' + 52),
        b'+' | b'-' => Symbol::Value(62),
        b'/' | b'_' => Symbol::Value(63),
        b'=' => Symbol::Padding,
        b' ' | b'\t' | b'\r' | b'\n' | 0 | 0x1a => Symbol::Blank,
        _ => Symbol::Alien,
    }
}
