//! The extensions that decide what a certificate is for.

use super::Statements;
use crate::engine::signature::asn1::oid::Oid;
use crate::engine::signature::asn1::{Asn1Error, Value, tag};

/// Key usage bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeyUsage(pub u16);

impl KeyUsage {
    const NAMES: [&'static str; 9] = [
        "digitalSignature",
        "nonRepudiation",
        "keyEncipherment",
        "dataEncipherment",
        "keyAgreement",
        "keyCertSign",
        "cRLSign",
        "encipherOnly",
        "decipherOnly",
    ];

    /// Whether the usage of this name (RFC 5280 §4.2.1.3) is allowed.
    pub fn allows(self, name: &str) -> bool {
        Self::NAMES
            .iter()
            .position(|known| *known == name)
            .is_some_and(|bit| self.0 & 1 << bit != 0)
    }

    /// The allowed usages, in their usual order.
    pub fn names(self) -> Vec<&'static str> {
        Self::NAMES
            .iter()
            .enumerate()
            .filter(|(bit, _)| self.0 & 1 << bit != 0)
            .map(|(_, name)| *name)
            .collect()
    }

    fn read(value: &Value<'_>) -> Result<Self, Asn1Error> {
        let octets = value.octets(tag::BIT_STRING)?;
        let mut bits = 0;
        for (index, octet) in octets.iter().skip(1).take(2).enumerate() {
            for bit in 0..8 {
                if octet & (0x80 >> bit) != 0 {
                    bits |= 1 << (index * 8 + bit);
                }
            }
        }
        Ok(Self(bits))
    }
}

/// What the extensions of a certificate say; absent is `None` or empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Extensions {
    pub key_usage: Option<KeyUsage>,
    /// Extended key usages, dotted.
    pub purposes: Vec<String>,
    pub purposes_critical: bool,
    /// `Some(true)` for a CA.
    pub is_authority: Option<bool>,
    /// Certificates of authorities that may follow below.
    pub path_length: Option<u64>,
    pub subject_key: Option<Vec<u8>>,
    pub authority_key: Option<Vec<u8>>,
    pub statements: Statements,
    /// Certificate policies, dotted.
    pub policies: Vec<String>,
    /// CRL addresses.
    pub revocation_lists: Vec<String>,
    /// OCSP addresses.
    pub responders: Vec<String>,
    /// Whether id-pkix-ocsp-nocheck is present.
    pub ocsp_nocheck: bool,
    /// Critical extensions that are not understood here, dotted.
    pub unknown_critical: Vec<String>,
}

const MAX: usize = 64;

impl Extensions {
    /// Reads the SEQUENCE OF Extension. A malformed optional extension is treated as absent unless critical.
    ///
    /// # Errors
    /// When the sequence itself is malformed.
    pub fn read(value: &Value<'_>) -> Result<Self, Asn1Error> {
        let mut found = Self::default();
        for extension in value.sequence()?.collect(MAX)? {
            let mut fields = extension.sequence()?;
            let oid = Oid::read(&fields.next()?)?;
            let critical = fields.take_if(tag::BOOLEAN)?.is_some_and(|flag| flag.body != [0]);
            let body = fields.next()?.octets(tag::OCTET_STRING)?;
            let understood = Value::parse(&body)
                .and_then(|value| found.set(&oid, &value, critical))
                .unwrap_or(false);
            if critical && !understood {
                found.unknown_critical.push(oid.to_string());
            }
        }
        Ok(found)
    }

    fn set(&mut self, oid: &Oid, value: &Value<'_>, critical: bool) -> Result<bool, Asn1Error> {
        match oid.to_string().as_str() {
            "2.5.29.15" => self.key_usage = Some(KeyUsage::read(value)?),
            "2.5.29.37" => {
                self.purposes = oids(value)?;
                self.purposes_critical = critical;
            }
            "2.5.29.19" => {
                let mut fields = value.sequence()?;
                self.is_authority =
                    Some(fields.take_if(tag::BOOLEAN)?.is_some_and(|flag| flag.body != [0]));
                self.path_length =
                    fields.take_if(tag::INTEGER)?.map(|length| length.small()).transpose()?;
            }
            "2.5.29.14" => self.subject_key = Some(value.octets(tag::OCTET_STRING)?.into_owned()),
            "2.5.29.35" => {
                self.authority_key =
                    value.sequence()?.take_if(tag::implicit(0))?.map(|key| key.body.to_vec());
            }
            "2.5.29.32" => {
                for policy in value.sequence()?.collect(MAX)? {
                    self.policies.push(Oid::read(&policy.sequence()?.next()?)?.to_string());
                }
            }
            "1.3.6.1.5.5.7.1.3" => self.statements = Statements::read(value)?,
            "2.5.29.31" => self.revocation_lists = addresses(value, 0),
            "1.3.6.1.5.5.7.1.1" => self.responders = responders(value)?,
            "1.3.6.1.5.5.7.48.1.5" => self.ocsp_nocheck = true,
            // Alternative names and name constraints of personal CAs do not change this verdict.
            "2.5.29.17" | "2.5.29.18" | "2.5.29.9" | "2.5.29.16" | "2.5.29.36" | "2.5.29.54"
            | "2.5.29.33" => {}
            _ => return Ok(false),
        }
        Ok(true)
    }
}

fn oids(value: &Value<'_>) -> Result<Vec<String>, Asn1Error> {
    value.sequence()?.collect(MAX)?.iter().map(|value| Ok(Oid::read(value)?.to_string())).collect()
}

fn responders(value: &Value<'_>) -> Result<Vec<String>, Asn1Error> {
    let mut found = Vec::new();
    for access in value.sequence()?.collect(MAX)? {
        let mut fields = access.sequence()?;
        let method = Oid::read(&fields.next()?)?;
        let location = fields.next()?;
        if method.is("1.3.6.1.5.5.7.48.1") && location.tag == tag::implicit(6) {
            found.push(String::from_utf8_lossy(location.body).into_owned());
        }
    }
    Ok(found)
}

/// Every URI below a value, whatever the wrapping of distribution points.
fn addresses(value: &Value<'_>, depth: usize) -> Vec<String> {
    if value.tag == tag::implicit(6) {
        return vec![String::from_utf8_lossy(value.body).into_owned()];
    }
    if value.tag & tag::CONSTRUCTED == 0 || depth > 6 {
        return Vec::new();
    }
    let children = value.reader().collect(MAX).unwrap_or_default();
    children.iter().flat_map(|child| addresses(child, depth + 1)).collect()
}
