//! TSTInfo: what an authority attests.

use crate::engine::signature::asn1::{Asn1Error, Value, tag, time};
use crate::engine::signature::crypto::Digest;
use chrono::{DateTime, Utc};

/// The content of a token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimestampInfo {
    /// `None` when the function is unknown.
    pub digest: Option<Digest>,
    pub imprint: Vec<u8>,
    pub serial: Vec<u8>,
    pub time: DateTime<Utc>,
}

impl TimestampInfo {
    /// Reads a TSTInfo.
    ///
    /// # Errors
    /// When it is malformed.
    pub fn read(bytes: &[u8]) -> Result<Self, Asn1Error> {
        let mut fields = Value::parse(bytes)?.sequence()?;
        fields.take(tag::INTEGER)?;
        fields.take(tag::OID)?;
        let mut imprint = fields.next()?.sequence()?;
        let digest = Digest::read(&imprint.next()?)?;
        let value = imprint.next()?.octets(tag::OCTET_STRING)?.into_owned();
        let serial = fields.next()?.integer()?.to_vec();
        Ok(Self { digest, imprint: value, serial, time: time::read(&fields.next()?)? })
    }
}
