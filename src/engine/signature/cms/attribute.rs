//! Attributes of a signer.

use crate::engine::signature::asn1::oid::Oid;
use crate::engine::signature::asn1::{Asn1Error, Reader, Value, encode, encode_value, tag};

/// An attribute: its type and its encoded values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribute {
    pub kind: Oid,
    pub values: Vec<Vec<u8>>,
}

impl Attribute {
    fn read(value: &Value<'_>) -> Result<Self, Asn1Error> {
        let mut fields = value.sequence()?;
        let kind = Oid::read(&fields.next()?)?;
        let values = fields.take(tag::SET)?.reader().collect(256)?;
        Ok(Self { kind, values: values.iter().map(|value| value.raw.to_vec()).collect() })
    }
}

/// A set of attributes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Attributes {
    pub list: Vec<Attribute>,
    /// Their DER encoding under a SET tag, sorted: what RFC 5652 §5.4 signs.
    pub der: Vec<u8>,
    /// The same bytes in the order in which they are stored, under a SET tag.
    pub stored: Vec<u8>,
}

impl Attributes {
    /// Reads the contents of an implicitly tagged SET OF Attribute.
    ///
    /// # Errors
    /// When an attribute is malformed.
    pub fn read(body: &[u8]) -> Result<Self, Asn1Error> {
        let values = Reader::new(body).collect(512)?;
        let list = values.iter().map(Attribute::read).collect::<Result<Vec<_>, _>>()?;
        let mut encoded = values.iter().map(encode_value).collect::<Result<Vec<_>, _>>()?;
        encoded.sort();
        Ok(Self { list, der: encode(tag::SET, &encoded.concat()), stored: encode(tag::SET, body) })
    }

    /// The attributes of this type.
    pub fn all(&self, dotted: &str) -> Vec<&Attribute> {
        self.list.iter().filter(|attribute| attribute.kind.is(dotted)).collect()
    }

    /// The only value of the only attribute of this type; `None` when absent, repeated or of several values.
    pub fn single(&self, dotted: &str) -> Option<&[u8]> {
        match self.all(dotted).as_slice() {
            [one] if one.values.len() == 1 => one.values.first().map(Vec::as_slice),
            _ => None,
        }
    }

    /// The first value of the first attribute of this type, for attributes that are only shown.
    pub fn first(&self, dotted: &str) -> Option<&[u8]> {
        self.list
            .iter()
            .find(|attribute| attribute.kind.is(dotted))?
            .values
            .first()
            .map(Vec::as_slice)
    }

    /// Whether the attribute is present at all.
    pub fn has(&self, dotted: &str) -> bool {
        self.list.iter().any(|attribute| attribute.kind.is(dotted))
    }
}
