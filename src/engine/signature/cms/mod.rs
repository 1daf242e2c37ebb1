//! Cryptographic Message Syntax (RFC 5652), read by ourselves.
//!
//! The structure is walked inside its source: the content stays where it is and becomes spans, everything else is small
//! and is loaded within limits. Nothing is verified here; what cannot be understood is kept as `None` or reported.

mod attribute;
mod signed_data;
mod signer;
mod timestamped;

pub use attribute::Attributes;
pub use signed_data::{Envelope, SignedData, read_envelope};
pub use signer::SignerInfo;
pub use timestamped::TimestampedData;

use super::asn1::Asn1Error;

/// Why a structure was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CmsError {
    #[error("malformed structure: {0}")]
    Format(#[from] Asn1Error),
    #[error("more than {0} signers")]
    Signers(usize),
    #[error("more than {0} certificates")]
    Certificates(usize),
}
