//! What a verification answers: one type for the portal, the office, the archive and the command line.
//!
//! A report is self-contained: it says what was found, each check with a sentence for a person and the technical detail
//! under it, and with which lists and revocation data it was judged, so that a verdict can be explained years later.
//! Its JSON shape is a contract (scripted callers): fields are added, never renamed.

mod check;
mod party;
mod text;
mod verdict;

pub use check::{Check, Outcome};
pub use party::{Party, PartyMatch};
pub use verdict::{Qualification, SubIndication, Verdict};

use super::policy::Required;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// The outcome of verifying one file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// The worst of the signatures, or the refusal of the file.
    pub verdict: Verdict,
    pub sub_indication: Option<SubIndication>,
    /// The cryptographic part alone: content and signature untouched. `None` when it cannot be told.
    pub integrity: Option<bool>,
    /// What the file is: `CAdES`, `PAdES`, `M7M`, `TSD`, `PDF`, …
    pub format: String,
    /// One sentence for a person.
    pub summary: String,
    /// Checks on the file as a whole.
    pub checks: Vec<Check>,
    /// Envelopes from the outermost to the innermost.
    pub layers: Vec<Layer>,
    /// Signatures, those of the outer layers first.
    pub signatures: Vec<Signature>,
    /// The innermost content.
    pub content: Option<Content>,
    /// Who had to sign, and whether they did.
    pub parties: Vec<PartyMatch>,
    /// Instant for which the file was judged.
    pub judged_at: DateTime<Utc>,
    /// What it was judged with.
    pub evidence: Evidence,
}

/// One envelope.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Layer {
    /// 1 for the outermost.
    pub number: usize,
    pub format: String,
    /// Encodings around it, outermost first: `base64`, `PEM`, `MIME`.
    pub encodings: Vec<String>,
    pub signers: usize,
    pub certificates: usize,
    /// The content it encloses.
    pub content: Option<Content>,
}

/// The bytes that were signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    /// Lower-case hexadecimal.
    pub sha256: String,
    pub bytes: u64,
    pub media_type: String,
}

/// One signature or countersignature.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Signature {
    pub verdict: Verdict,
    pub sub_indication: Option<SubIndication>,
    /// The sentence of the check that decided, `None` for a pass.
    pub reason: Option<String>,
    pub integrity: Option<bool>,
    /// `CAdES-B`, `CAdES-T`, `CAdES-BES`, `PAdES-B`, `PDF`, `CMS`, …
    pub level: String,
    pub qualification: Qualification,
    /// Number of the layer it belongs to.
    pub layer: usize,
    /// What the signer claims.
    pub signing_time: Option<DateTime<Utc>>,
    /// The earliest proved time, `None` when only the receipt proves existence.
    pub best_time: Option<DateTime<Utc>>,
    pub signer: Option<Signer>,
    pub checks: Vec<Check>,
    pub countersignatures: Vec<Signature>,
    pub timestamps: Vec<Timestamp>,
}

/// Who signed, as the certificate says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signer {
    pub name: String,
    /// Upper case, without prefix; `None` when the certificate carries none.
    pub fiscal_code: Option<String>,
    pub organization: Option<String>,
    pub certificate: CertificateSummary,
}

/// The certificate in short.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CertificateSummary {
    pub subject: String,
    pub issuer: String,
    /// Lower-case hexadecimal.
    pub serial: String,
    pub not_before: DateTime<Utc>,
    pub not_after: DateTime<Utc>,
    /// Lower-case hexadecimal SHA-256 of the certificate.
    pub sha256: String,
}

/// A time-stamp on a signature, a document or a content.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Timestamp {
    pub verdict: Verdict,
    pub sub_indication: Option<SubIndication>,
    pub integrity: Option<bool>,
    /// `signature`, `document`, `content`.
    pub kind: String,
    pub time: Option<DateTime<Utc>>,
    /// Name of the authority.
    pub authority: Option<String>,
    pub checks: Vec<Check>,
}

/// With what a file was judged.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// Trusted lists: territory, sequence number, issue and next update.
    pub trust_lists: Vec<String>,
    /// Revocation lists and answers that decided.
    pub revocation: Vec<String>,
    /// Version of the policy.
    pub policy: String,
    /// SHA-256 of the document that had to be signed, in hexadecimal, if one was asked for.
    #[serde(default)]
    pub expected_content_sha256: Option<String>,
    /// The level that was asked for, if any.
    #[serde(default)]
    pub required_level: Option<Required>,
}

impl Signature {
    /// A signature of which nothing could be read.
    pub(super) fn unreadable(
        (verdict, sub_indication): (Verdict, Option<SubIndication>),
        checks: Vec<Check>,
    ) -> Self {
        Self {
            verdict,
            sub_indication,
            reason: checks.first().map(|check| check.message.clone()),
            integrity: Some(false),
            level: "N/A".to_owned(),
            qualification: Qualification::None,
            layer: 1,
            signing_time: None,
            best_time: None,
            signer: None,
            checks,
            countersignatures: Vec::new(),
            timestamps: Vec::new(),
        }
    }
}

impl Report {
    /// The required parties whose signature was not found.
    pub fn missing_parties(&self) -> Vec<&Party> {
        self.parties.iter().filter(|entry| !entry.signed).map(|entry| &entry.party).collect()
    }

    /// Whether newer revocation data may change the verdict of some signature.
    pub fn is_pending(&self) -> bool {
        let late = Some(SubIndication::TryLater);
        self.sub_indication == late
            || self.all_signatures().iter().any(|one| one.sub_indication == late)
    }

    /// Every signature and countersignature, depth first.
    pub fn all_signatures(&self) -> Vec<&Signature> {
        fn gather<'a>(signature: &'a Signature, found: &mut Vec<&'a Signature>) {
            found.push(signature);
            for counter in &signature.countersignatures {
                gather(counter, found);
            }
        }
        let mut found = Vec::new();
        for signature in &self.signatures {
            gather(signature, &mut found);
        }
        found
    }
}
