//! Whether a certificate was revoked: CRLs (RFC 5280) and OCSP answers (RFC 6960).
//!
//! Everything is judged from data already fetched; nothing here goes to the network. A list or an answer counts only
//! after its own signature is verified with the key of the right issuer, or of a responder that the issuer delegated.

mod crl;
mod judge;
mod need;
mod ocsp;

pub use crl::Crl;
pub use judge::{Judgement, judge};
pub use need::Need;
pub use ocsp::OcspAnswer;

use super::asn1::Asn1Error;
use chrono::{DateTime, Utc};

/// Revocation data at hand.
#[derive(Debug, Clone, Default)]
pub struct RevocationData {
    pub crls: Vec<Crl>,
    pub ocsp: Vec<OcspAnswer>,
}

impl RevocationData {
    /// Nothing is known.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a CRL or an OCSP answer, DER or PEM, whichever it is.
    ///
    /// # Errors
    /// When it is neither.
    pub fn add(&mut self, bytes: &[u8]) -> Result<(), Asn1Error> {
        let decoded;
        let der = if bytes.first() == Some(&0x30) {
            bytes
        } else {
            decoded = decode_pem(bytes).ok_or(Asn1Error::Invalid)?;
            &decoded
        };
        if let Ok(answer) = OcspAnswer::parse(der) {
            self.ocsp.push(answer);
            return Ok(());
        }
        self.crls.push(Crl::parse(der)?);
        Ok(())
    }
}

fn decode_pem(bytes: &[u8]) -> Option<Vec<u8>> {
    use base64::Engine;
    let text = std::str::from_utf8(bytes).ok()?;
    let body = text.split("-----BEGIN").nth(1)?.split_once("-----")?.1.split("-----END").next()?;
    let compact: String = body.split_ascii_whitespace().collect();
    base64::engine::general_purpose::STANDARD.decode(compact).ok()
}

/// When and why a certificate was revoked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Revocation {
    pub at: DateTime<Utc>,
    /// CRLReason; 6 is a suspension.
    pub reason: Option<u64>,
}

impl Revocation {
    /// Whether it is a suspension, which may be lifted.
    pub fn is_hold(self) -> bool {
        self.reason == Some(6)
    }
}
