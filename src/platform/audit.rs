//! The hash chain: a list of entries of which none can be changed, removed, moved or inserted unseen.
//!
//! Each entry's hash covers its own fields and the hash of the entry before it. Pure: what the fields are and where they are
//! kept is the domain's matter.

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// What the first entry has before it.
pub const GENESIS: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// The hash of an entry: SHA-256 (64 hex digits) over the canonical JSON of `[previous, fields]`.
pub fn link(previous: &str, fields: &Value) -> String {
    hex::encode(Sha256::digest(canonical(&json!([previous, fields])).to_string()))
}

/// The same value with the members of every object in order of name (by bytes), so that it has one text only.
pub fn canonical(value: &Value) -> Value {
    match value {
        Value::Object(members) => {
            let mut sorted: Vec<_> = members.iter().collect();
            sorted.sort_by_key(|(name, _)| name.as_str());
            Value::Object(sorted.into_iter().map(|(n, v)| (n.clone(), canonical(v))).collect())
        }
        Value::Array(items) => Value::Array(items.iter().map(canonical).collect()),
        other => other.clone(),
    }
}

/// One entry as found.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// Its place, from 1.
    pub seq: i64,
    /// Everything the hash covers but the previous hash.
    pub fields: Value,
    /// The hash of the entry before.
    pub previous: String,
    /// Its own hash.
    pub hash: String,
}

/// Where a chain is broken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Break {
    /// An entry is missing or stands twice.
    #[error("entry {found} where entry {expected} should be")]
    Gap {
        /// The place that should come.
        expected: i64,
        /// The place that came.
        found: i64,
    },
    /// An entry does not follow from the one before it.
    #[error("entry {0} does not follow from the one before it")]
    Torn(i64),
    /// The fields are not those that were hashed.
    #[error("entry {0} was changed")]
    Changed(i64),
}

/// Checks a whole chain, first entry first; gives the last hash ([`GENESIS`] for an empty chain).
///
/// That entries are missing *at the end* can only be told by comparing the last hash with one kept elsewhere.
///
/// # Errors
/// The first [`Break`].
pub fn verify(links: impl IntoIterator<Item = Link>) -> Result<String, Break> {
    let mut last = GENESIS.to_owned();
    for (expected, entry) in (1..).zip(links) {
        if entry.seq != expected {
            return Err(Break::Gap { expected, found: entry.seq });
        }
        if entry.previous != last {
            return Err(Break::Torn(entry.seq));
        }
        if link(&entry.previous, &entry.fields) != entry.hash {
            return Err(Break::Changed(entry.seq));
        }
        last = entry.hash;
    }
    Ok(last)
}
