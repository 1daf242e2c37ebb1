//! The primitives: hashing and the verification of one signature value.
//!
//! The only place of the repository that calls OpenSSL, and only for digests and public-key operations: what is hashed,
//! which key is used and what follows from the answer is decided elsewhere.

mod algorithm;
mod digest;
mod key;

pub use algorithm::{Digest, Padding, Scheme};
pub use digest::{Digests, Hasher, hash};
pub use key::{KeyKind, PublicKey};
