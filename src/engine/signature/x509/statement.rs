//! QCStatements (ETSI EN 319 412-5): what a certificate claims about itself.

use crate::engine::signature::asn1::oid::Oid;
use crate::engine::signature::asn1::{Asn1Error, Value};

/// What a qualified certificate is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CertificateKind {
    /// A natural person's electronic signature.
    Signature,
    /// A legal person's seal.
    Seal,
    /// A web site.
    Web,
}

/// The statements that matter to qualification.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Statements {
    /// QcCompliance: issued as a qualified certificate.
    pub qualified: bool,
    /// QcSSCD: the key is in a qualified device.
    pub device: bool,
    /// QcType; empty in certificates older than the type, which are for signatures.
    pub kinds: Vec<CertificateKind>,
}

impl Statements {
    /// Reads the SEQUENCE OF QCStatement.
    ///
    /// # Errors
    /// When it is malformed.
    pub fn read(value: &Value<'_>) -> Result<Self, Asn1Error> {
        let mut found = Self::default();
        for statement in value.sequence()?.collect(32)? {
            let mut fields = statement.sequence()?;
            match Oid::read(&fields.next()?)?.to_string().as_str() {
                "0.4.0.1862.1.1" => found.qualified = true,
                "0.4.0.1862.1.4" => found.device = true,
                "0.4.0.1862.1.6" => {
                    for kind in fields.next()?.sequence()?.collect(8)? {
                        found.kinds.extend(kind_of(&Oid::read(&kind)?));
                    }
                }
                _ => {}
            }
        }
        Ok(found)
    }
}

fn kind_of(oid: &Oid) -> Option<CertificateKind> {
    match oid.to_string().as_str() {
        "0.4.0.1862.1.6.1" => Some(CertificateKind::Signature),
        "0.4.0.1862.1.6.2" => Some(CertificateKind::Seal),
        "0.4.0.1862.1.6.3" => Some(CertificateKind::Web),
        _ => None,
    }
}
