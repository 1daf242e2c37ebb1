//! Identifiers and random tokens, injected so that tests are repeatable.

use std::sync::atomic::{AtomicU64, Ordering};

use rand::RngCore;
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// Where identifiers and secrets come from.
pub trait Ids: Send + Sync {
    /// A new identifier, unique and roughly ordered by time, 32 lower-case hex digits.
    fn id(&self) -> String;

    /// 32 random bytes for tokens, salts and keys.
    fn secret(&self) -> [u8; 32];

    /// A short identifier for a row inside a document (8 hex digits).
    fn row(&self) -> String {
        hex::encode(&self.secret()[..4])
    }

    /// A URL-safe random token of 256 bits.
    fn token(&self) -> String {
        use base64::Engine as _;
        base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(self.secret())
    }
}

/// The operating system's randomness.
#[derive(Debug, Default, Clone, Copy)]
pub struct RandomIds;

impl Ids for RandomIds {
    #[allow(clippy::disallowed_methods, reason = "the one place that asks the machine")]
    fn id(&self) -> String {
        Uuid::now_v7().simple().to_string()
    }

    #[allow(clippy::disallowed_methods, reason = "the one place that asks the machine")]
    fn secret(&self) -> [u8; 32] {
        let mut bytes = [0; 32];
        rand::rng().fill_bytes(&mut bytes);
        bytes
    }
}

/// A repeatable sequence, for tests and demo data.
#[derive(Debug, Default)]
pub struct SequenceIds(AtomicU64);

impl Ids for SequenceIds {
    fn id(&self) -> String {
        format!("{:032x}", self.0.fetch_add(1, Ordering::Relaxed) + 1)
    }

    fn secret(&self) -> [u8; 32] {
        Sha256::digest(self.0.fetch_add(1, Ordering::Relaxed).to_be_bytes()).into()
    }
}
