//! Object identifiers: compared as encoded octets, printed as numbers.

use super::{Asn1Error, Value, tag};
use std::fmt;

/// An object identifier.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Oid(Box<[u8]>);

impl Oid {
    /// From the contents octets.
    pub fn from_body(body: &[u8]) -> Self {
        Self(body.into())
    }

    /// From a value.
    ///
    /// # Errors
    /// [`Asn1Error::Unexpected`] when it is no OBJECT IDENTIFIER.
    pub fn read(value: &Value<'_>) -> Result<Self, Asn1Error> {
        let body = value.expect(tag::OID)?.body;
        if body.is_empty() || body.len() > 64 {
            return Err(Asn1Error::Invalid);
        }
        Ok(Self(body.into()))
    }

    /// Whether this is the identifier written in dotted numbers.
    pub fn is(&self, dotted: &str) -> bool {
        let mut octets = Vec::with_capacity(16);
        dotted_body(dotted, &mut octets);
        *self.0 == *octets
    }

    /// The contents octets.
    pub fn body(&self) -> &[u8] {
        &self.0
    }
}

/// Encodes dotted numbers (trusted constants of this program) into contents octets.
pub fn dotted_body(dotted: &str, out: &mut Vec<u8>) {
    let mut arcs = dotted.split('.').map(|arc| arc.parse::<u64>().unwrap_or(0));
    let first = arcs.next().unwrap_or(0) * 40 + arcs.next().unwrap_or(0);
    for arc in std::iter::once(first).chain(arcs) {
        let groups =
            (1..10).take_while(|shift| arc.checked_shr(7 * shift).unwrap_or(0) != 0).count();
        for group in (0..=groups).rev() {
            let more = if group == 0 { 0 } else { 0x80 };
            out.push(((arc >> (7 * group)) & 0x7f) as u8 | more);
        }
    }
}

impl fmt::Display for Oid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut arc = 0u128;
        let mut first = true;
        for &octet in &*self.0 {
            arc = arc << 7 & ((1 << 100) - 1) | u128::from(octet & 0x7f);
            if octet & 0x80 != 0 {
                continue;
            }
            if first {
                let top = (arc / 40).min(2);
                write!(f, "{top}.{}", arc - top * 40)?;
                first = false;
            } else {
                write!(f, ".{arc}")?;
            }
            arc = 0;
        }
        Ok(())
    }
}

impl fmt::Debug for Oid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

pub const DATA: &str = "1.2.840.113549.1.7.1";
pub const SIGNED_DATA: &str = "1.2.840.113549.1.7.2";
pub const ENVELOPED_DATA: &str = "1.2.840.113549.1.7.3";
pub const ENCRYPTED_DATA: &str = "1.2.840.113549.1.7.6";
pub const AUTH_ENVELOPED_DATA: &str = "1.2.840.113549.1.9.16.1.23";
pub const COMPRESSED_DATA: &str = "1.2.840.113549.1.9.16.1.9";
pub const TIMESTAMPED_DATA: &str = "1.2.840.113549.1.9.16.1.31";
pub const TST_INFO: &str = "1.2.840.113549.1.9.16.1.4";

pub const CONTENT_TYPE: &str = "1.2.840.113549.1.9.3";
pub const MESSAGE_DIGEST: &str = "1.2.840.113549.1.9.4";
pub const SIGNING_TIME: &str = "1.2.840.113549.1.9.5";
pub const COUNTERSIGNATURE: &str = "1.2.840.113549.1.9.6";
pub const SIGNING_CERTIFICATE: &str = "1.2.840.113549.1.9.16.2.12";
pub const SIGNATURE_TIMESTAMP: &str = "1.2.840.113549.1.9.16.2.14";
pub const SIGNATURE_POLICY: &str = "1.2.840.113549.1.9.16.2.15";
pub const SIGNER_LOCATION: &str = "1.2.840.113549.1.9.16.2.17";
pub const SIGNING_CERTIFICATE_V2: &str = "1.2.840.113549.1.9.16.2.47";
pub const REVOCATION_VALUES: &str = "1.2.840.113549.1.9.16.2.24";
pub const ADOBE_REVOCATION: &str = "1.2.840.113583.1.1.8";
pub const ALGORITHM_PROTECTION: &str = "1.2.840.113549.1.9.52";
pub const ARCHIVE_TIMESTAMP_V2: &str = "1.2.840.113549.1.9.16.2.48";
pub const ARCHIVE_TIMESTAMP_V3: &str = "0.4.0.1733.2.4";

pub const OCSP_BASIC: &str = "1.3.6.1.5.5.7.48.1.1";
pub const OCSP_RESPONSE_FORM: &str = "1.3.6.1.5.5.7.16.2";
