//! Distinguished names.

use crate::engine::signature::asn1::oid::Oid;
use crate::engine::signature::asn1::{Asn1Error, Value, tag};
use std::fmt;

/// A distinguished name: its attributes in order, and its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// Attribute type and readable value.
    pub attributes: Vec<(Oid, String)>,
    raw: Vec<u8>,
    folded: String,
}

const LABELS: &[(&str, &str)] = &[
    ("2.5.4.3", "CN"),
    ("2.5.4.4", "SN"),
    ("2.5.4.5", "serialNumber"),
    ("2.5.4.6", "C"),
    ("2.5.4.7", "L"),
    ("2.5.4.8", "ST"),
    ("2.5.4.10", "O"),
    ("2.5.4.11", "OU"),
    ("2.5.4.12", "T"),
    ("2.5.4.42", "GN"),
    ("2.5.4.46", "dnQualifier"),
    ("2.5.4.65", "pseudonym"),
    ("2.5.4.97", "organizationIdentifier"),
    ("1.2.840.113549.1.9.1", "emailAddress"),
    ("0.9.2342.19200300.100.1.25", "DC"),
];

impl Name {
    /// Reads a Name.
    ///
    /// # Errors
    /// When it is not a sequence of sets of attributes.
    pub fn read(value: &Value<'_>) -> Result<Self, Asn1Error> {
        let mut attributes = Vec::new();
        let mut sets = value.sequence()?;
        while !sets.is_empty() {
            let mut set = sets.take(tag::SET)?.reader();
            while !set.is_empty() {
                let mut attribute = set.next()?.sequence()?;
                let kind = Oid::read(&attribute.next()?)?;
                if attributes.len() == 64 {
                    return Err(Asn1Error::Count);
                }
                attributes.push((kind, text(&attribute.next()?)));
            }
        }
        let parts: Vec<String> =
            attributes.iter().map(|(kind, value)| format!("{kind}={}", fold(value))).collect();
        let folded = parts.join(
            "
",
        );
        Ok(Self { attributes, raw: value.raw.to_vec(), folded })
    }

    /// The encoded name.
    pub fn raw(&self) -> &[u8] {
        &self.raw
    }

    /// The first attribute of this type, by its dotted identifier.
    pub fn get(&self, dotted: &str) -> Option<&str> {
        self.attributes.iter().find(|(kind, _)| kind.is(dotted)).map(|(_, value)| value.as_str())
    }

    /// Common name.
    pub fn common_name(&self) -> Option<&str> {
        self.get("2.5.4.3")
    }

    /// The attributes with case and blanks folded (RFC 5280 §7.1): equal for equal names, whatever the string types.
    pub fn folded(&self) -> &str {
        &self.folded
    }

    /// Whether two names are the same; reissued certificates change the string type of a name.
    pub fn matches(&self, other: &Self) -> bool {
        self.folded == other.folded && !self.attributes.is_empty()
    }
}

fn fold(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// The readable text of a directory string of any of the old and new types. Control characters are dropped.
pub fn text(value: &Value<'_>) -> String {
    let octets = value.octets(value.tag & !tag::CONSTRUCTED).unwrap_or_default();
    let decoded: String = match value.tag & !tag::CONSTRUCTED {
        tag::BMP => char::decode_utf16(
            octets.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])),
        )
        .map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER))
        .collect(),
        tag::UNIVERSAL => octets
            .chunks_exact(4)
            .map(|quad| char::from_u32(u32::from_be_bytes([quad[0], quad[1], quad[2], quad[3]])))
            .map(|symbol| symbol.unwrap_or(char::REPLACEMENT_CHARACTER))
            .collect(),
        // T.61 in the wild is Latin-1, or UTF-8 under the wrong tag.
        _ => match std::str::from_utf8(&octets) {
            Ok(text) => text.to_owned(),
            Err(_) => octets.iter().map(|&octet| char::from(octet)).collect(),
        },
    };
    decoded.chars().filter(|symbol| !symbol.is_control()).take(512).collect()
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, (kind, value)) in self.attributes.iter().enumerate() {
            let separator = if index == 0 { "" } else { ", " };
            match LABELS.iter().find(|(dotted, _)| kind.is(dotted)) {
                Some((_, label)) => write!(f, "{separator}{label}={value}")?,
                None => write!(f, "{separator}{kind}={value}")?,
            }
        }
        Ok(())
    }
}
