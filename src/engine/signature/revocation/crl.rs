//! Certificate revocation lists.

use super::Revocation;
use crate::engine::signature::asn1::oid::Oid;
use crate::engine::signature::asn1::{Asn1Error, Reader, Value, tag, time};
use crate::engine::signature::crypto::{Digest, PublicKey, Scheme, hash};
use crate::engine::signature::x509::{Certificate, Name, Serial};
use chrono::{DateTime, Utc};
use std::sync::Arc;

const INDIRECT: &str = "lista indiretta (indirect CRL)";

/// A parsed list. Entries are read when a serial number is looked up: real lists have hundreds of thousands.
#[derive(Debug, Clone)]
pub struct Crl(Arc<Fields>);

#[derive(Debug)]
struct Fields {
    issuer: Name,
    this_update: DateTime<Utc>,
    next_update: Option<DateTime<Utc>>,
    number: Option<Vec<u8>>,
    /// From when revoked certificates are kept after they expire.
    expired_kept_from: Option<DateTime<Utc>>,
    /// Why it says too little to be used alone: delta, indirect, some reasons only; in Italian.
    partial: Option<&'static str>,
    entries: Vec<u8>,
    signed: Vec<u8>,
    signature: Vec<u8>,
    scheme: Option<Scheme>,
}

impl Crl {
    /// Parses a CertificateList.
    ///
    /// # Errors
    /// When it is not one.
    pub fn parse(der: &[u8]) -> Result<Self, Asn1Error> {
        let mut outer = Value::parse(der)?.sequence()?;
        let signed = outer.take(tag::SEQUENCE)?;
        let scheme = Scheme::read(&outer.take(tag::SEQUENCE)?)?;
        let signature = outer.next()?.bits()?.into_owned();
        let mut fields = signed.reader();
        fields.take_if(tag::INTEGER)?;
        fields.take(tag::SEQUENCE)?;
        let issuer = Name::read(&fields.next()?)?;
        let this_update = time::read(&fields.next()?)?;
        let mut list = Fields {
            issuer,
            this_update,
            next_update: None,
            number: None,
            expired_kept_from: None,
            partial: None,
            entries: Vec::new(),
            signed: signed.raw.to_vec(),
            signature,
            scheme,
        };
        while !fields.is_empty() {
            let field = fields.next()?;
            match field.tag {
                tag::UTC_TIME | tag::GENERALIZED_TIME => {
                    list.next_update = Some(time::read(&field)?);
                }
                tag::SEQUENCE => list.entries = field.body.to_vec(),
                0xa0 => list.read_extensions(&field)?,
                _ => {}
            }
        }
        Ok(Self(Arc::new(list)))
    }

    pub fn issuer(&self) -> &Name {
        &self.0.issuer
    }

    pub fn this_update(&self) -> DateTime<Utc> {
        self.0.this_update
    }

    pub fn next_update(&self) -> Option<DateTime<Utc>> {
        self.0.next_update
    }

