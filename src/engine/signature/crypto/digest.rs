//! Hash functions.

use super::Digest;
use openssl::hash::MessageDigest;

/// The values of several functions over the same bytes.
pub type Digests = Vec<(Digest, Vec<u8>)>;

impl Digest {
    pub(super) fn native(self) -> MessageDigest {
        match self {
            Self::Md5 => MessageDigest::md5(),
            Self::Sha1 => MessageDigest::sha1(),
            Self::Ripemd160 => MessageDigest::ripemd160(),
            Self::Sha224 => MessageDigest::sha224(),
            Self::Sha256 => MessageDigest::sha256(),
            Self::Sha384 => MessageDigest::sha384(),
            Self::Sha512 => MessageDigest::sha512(),
            Self::Sha3_224 => MessageDigest::sha3_224(),
            Self::Sha3_256 => MessageDigest::sha3_256(),
            Self::Sha3_384 => MessageDigest::sha3_384(),
            Self::Sha3_512 => MessageDigest::sha3_512(),
        }
    }
}

/// Several digests of the same bytes, computed in one pass.
#[derive(Clone)]
pub struct Hasher {
    running: Vec<(Digest, openssl::hash::Hasher)>,
}

impl Hasher {
    /// Over the given functions; repetitions and functions that the library refuses are dropped.
    pub fn new(digests: impl IntoIterator<Item = Digest>) -> Self {
        let mut running: Vec<(Digest, openssl::hash::Hasher)> = Vec::new();
        for digest in digests {
            if running.iter().any(|(known, _)| *known == digest) {
                continue;
            }
            if let Ok(hasher) = openssl::hash::Hasher::new(digest.native()) {
                running.push((digest, hasher));
            }
        }
        Self { running }
    }

    /// Feeds bytes to every function.
    pub fn update(&mut self, bytes: &[u8]) {
        self.running.retain_mut(|(_, hasher)| hasher.update(bytes).is_ok());
    }

    /// The values; a function the library refused has none.
    pub fn finish(self) -> Digests {
        self.running
            .into_iter()
            .filter_map(|(digest, mut hasher)| Some((digest, hasher.finish().ok()?.to_vec())))
            .collect()
    }
}

/// The digest of bytes in memory; empty when the library refuses the function, which equals no real digest.
pub fn hash(digest: Digest, bytes: &[u8]) -> Vec<u8> {
    openssl::hash::hash(digest.native(), bytes).map(|value| value.to_vec()).unwrap_or_default()
}
