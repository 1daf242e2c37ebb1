//! A small bounded reader of BER and DER.
//!
//! Two halves: [`walk`] steps over a structure inside a [`Source`](super::source::Source) without loading it, and
//! [`value`] reads values that are in memory. Both accept definite and indefinite lengths, non-minimal lengths and
//! constructed strings, because real signed files have them; both bound the nesting, not the number of chunks.
//! It decodes nothing it is not asked for, never recurses on input and never allocates from an announced length.

pub mod header;
pub mod oid;
pub mod time;
pub mod value;
pub mod walk;
mod write;

pub use header::Header;
pub use value::{Reader, Value};
pub use write::{encode, encode_value};

/// Universal and context tags used by the formats read here (identifier octet, constructed bit included).
pub mod tag {
    pub const BOOLEAN: u32 = 0x01;
    pub const INTEGER: u32 = 0x02;
    pub const BIT_STRING: u32 = 0x03;
    pub const OCTET_STRING: u32 = 0x04;
    pub const NULL: u32 = 0x05;
    pub const OID: u32 = 0x06;
    pub const ENUMERATED: u32 = 0x0a;
    pub const UTF8: u32 = 0x0c;
    pub const NUMERIC: u32 = 0x12;
    pub const PRINTABLE: u32 = 0x13;
    pub const T61: u32 = 0x14;
    pub const IA5: u32 = 0x16;
    pub const UTC_TIME: u32 = 0x17;
    pub const GENERALIZED_TIME: u32 = 0x18;
    pub const VISIBLE: u32 = 0x1a;
    pub const UNIVERSAL: u32 = 0x1c;
    pub const BMP: u32 = 0x1e;
    pub const SEQUENCE: u32 = 0x30;
    pub const SET: u32 = 0x31;
    /// Context-specific, constructed.
    pub const fn context(number: u32) -> u32 {
        0xa0 | number
    }
    /// Context-specific, primitive.
    pub const fn implicit(number: u32) -> u32 {
        0x80 | number
    }
    /// The bit that says "made of other values".
    pub const CONSTRUCTED: u32 = 0x20;
}

/// Why bytes are not the ASN.1 value that was expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Asn1Error {
    #[error("the data ends inside a value")]
    Truncated,
    #[error("a length is not encodable or exceeds its container")]
    Length,
    #[error("a tag number is out of range")]
    Tag,
    #[error("values are nested too deep")]
    Depth,
    #[error("expected tag {expected:#x}, found {found:#x}")]
    Unexpected { expected: u32, found: u32 },
    #[error("a required value is missing")]
    Missing,
    #[error("a value is not well formed")]
    Invalid,
    #[error("there are too many values")]
    Count,
    #[error("a value is too large to be held in memory")]
    Size,
    #[error("the medium could not be read")]
    Medium,
}
