//! The dated rules: which algorithm is trusted until when, what a signer's key must be for.
//!
//! The rules are data (`schemas/policy/signature.json`), each group with its source; the code only applies them.

use super::crypto::{Digest, KeyKind, PublicKey};
use super::report::Qualification;
use crate::base::fault::Fault;
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The policy shipped with the program.
const BUNDLED: &str = include_str!("../../../schemas/policy/signature.json");
const BUNDLED_FILE: &str = "policy/signature.json";

/// A signature policy.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Policy {
    pub version: String,
    #[serde(default, rename = "verified_on")]
    _verified_on: Option<NaiveDate>,
    digests: Vec<DigestRule>,
    keys: Vec<KeyRule>,
    /// Key usages of which a signer's certificate must have one, when it has the extension.
    pub signer_key_usage: Vec<String>,
    /// Service types whose certificates may be qualified.
    pub accepted_services: Vec<String>,
    /// Statuses of a service that count as granted, of any age.
    pub granted_statuses: Vec<String>,
    /// How far in the future a time-stamp or a list may be.
    pub clock_tolerance_seconds: i64,
    /// Lowest weight accepted, by what is signed: `document`, `attachment`, `act`, or one attachment as `attachment:CODE`.
    required_levels: BTreeMap<String, Required>,
    sources: Vec<Source>,
}

/// What an attachment or document must at least be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Required {
    /// Qualified signature of a person.
    Qualified,
    /// Qualified signature or seal.
    QualifiedOrSeal,
    /// Any advanced signature with a qualified certificate.
    QualifiedCertificate,
}

impl Required {
    /// Whether a signature of this weight is enough.
    pub fn accepts(self, found: Qualification) -> bool {
        use Qualification::{AdesQc, AdesealQc, QeSeal, Qes};
        match self {
            Self::Qualified => found == Qes,
            Self::QualifiedOrSeal => matches!(found, Qes | QeSeal),
            Self::QualifiedCertificate => matches!(found, Qes | QeSeal | AdesQc | AdesealQc),
        }
    }
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct DigestRule {
    name: String,
    until: Option<NaiveDate>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct KeyRule {
    kind: String,
    from_bits: u32,
    until: Option<NaiveDate>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Source {
    #[serde(rename = "covers")]
    _covers: String,
    #[serde(rename = "source")]
    _source: String,
}

impl Policy {
    /// Parses a policy file; `file` names it in faults.
    ///
    /// # Errors
    /// A [`Fault`] with the reason.
    pub fn parse(file: &str, text: &str) -> Result<Self, Fault> {
        let policy: Self =
            serde_json::from_str(text).map_err(|error| Fault::new(file, "", error.to_string()))?;
        if policy.sources.is_empty() {
            return Err(Fault::new(file, "/sources", "a policy must name its sources"));
        }
        Ok(policy)
    }

    /// The policy shipped with the program.
    ///
    /// # Errors
    /// A [`Fault`] if the shipped file is broken.
    pub fn bundled() -> Result<Self, Fault> {
        Self::parse(BUNDLED_FILE, BUNDLED)
    }

    /// The level that `what` (`document`, `attachment`, `act`) must have; a rule for its `code` goes before the general one.
    pub fn required_level(&self, what: &str, code: &str) -> Option<Required> {
        let special = self.required_levels.get(&format!("{what}:{code}"));
        special.or_else(|| self.required_levels.get(what)).copied()
    }

    /// Until when a hash is trusted: `Ok(None)` without end, `Err` when it is not listed at all.
    fn digest_end(&self, digest: Digest) -> Result<Option<NaiveDate>, ()> {
        self.digests.iter().find(|rule| rule.name == digest.name()).map(|rule| rule.until).ok_or(())
    }

    fn key_end(&self, kind: KeyKind, bits: u32) -> Result<Option<NaiveDate>, ()> {
        let name = match kind {
            KeyKind::Rsa => "rsa",
            KeyKind::Dsa => "dsa",
            KeyKind::Ec => "ec",
            KeyKind::Edwards => "edwards",
            KeyKind::Other => return Err(()),
        };
        let rules = self.keys.iter().filter(|rule| rule.kind == name && rule.from_bits <= bits);
        rules.max_by_key(|rule| rule.from_bits).map(|rule| rule.until).ok_or(())
    }

    /// `None` if the hash is trusted at `time`, otherwise the technical reason.
    pub fn refuse_digest(&self, digest: Digest, time: DateTime<Utc>) -> Option<String> {
        refuse(&digest.to_string(), self.digest_end(digest), time)
    }

    /// `None` if the key is long enough at `time`, otherwise the technical reason.
    pub fn refuse_key(&self, key: &PublicKey, time: DateTime<Utc>) -> Option<String> {
        let name = format!("{:?} {} bit", key.kind(), key.bits());
        refuse(&name, self.key_end(key.kind(), key.bits()), time)
    }
}

fn refuse(name: &str, end: Result<Option<NaiveDate>, ()>, time: DateTime<Utc>) -> Option<String> {
    match end {
        Ok(None) => None,
        Ok(Some(day)) if time < day.and_time(NaiveTime::MIN).and_utc() => None,
        Ok(Some(day)) => Some(format!("{name}: non più affidabile dal {}", day.format("%d/%m/%Y"))),
        Err(()) => Some(format!("{name}: non ammesso")),
    }
}
