//! Which certificate signed.

use super::Ledger;
use crate::engine::signature::asn1::oid;
use crate::engine::signature::asn1::{Asn1Error, Value, tag};
use crate::engine::signature::cms::SignerInfo;
use crate::engine::signature::crypto::Digest;
use crate::engine::signature::report::{Check, SubIndication};
use crate::engine::signature::x509::{Certificate, Serial};

/// Finds the signer's certificate among those carried or known, and checks it against the signed reference.
///
/// When several certificates answer to the identifier, the reference chooses. Without a certificate nothing
/// cryptographic can be said.
pub fn find_certificate<'a>(
    ledger: &mut Ledger,
    signer: &SignerInfo,
    certificates: impl Iterator<Item = &'a Certificate>,
) -> Option<Certificate> {
    let mut found: Vec<&Certificate> = Vec::new();
    for certificate in certificates.filter(|certificate| signer.id.points_to(certificate)) {
        if !found.contains(&certificate) {
            found.push(certificate);
        }
    }
    let references = read_references(signer);
    let matching = found.iter().find(|certificate| {
        references.iter().flatten().all(|reference| reference.meets(certificate))
    });
    let Some(certificate) = matching.or(found.first()).copied() else {
        let text =
            "Il file non contiene il certificato di chi ha firmato: non si può sapere chi è.";
        ledger.doubt(
            Check::failed("signer_certificate", text),
            SubIndication::NoSigningCertificateFound,
        );
        return None;
    };
    match (references, matching) {
        (Err(error), _) => {
            let check = Check::failed(
                "signing_certificate",
                "Il riferimento firmato al certificato è illeggibile.",
            );
            ledger.doubt(check.with(error.to_string()), SubIndication::NoSigningCertificateFound);
        }
        (Ok(references), Some(_)) if !references.is_empty() => {
            ledger.note(Check::passed(
                "signing_certificate",
                "Il certificato è quello che il firmatario ha indicato firmando.",
            ));
        }
        (Ok(_), Some(_)) => {}
        (Ok(_), None) => {
            let text =
                "Il certificato nel file non è quello che il firmatario ha indicato firmando.";
            ledger.doubt(
                Check::failed("signing_certificate", text),
                SubIndication::NoSigningCertificateFound,
            );
        }
    }
    Some(certificate.clone())
}

/// A reference of signing-certificate (RFC 2634) or signing-certificate-v2 (RFC 5035).
struct Reference {
    digest: Option<Digest>,
    value: Vec<u8>,
    serial: Option<Serial>,
}

impl Reference {
    fn meets(&self, certificate: &Certificate) -> bool {
        let digest =
            self.digest.is_some_and(|digest| certificate.fingerprint(digest) == self.value);
        digest && self.serial.as_ref().is_none_or(|serial| serial == certificate.serial())
    }
}

/// The first reference of each attribute: the others are about the chain.
fn read_references(signer: &SignerInfo) -> Result<Vec<Reference>, Asn1Error> {
    let mut references = Vec::new();
    let Some(attributes) = &signer.signed else { return Ok(references) };
    for (dotted, version) in [(oid::SIGNING_CERTIFICATE, 1), (oid::SIGNING_CERTIFICATE_V2, 2)] {
        for attribute in attributes.all(dotted) {
            let Some(value) = attribute.values.first() else { continue };
            let first = Value::parse(value)?.sequence()?.next()?.sequence()?.next()?;
            references.push(read_reference(&first, version)?);
        }
    }
    Ok(references)
}

fn read_reference(value: &Value<'_>, version: u8) -> Result<Reference, Asn1Error> {
    let mut fields = value.sequence()?;
    let mut digest = Some(if version == 1 { Digest::Sha1 } else { Digest::Sha256 });
    if version == 2
        && let Some(identifier) = fields.take_if(tag::SEQUENCE)?
    {
        digest = Digest::read(&identifier)?;
    }
    let hash = fields.next()?.octets(tag::OCTET_STRING)?.into_owned();
    let mut serial = None;
    if let Some(issuer_serial) = fields.take_if(tag::SEQUENCE)? {
        let mut pair = issuer_serial.reader();
        pair.next()?;
        serial = Some(Serial(pair.next()?.integer()?.to_vec()));
    }
    Ok(Reference { digest, value: hash, serial })
}
