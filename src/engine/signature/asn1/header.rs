//! Identifier and length octets.

use super::{Asn1Error, tag};

/// The identifier and length of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Header {
    /// Identifier octet; for numbers of 31 and more, `number << 8 | first octet`.
    pub tag: u32,
    /// Octets of identifier and length.
    pub size: usize,
    /// Octets of the contents; `None` for the indefinite form.
    pub length: Option<u64>,
}

impl Header {
    /// Longest header read: identifier of up to 5 octets, length of up to 9.
    pub const MAX: usize = 14;

    /// Parses the header at the start of `bytes`.
    ///
    /// # Errors
    /// [`Asn1Error::Truncated`], [`Asn1Error::Tag`] or [`Asn1Error::Length`].
    pub fn parse(bytes: &[u8]) -> Result<Self, Asn1Error> {
        let first = *bytes.first().ok_or(Asn1Error::Truncated)?;
        let (tag, mut at) =
            if first & 0x1f == 0x1f { long_tag(bytes, first)? } else { (u32::from(first), 1) };
        let octet = *bytes.get(at).ok_or(Asn1Error::Truncated)?;
        at += 1;
        let length = match octet {
            0..=0x7f => Some(u64::from(octet)),
            0x80 if tag & tag::CONSTRUCTED != 0 => None,
            0x80 | 0xff => return Err(Asn1Error::Length),
            _ => {
                let count = usize::from(octet & 0x7f);
                let octets = bytes.get(at..at + count).ok_or(if count > 8 {
                    Asn1Error::Length
                } else {
                    Asn1Error::Truncated
                })?;
                at += count;
                // Leading zeros are not minimal but harmless; real files have them.
                let significant =
                    octets.iter().position(|&o| o != 0).map_or(&[][..], |first| &octets[first..]);
                if significant.len() > 8 || count > 8 {
                    return Err(Asn1Error::Length);
                }
                Some(significant.iter().fold(0u64, |sum, &o| sum << 8 | u64::from(o)))
            }
        };
        Ok(Self { tag, size: at, length })
    }

    /// Whether this is the end-of-contents mark.
    pub fn is_end(&self) -> bool {
        self.tag == 0 && self.length == Some(0)
    }
}

fn long_tag(bytes: &[u8], first: u8) -> Result<(u32, usize), Asn1Error> {
    let mut number = 0u32;
    for (index, &octet) in bytes.iter().enumerate().skip(1).take(4) {
        number = number << 7 | u32::from(octet & 0x7f);
        if octet & 0x80 == 0 {
            return if number < 1 << 24 {
                Ok((number << 8 | u32::from(first), index + 1))
            } else {
                Err(Asn1Error::Tag)
            };
        }
    }
    Err(if bytes.len() < 5 { Asn1Error::Truncated } else { Asn1Error::Tag })
}
