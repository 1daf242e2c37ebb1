//! What a verification asked about revocation and where its issuer says that the answer is.

use crate::engine::signature::asn1::{encode, oid, tag};
use crate::engine::signature::crypto::{Digest, hash};
use crate::engine::signature::x509::Certificate;

const SHA1: &str = "1.3.14.3.2.26";

/// A certificate whose revocation was looked up.
///
/// Only certificates of a chain that was really built end here, so the addresses in them are those of an authority that
/// is trusted: whoever fetches them visits no address that a stranger wrote into a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Need {
    pub certificate: Certificate,
    pub issuer: Certificate,
    /// Whether the data at hand decided.
    pub settled: bool,
}

impl Need {
    /// Addresses of CRLs, web ones only.
    pub fn lists(&self) -> Vec<&str> {
        web(&self.certificate.extensions().revocation_lists)
    }

    /// Addresses of OCSP responders, web ones only.
    pub fn responders(&self) -> Vec<&str> {
        web(&self.certificate.extensions().responders)
    }

    /// The OCSPRequest about the certificate, DER. SHA-1 only names the issuer here (RFC 5019): responders know no other
    /// for sure.
    pub fn ask(&self) -> Vec<u8> {
        let sequence = |parts: &[&[u8]]| encode(tag::SEQUENCE, &parts.concat());
        let octets = |bytes: &[u8]| encode(tag::OCTET_STRING, bytes);
        let mut body = Vec::new();
        oid::dotted_body(SHA1, &mut body);
        let algorithm = sequence(&[&encode(tag::OID, &body), &encode(tag::NULL, &[])]);
        let mut serial = self.certificate.serial().0.clone();
        if serial.first().is_none_or(|octet| octet & 0x80 != 0) {
            serial.insert(0, 0);
        }
        let name = hash(Digest::Sha1, self.certificate.issuer().raw());
        let key = hash(Digest::Sha1, self.issuer.key_bits());
        let id =
            sequence(&[&algorithm, &octets(&name), &octets(&key), &encode(tag::INTEGER, &serial)]);
        // OCSPRequest { tbsRequest { requestList { Request { reqCert } } } }
        sequence(&[&sequence(&[&sequence(&[&sequence(&[&id])])])])
    }
}

fn web(addresses: &[String]) -> Vec<&str> {
    let web = |address: &&String| address.starts_with("http://") || address.starts_with("https://");
    addresses.iter().filter(web).map(String::as_str).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn only_web_addresses_are_visited() {
        let all = ["ldap://a/b".to_owned(), "http://c/d".to_owned(), "file:///e".to_owned()];
        assert_eq!(super::web(&all), ["http://c/d"]);
    }
}
