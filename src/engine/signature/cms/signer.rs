//! One SignerInfo.

use super::Attributes;
use crate::engine::signature::asn1::oid::{self, Oid};
use crate::engine::signature::asn1::{Asn1Error, Value, tag, time};
use crate::engine::signature::crypto::{Digest, Scheme};
use crate::engine::signature::x509::{Certificate, Name, Serial};
use chrono::{DateTime, Utc};

/// How a signer points to its certificate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SignerId {
    IssuerSerial(Name, Serial),
    KeyIdentifier(Vec<u8>),
}

impl SignerId {
    /// Whether this points to `certificate`.
    pub fn points_to(&self, certificate: &Certificate) -> bool {
        match self {
            Self::IssuerSerial(issuer, serial) => {
                certificate.serial() == serial && certificate.issuer().matches(issuer)
            }
            Self::KeyIdentifier(key) => certificate.extensions().subject_key.as_ref() == Some(key),
        }
    }
}

/// One signer's record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignerInfo {
    pub id: SignerId,
    /// `None` when the algorithm is unknown.
    pub digest: Option<Digest>,
    pub digest_name: String,
    /// `None` when the algorithm is unknown.
    pub scheme: Option<Scheme>,
    pub scheme_name: String,
    /// `None` when the content is signed directly.
    pub signed: Option<Attributes>,
    pub signature: Vec<u8>,
    pub unsigned: Attributes,
}

impl SignerInfo {
    /// Reads a SignerInfo from its whole encoding.
    ///
    /// # Errors
    /// When it is malformed.
    pub fn read(bytes: &[u8]) -> Result<Self, Asn1Error> {
        let mut fields = Value::parse(bytes)?.sequence()?;
        fields.take(tag::INTEGER)?;
        let id = read_id(&fields.next()?)?;
        let digest = fields.take(tag::SEQUENCE)?;
        let signed =
            fields.take_if(tag::context(0))?.map(|set| Attributes::read(set.body)).transpose()?;
        let scheme = fields.take(tag::SEQUENCE)?;
        let signature = fields.next()?.octets(tag::OCTET_STRING)?.into_owned();
        let unsigned =
            fields.take_if(tag::context(1))?.map(|set| Attributes::read(set.body)).transpose()?;
        if !fields.is_empty() {
            return Err(Asn1Error::Length);
        }
        Ok(Self {
            id,
            digest: Digest::read(&digest)?,
            digest_name: name_of(&digest),
            scheme: Scheme::read(&scheme)?,
            scheme_name: name_of(&scheme),
            signed,
            signature,
            unsigned: unsigned.unwrap_or_default(),
        })
    }

    /// The claimed signing time, of the first such attribute.
    pub fn signing_time(&self) -> Option<DateTime<Utc>> {
        let value = self.signed.as_ref()?.first(oid::SIGNING_TIME)?;
        time::read(&Value::parse(value).ok()?).ok()
    }
}

fn read_id(value: &Value<'_>) -> Result<SignerId, Asn1Error> {
    match value.tag {
        tag::SEQUENCE => {
            let mut fields = value.reader();
            let issuer = Name::read(&fields.next()?)?;
            Ok(SignerId::IssuerSerial(issuer, Serial(fields.next()?.integer()?.to_vec())))
        }
        0x80 => Ok(SignerId::KeyIdentifier(value.body.to_vec())),
        // Some encoders tag the key identifier explicitly.
        0xa0 => Ok(SignerId::KeyIdentifier(
            value.reader().next()?.octets(tag::OCTET_STRING)?.into_owned(),
        )),
        found => Err(Asn1Error::Unexpected { expected: tag::SEQUENCE, found }),
    }
}

fn name_of(identifier: &Value<'_>) -> String {
    let oid = identifier.sequence().and_then(|mut fields| Oid::read(&fields.next()?));
    oid.map(|oid| oid.to_string()).unwrap_or_default()
}