    /// Why the list proves no absence, when it covers only some certificates or changes: in Italian.
    pub fn partial(&self) -> Option<&'static str> {
        self.0.partial
    }

    /// Whether its entries may be about certificates of other authorities.
    pub fn is_indirect(&self) -> bool {
        self.0.partial == Some(INDIRECT)
    }

    /// CRL number in hexadecimal, empty when it has none.
    pub fn number(&self) -> String {
        self.0.number.as_ref().map(hex::encode).unwrap_or_default()
    }

    /// Whether a certificate expired at `not_after` would still be in the list.
    pub fn keeps_expired(&self, not_after: DateTime<Utc>) -> bool {
        not_after >= self.0.this_update
            || self.0.expired_kept_from.is_some_and(|from| from <= not_after)
    }

    /// Whether `issuer` signed the list: name and key.
    pub fn is_signed_by(&self, issuer: &Certificate) -> bool {
        if !self.0.issuer.matches(issuer.subject()) {
            return false;
        }
        let allowed = issuer
            .extensions()
            .key_usage
            .is_none_or(|usage| usage.allows("cRLSign") || usage.allows("keyCertSign"));
        allowed && issuer.key().is_some_and(|key| self.verify(key))
    }

    fn verify(&self, key: &PublicKey) -> bool {
        let Some(scheme) = self.0.scheme else { return false };
        let digest = scheme.digest.unwrap_or(Digest::Sha512);
        key.verify(
            scheme.padding,
            digest,
            &hash(digest, &self.0.signed),
            &self.0.signed,
            &self.0.signature,
        )
    }

    /// The entry of a certificate, if it is in the list.
    ///
    /// # Errors
    /// When the entries are malformed: then absence proves nothing.
    pub fn find(&self, serial: &Serial) -> Result<Option<Revocation>, Asn1Error> {
        let mut entries = Reader::new(&self.0.entries);
        while !entries.is_empty() {
            let mut entry = entries.take(tag::SEQUENCE)?.reader();
            if entry.next()?.integer()? != serial.0 {
                continue;
            }
            let at = time::read(&entry.next()?)?;
            let reason = entry
                .take_if(tag::SEQUENCE)?
                .map(|extensions| read_reason(&extensions))
                .transpose()?
                .flatten();
            return Ok(Some(Revocation { at, reason }));
        }
        Ok(None)
    }

    /// For the report: issuer, number and time.
    pub fn describe(&self) -> String {
        let number = self
            .0
            .number
            .as_ref()
            .map(|number| format!(" n. {}", hex::encode(number)))
            .unwrap_or_default();
        let issuer = self.0.issuer.common_name().unwrap_or_default();
        format!("CRL{number} di {issuer} del {}", self.0.this_update.format("%d/%m/%Y %H:%M UTC"))
    }
}

impl Fields {
    fn read_extensions(&mut self, field: &Value<'_>) -> Result<(), Asn1Error> {
        for extension in field.reader().next()?.sequence()?.collect(64)? {
            let (oid, critical, body) = read_extension(&extension)?;
            match oid.to_string().as_str() {
                "2.5.29.20" => self.number = Some(Value::parse(&body)?.integer()?.to_vec()),
                "2.5.29.60" => self.expired_kept_from = time::read(&Value::parse(&body)?).ok(),
                "2.5.29.27" => self.partial = Some("lista delle sole variazioni (delta CRL)"),
                "2.5.29.28" => self.partial = self.partial.or(partial(&Value::parse(&body)?)),
                _ if critical => {
                    self.partial = self.partial.or(Some("lista con estensioni sconosciute"));
                }
                _ => {}
            }
        }
        Ok(())
    }
}

/// IssuingDistributionPoint: what the list leaves out.
fn partial(point: &Value<'_>) -> Option<&'static str> {
    let fields = point.sequence().and_then(|fields| fields.collect(8)).unwrap_or_default();
    fields.iter().find_map(|field| match field.tag {
        0x83 | 0xa3 => Some("lista di alcuni motivi soltanto"),
        0x84 if field.body != [0] => Some(INDIRECT),
        0x85 if field.body != [0] => Some("lista di soli certificati di attributo"),
        _ => None,
    })
}

fn read_reason(extensions: &Value<'_>) -> Result<Option<u64>, Asn1Error> {
    for extension in extensions.reader().collect(16)? {
        let (oid, _, body) = read_extension(&extension)?;
        if oid.is("2.5.29.21") {
            return Ok(Some(Value::parse(&body)?.expect(tag::ENUMERATED)?.small()?));
        }
    }
    Ok(None)
}

fn read_extension<'a>(
    extension: &Value<'a>,
) -> Result<(Oid, bool, std::borrow::Cow<'a, [u8]>), Asn1Error> {
    let mut fields = extension.sequence()?;
    let oid = Oid::read(&fields.next()?)?;
    let critical = fields.take_if(tag::BOOLEAN)?.is_some_and(|flag| flag.body != [0]);
    Ok((oid, critical, fields.next()?.octets(tag::OCTET_STRING)?))
}
