//! The certificate itself.

use super::{Extensions, Name};
use crate::engine::signature::asn1::{Asn1Error, Value, encode_value, tag, time};
use crate::engine::signature::crypto::{Digest, PublicKey, Scheme, hash};
use chrono::{DateTime, Utc};
use std::sync::{Arc, OnceLock};

/// A serial number: its octets without superfluous zeros.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Serial(pub Vec<u8>);

impl Serial {
    /// Lower-case hexadecimal digits, as CAs print it.
    pub fn hex(&self) -> String {
        hex::encode(&self.0)
    }
}

/// A parsed certificate. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Certificate(Arc<Fields>);

/// Two certificates are one when their bytes are.
impl PartialEq for Certificate {
    fn eq(&self, other: &Self) -> bool {
        self.0.raw == other.0.raw
    }
}

impl Eq for Certificate {}

#[derive(Debug)]
struct Fields {
    raw: Vec<u8>,
    signed: Vec<u8>,
    signature: Vec<u8>,
    scheme: Option<Scheme>,
    serial: Serial,
    issuer: Name,
    subject: Name,
    not_before: DateTime<Utc>,
    not_after: DateTime<Utc>,
    key: Vec<u8>,
    key_bits: Vec<u8>,
    /// Decoding a key costs more than using it: done once, when first asked.
    public_key: OnceLock<Option<PublicKey>>,
    extensions: Extensions,
}

impl Certificate {
    /// Parses a certificate; BER is re-encoded first, for its signature is over DER.
    ///
    /// # Errors
    /// When it is not an X.509 certificate.
    pub fn parse(bytes: &[u8]) -> Result<Self, Asn1Error> {
        let outer = Value::parse(bytes)?;
        if has_indefinite(&outer) {
            let der = encode_value(&outer)?;
            return Self::parse_der(&der);
        }
        Self::parse_der(bytes)
    }

    fn parse_der(bytes: &[u8]) -> Result<Self, Asn1Error> {
        let outer = Value::parse(bytes)?;
        let mut parts = outer.sequence()?;
        let signed = parts.take(tag::SEQUENCE)?;
        let scheme = Scheme::read(&parts.take(tag::SEQUENCE)?)?;
        let signature = parts.next()?.bits()?.into_owned();
        let mut fields = signed.reader();
        fields.take_if(tag::context(0))?;
        let serial = Serial(fields.next()?.integer()?.to_vec());
        fields.take(tag::SEQUENCE)?;
        let issuer = Name::read(&fields.next()?)?;
        let mut validity = fields.next()?.sequence()?;
        let not_before = time::read(&validity.next()?)?;
        let not_after = time::read(&validity.next()?)?;
        let subject = Name::read(&fields.next()?)?;
        let key = fields.take(tag::SEQUENCE)?;
        let mut key_fields = key.reader();
        key_fields.next()?;
        let key_bits = key_fields.next()?.bits()?.into_owned();
        let mut extensions = Extensions::default();
        while !fields.is_empty() {
            let field = fields.next()?;
            if field.tag == tag::context(3) {
                extensions = Extensions::read(&field.reader().next()?)?;
            }
        }
        Ok(Self(Arc::new(Fields {
            raw: bytes.to_vec(),
            signed: signed.raw.to_vec(),
            signature,
            scheme,
            serial,
            issuer,
            subject,
            not_before,
            not_after,
            key: key.raw.to_vec(),
            key_bits,
            public_key: OnceLock::new(),
            extensions,
        })))
    }

    /// The encoded certificate.
    pub fn raw(&self) -> &[u8] {
        &self.0.raw
    }

    pub fn serial(&self) -> &Serial {
        &self.0.serial
    }

    pub fn issuer(&self) -> &Name {
        &self.0.issuer
    }

    pub fn subject(&self) -> &Name {
        &self.0.subject
    }

    pub fn not_before(&self) -> DateTime<Utc> {
        self.0.not_before
    }

    pub fn not_after(&self) -> DateTime<Utc> {
        self.0.not_after
    }

    pub fn extensions(&self) -> &Extensions {
        &self.0.extensions
    }

    /// The algorithm with which the issuer signed; `None` when unknown.
    pub fn scheme(&self) -> Option<Scheme> {
        self.0.scheme
    }

    /// The subject's public key; `None` when malformed or of an unknown kind.
    pub fn key(&self) -> Option<&PublicKey> {
        self.0.public_key.get_or_init(|| PublicKey::read(&self.0.key)).as_ref()
    }

    /// The encoded SubjectPublicKeyInfo: two certificates of one key share it.
    pub fn key_info(&self) -> &[u8] {
        &self.0.key
    }

    /// The bits of the public key, whose hash OCSP answers name.
    pub fn key_bits(&self) -> &[u8] {
        &self.0.key_bits
    }

    /// Fingerprint of the whole certificate.
    pub fn fingerprint(&self, digest: Digest) -> Vec<u8> {
        hash(digest, &self.0.raw)
    }

    /// Whether the names and key identifiers allow `issuer` to have issued this. Says nothing about the signature.
    pub fn may_be_issued_by(&self, issuer: &Self) -> bool {
        let identifiers = match (&self.0.extensions.authority_key, &issuer.0.extensions.subject_key)
        {
            (Some(asked), Some(offered)) => asked == offered,
            _ => true,
        };
        identifiers && self.0.issuer.matches(&issuer.0.subject)
    }

    /// Whether `issuer`'s key really signed this certificate. Weak hashes are computed: the policy judges them.
    pub fn is_signed_by(&self, issuer: &Self) -> bool {
        issuer
            .key()
            .is_some_and(|key| verify(key, self.0.scheme, &self.0.signed, &self.0.signature))
    }

    /// Whether subject and issuer are one.
    pub fn is_self_issued(&self) -> bool {
        self.0.issuer.raw() == self.0.subject.raw()
    }
}

/// Whether `signature` is `key`'s over `signed`, by a scheme that names its hash.
pub fn verify(key: &PublicKey, scheme: Option<Scheme>, signed: &[u8], signature: &[u8]) -> bool {
    let Some(scheme) = scheme else { return false };
    let digest = scheme.digest.unwrap_or(Digest::Sha512);
    key.verify(scheme.padding, digest, &hash(digest, signed), signed, signature)
}

/// Whether any value down to the fields of the certificate has an indefinite length.
fn has_indefinite(value: &Value<'_>) -> bool {
    if value.indefinite {
        return true;
    }
    let Ok(children) = value.reader().collect(8) else { return false };
    children.iter().any(|child| {
        child.indefinite
            || (child.tag & tag::CONSTRUCTED != 0
                && child
                    .reader()
                    .collect(16)
                    .is_ok_and(|fields| fields.iter().any(|field| field.indefinite)))
    })
}
