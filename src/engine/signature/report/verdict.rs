//! The vocabulary of verdicts (EN 319 102-1 §5, with the refusals that precede it).

use serde::{Deserialize, Serialize};
use std::fmt;

/// The main indication, from best to worst.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Verdict {
    /// Every check passed.
    TotalPassed,
    /// Not false, but not enough is known.
    Indeterminate,
    /// False: changed content, wrong signature, forbidden structure.
    TotalFailed,
    /// Never became a signature: no signature inside, unreadable, beyond a limit.
    Rejected,
}

impl Verdict {
    /// The word of EN 319 102-1.
    pub fn code(self) -> &'static str {
        match self {
            Self::TotalPassed => "TOTAL_PASSED",
            Self::Indeterminate => "INDETERMINATE",
            Self::TotalFailed => "TOTAL_FAILED",
            Self::Rejected => "REJECTED",
        }
    }
}

/// Why the verdict is not a pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum SubIndication {
    FormatFailure,
    HashFailure,
    SigCryptoFailure,
    SigConstraintsFailure,
    ChainConstraintsFailure,
    CertificateChainGeneralFailure,
    NoSigningCertificateFound,
    NoCertificateChainFound,
    SignedDataNotFound,
    OutOfBoundsNoPoe,
    OutOfBoundsNotRevoked,
    RevokedNoPoe,
    RevokedCaNoPoe,
    CryptoConstraintsFailureNoPoe,
    TryLater,
    /// Rejection: there is no signature in the file.
    NoSignature,
    /// Rejection: the file is encrypted.
    Encrypted,
    /// Rejection: too many layers or encodings.
    NestingLimit,
    /// Rejection: too many signers.
    SignerLimit,
    /// Rejection: too many certificates.
    CertificateLimit,
    /// Rejection: too many bytes.
    SizeLimit,
    /// Rejection: a second signed file follows the first.
    TrailingData,
}

impl fmt::Display for SubIndication {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Serialize::serialize(self, f)
    }
}

/// Legal weight of a signature, as TS 119 615 determines it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Qualification {
    /// Qualified electronic signature.
    #[serde(rename = "QES")]
    Qes,
    /// Qualified electronic seal.
    #[serde(rename = "QESeal")]
    QeSeal,
    /// Advanced signature with a qualified certificate, not in a qualified device.
    #[serde(rename = "AdESig-QC")]
    AdesQc,
    /// Advanced seal with a qualified certificate.
    #[serde(rename = "AdESeal-QC")]
    AdesealQc,
    /// Advanced, with a certificate that is not qualified.
    #[serde(rename = "AdES (not qualified)")]
    Ades,
    /// Not determined.
    #[serde(rename = "N/A")]
    None,
}

impl fmt::Display for Qualification {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Serialize::serialize(self, f)
    }
}
