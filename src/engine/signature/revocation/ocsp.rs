//! OCSP answers.

use super::Revocation;
use crate::engine::signature::asn1::oid::{self, Oid};
use crate::engine::signature::asn1::{Asn1Error, Value, tag, time};
use crate::engine::signature::crypto::{Digest, Scheme, hash};
use crate::engine::signature::x509::{Certificate, Serial};
use chrono::{DateTime, Utc};
use std::sync::Arc;

const OCSP_SIGNING: &str = "1.3.6.1.5.5.7.3.9";

/// A parsed answer, whose signature is verified when it is used.
#[derive(Debug, Clone)]
pub struct OcspAnswer(Arc<Fields>);

#[derive(Debug)]
struct Fields {
    produced: DateTime<Utc>,
    answers: Vec<Single>,
    certificates: Vec<Certificate>,
    signed: Vec<u8>,
    signature: Vec<u8>,
    scheme: Option<Scheme>,
}

/// What is said of one certificate.
#[derive(Debug, Clone)]
pub struct Single {
    digest: Option<Digest>,
    name_hash: Vec<u8>,
    key_hash: Vec<u8>,
    serial: Serial,
    pub status: Status,
    pub this_update: DateTime<Utc>,
    pub next_update: Option<DateTime<Utc>>,
}

/// The three answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    Good,
    Revoked(Revocation),
    Unknown,
}

impl OcspAnswer {
    /// Parses an OCSPResponse, or the BasicOCSPResponse inside it.
    ///
    /// # Errors
    /// When it is neither, or the responder answered with an error.
    pub fn parse(der: &[u8]) -> Result<Self, Asn1Error> {
        let mut outer = Value::parse(der)?.sequence()?;
        if outer.take_if(tag::ENUMERATED)?.is_none() {
            return Self::parse_basic(der);
        }
        let bytes = outer.take(tag::context(0))?.reader().next()?;
        let mut fields = bytes.sequence()?;
        if !Oid::read(&fields.next()?)?.is(oid::OCSP_BASIC) {
            return Err(Asn1Error::Invalid);
        }
        Self::parse_basic(&fields.next()?.octets(tag::OCTET_STRING)?)
    }

    fn parse_basic(der: &[u8]) -> Result<Self, Asn1Error> {
        let mut outer = Value::parse(der)?.sequence()?;
        let signed = outer.take(tag::SEQUENCE)?;
        let scheme = Scheme::read(&outer.take(tag::SEQUENCE)?)?;
        let signature = outer.next()?.bits()?.into_owned();
        let mut certificates = Vec::new();
        if let Some(list) = outer.take_if(tag::context(0))? {
            for certificate in list.reader().next()?.sequence()?.collect(16)? {
                certificates.extend(Certificate::parse(certificate.raw).ok());
            }
        }
        let mut fields = signed.reader();
        fields.take_if(tag::context(0))?;
        let responder = fields.next()?;
        if responder.tag != tag::context(1) && responder.tag != tag::context(2) {
            return Err(Asn1Error::Invalid);
        }
        let produced = time::read(&fields.next()?)?;
        let answers = fields.take(tag::SEQUENCE)?.reader().collect(64)?;
        let answers = answers.iter().map(Single::read).collect::<Result<Vec<_>, _>>()?;
        Ok(Self(Arc::new(Fields {
            produced,
            answers,
            certificates,
            signed: signed.raw.to_vec(),
            signature,
            scheme,
        })))
    }

    /// What is said of `certificate`, issued by `issuer`.
    pub fn about(&self, certificate: &Certificate, issuer: &Certificate) -> Option<&Single> {
        self.0.answers.iter().find(|single| single.is_about(certificate, issuer))
    }

    /// Whether the answer was signed by the issuer itself or by a responder certificate that the issuer made for it.
    pub fn is_authorised(&self, issuer: &Certificate) -> bool {
        self.is_signed_by(issuer)
            || self.0.certificates.iter().any(|responder| {
                self.is_delegate(responder, issuer) && self.is_signed_by(responder)
            })
    }

    fn is_delegate(&self, responder: &Certificate, issuer: &Certificate) -> bool {
        responder.extensions().purposes.iter().any(|purpose| purpose == OCSP_SIGNING)
            && responder.may_be_issued_by(issuer)
            && responder.is_signed_by(issuer)
            && self.0.answers.iter().all(|single| responder.not_before() <= single.this_update)
    }

    fn is_signed_by(&self, certificate: &Certificate) -> bool {
        let Some((key, scheme)) = certificate.key().zip(self.0.scheme) else { return false };
        let digest = scheme.digest.unwrap_or(Digest::Sha512);
        key.verify(
            scheme.padding,
            digest,
            &hash(digest, &self.0.signed),
            &self.0.signed,
            &self.0.signature,
        )
    }

    /// When the responder signed it.
    pub fn produced(&self) -> DateTime<Utc> {
        self.0.produced
    }

    /// For the report.
    pub fn describe(&self) -> String {
        format!("risposta OCSP del {}", self.0.produced.format("%d/%m/%Y %H:%M UTC"))
    }
}

impl Single {
    fn read(value: &Value<'_>) -> Result<Self, Asn1Error> {
        let mut fields = value.sequence()?;
        let mut id = fields.next()?.sequence()?;
        let digest = Digest::read(&id.next()?)?;
        let name_hash = id.next()?.octets(tag::OCTET_STRING)?.into_owned();
        let key_hash = id.next()?.octets(tag::OCTET_STRING)?.into_owned();
        let serial = Serial(id.next()?.integer()?.to_vec());
        let status = read_status(&fields.next()?)?;
        let this_update = time::read(&fields.next()?)?;
        let next_update = fields
            .take_if(tag::context(0))?
            .map(|next| time::read(&next.reader().next()?))
            .transpose()?;
        Ok(Self { digest, name_hash, key_hash, serial, status, this_update, next_update })
    }

    fn is_about(&self, certificate: &Certificate, issuer: &Certificate) -> bool {
        let Some(digest) = self.digest else { return false };
        self.serial == *certificate.serial()
            && self.key_hash == hash(digest, issuer.key_bits())
            && (self.name_hash == hash(digest, certificate.issuer().raw())
                || self.name_hash == hash(digest, issuer.subject().raw()))
    }
}

fn read_status(value: &Value<'_>) -> Result<Status, Asn1Error> {
    match value.tag {
        0x80 => Ok(Status::Good),
        0xa1 => {
            let mut fields = value.reader();
            let at = time::read(&fields.next()?)?;
            let reason = fields
                .take_if(tag::context(0))?
                .map(|reason| reason.reader().next()?.small())
                .transpose()?;
            Ok(Status::Revoked(Revocation { at, reason }))
        }
        _ => Ok(Status::Unknown),
    }
}
