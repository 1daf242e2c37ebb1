//! Whom we trust: services of trusted lists, and anchors that a tenant or a test adds.
//!
//! The anchor of a chain is the certificate of a *service*, often a subordinate authority: no self-signed end is asked.
//! A service has a status for every moment of its history, and the history is what counts: a service withdrawn today
//! was granted when old signatures were made. Added anchors have no status; they are visible in every report.

mod json;
mod list;
mod qualifier;
mod signed;
mod xml;

pub use list::{ListSummary, TrustListError};
pub use qualifier::Qualifier;
pub use xml::{ListReading, Pointer};

use super::asn1::Asn1Error;
use super::x509::{Certificate, Name};
use chrono::{DateTime, Utc};
use std::collections::HashMap;

/// A listed service, or an added anchor.
#[derive(Debug, Clone)]
pub struct Service {
    pub certificate: Certificate,
    /// Service type URI; empty for an added anchor.
    pub kind: String,
    pub provider: String,
    pub name: String,
    /// Statuses, newest first; empty for an added anchor.
    pub history: Vec<Period>,
}

/// The status of a service from an instant on, until the next.
#[derive(Debug, Clone)]
pub struct Period {
    pub status: String,
    pub from: DateTime<Utc>,
    /// AdditionalServiceInformation URIs.
    pub additional: Vec<String>,
    pub qualifiers: Vec<Qualifier>,
}

impl Service {
    /// The status in force at `time`.
    pub fn at(&self, time: DateTime<Utc>) -> Option<&Period> {
        self.history.iter().filter(|period| period.from <= time).max_by_key(|period| period.from)
    }

    /// Whether it comes from a list, rather than from the configuration.
    pub fn is_listed(&self) -> bool {
        !self.kind.is_empty()
    }
}

/// Everything trusted for one verification.
#[derive(Debug, Clone, Default)]
pub struct TrustStore {
    services: Vec<Service>,
    by_subject: HashMap<String, Vec<usize>>,
    lists: Vec<ListSummary>,
    /// SHA-256 of the certificates that may sign lists, and of which territory; `None` is any.
    list_signers: Vec<(Vec<u8>, Option<String>)>,
}

impl TrustStore {
    /// Trusts nothing.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a service.
    pub fn add_service(&mut self, service: Service) {
        let key = service.certificate.subject().folded().to_owned();
        self.by_subject.entry(key).or_default().push(self.services.len());
        self.services.push(service);
    }

    /// Adds an anchor that no list names, from DER or PEM (any number of certificates in PEM).
    ///
    /// # Errors
    /// When no certificate can be read.
    pub fn add_anchors(&mut self, bytes: &[u8]) -> Result<usize, Asn1Error> {
        let certificates = read_certificates(bytes)?;
        let count = certificates.len();
        for certificate in certificates {
            // A certificate made for signing lists vouches for lists, not for people.
            if certificate
                .extensions()
                .purposes
                .iter()
                .any(|purpose| purpose == signed::LIST_SIGNING)
            {
                self.pin_list_signer(&certificate, None);
                continue;
            }
            let name = certificate.subject().common_name().unwrap_or_default().to_owned();
            self.add_service(Service {
                certificate,
                kind: String::new(),
                provider: String::new(),
                name,
                history: Vec::new(),
            });
        }
        Ok(count)
    }

    /// Lets a certificate sign the list of a territory (of any, if `None`), without trusting it for anything else.
    pub fn pin_list_signer(&mut self, certificate: &Certificate, territory: Option<&str>) {
        self.pin_fingerprint(signed::pin(certificate), territory);
    }

    /// As [`Self::pin_list_signer`], by the SHA-256 of the certificate.
    pub fn pin_fingerprint(&mut self, sha256: Vec<u8>, territory: Option<&str>) {
        self.list_signers.push((sha256, territory.map(str::to_owned)));
    }

    /// Whether the holder of a certificate may sign the list of a territory.
    fn may_sign(&self, certificate: &Certificate, territory: &str) -> bool {
        let pin = signed::pin(certificate);
        self.list_signers.iter().any(|(known, of)| {
            *known == pin && of.as_ref().is_none_or(|of| of.eq_ignore_ascii_case(territory))
        })
    }

    /// All services.
    pub fn services(&self) -> &[Service] {
        &self.services
    }

    /// The lists that were read.
    pub fn lists(&self) -> &[ListSummary] {
        &self.lists
    }

    /// Adds a remark to the list read last, for the reports.
    pub fn tell(&mut self, remark: String) {
        if let Some(list) = self.lists.last_mut() {
            list.warnings.push(remark);
        }
    }

    /// The services whose certificate has this subject.
    pub fn by_subject<'a>(&'a self, name: &Name) -> impl Iterator<Item = &'a Service> + use<'a> {
        self.by_subject
            .get(name.folded())
            .into_iter()
            .flatten()
            .filter_map(|&index| self.services.get(index))
    }

    /// The services that hold the key of this certificate (renewed certificates of one key are one anchor).
    pub fn holding<'a>(
        &'a self,
        certificate: &'a Certificate,
    ) -> impl Iterator<Item = &'a Service> {
        self.by_subject(certificate.subject())
            .filter(|service| service.certificate.key_info() == certificate.key_info())
    }
}

/// Reads the certificates of a DER or PEM file.
///
/// # Errors
/// When there is none.
pub(super) fn read_certificates(bytes: &[u8]) -> Result<Vec<Certificate>, Asn1Error> {
    if bytes.first() == Some(&0x30) {
        return Ok(vec![Certificate::parse(bytes)?]);
    }
    let text = std::str::from_utf8(bytes).map_err(|_| Asn1Error::Invalid)?;
    let mut found = Vec::new();
    for block in text.split("-----BEGIN CERTIFICATE-----").skip(1) {
        let body = block.split("-----END").next().unwrap_or_default();
        found.push(Certificate::parse(&decode_base64(body).ok_or(Asn1Error::Invalid)?)?);
    }
    if found.is_empty() { Err(Asn1Error::Missing) } else { Ok(found) }
}

impl Certificate {
    /// Reads the certificates of a DER or PEM file.
    ///
    /// # Errors
    /// When there is none.
    pub fn read_all(bytes: &[u8]) -> Result<Vec<Self>, Asn1Error> {
        read_certificates(bytes)
    }
}

/// Base64 with blanks anywhere.
fn decode_base64(text: &str) -> Option<Vec<u8>> {
    use base64::Engine;
    let compact: String = text.split_ascii_whitespace().collect();
    base64::engine::general_purpose::STANDARD.decode(compact).ok()
}
