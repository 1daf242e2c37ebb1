//! Passwords: argon2id in PHC strings (RFC 9106, the crate's recommended parameters).

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};

use crate::base::ids::Ids;
use crate::domain::identity::IdentityError;

/// The least number of characters of a password.
const SHORTEST: usize = 12;

/// Password of all invented officers; their accounts are made by the demo only.
pub const DEMO_PASSWORD: &str = "prova-prova-2026";

/// Hashes `password` with a fresh salt. Costs tens of milliseconds: never on an async thread.
///
/// # Errors
/// [`IdentityError::WeakPassword`] under twelve characters.
pub fn hash_password(password: &str, ids: &dyn Ids) -> Result<String, IdentityError> {
    if password.chars().count() < SHORTEST {
        return Err(IdentityError::WeakPassword);
    }
    let salt = ids.secret();
    Argon2::default()
        .hash_password_with_salt(password.as_bytes(), &salt[..16])
        .map(|hash| hash.to_string())
        .map_err(|_| IdentityError::Hash)
}

/// Whether `password` made `hash`. A missing hash costs the same time, so that user names cannot be probed.
pub fn verify_password(password: &str, hash: Option<&str>) -> bool {
    const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    let known = hash.is_some();
    PasswordHash::new(hash.unwrap_or(NOBODY)).is_ok_and(|parsed| {
        Argon2::default().verify_password(password.as_bytes(), &parsed).is_ok() && known
    })
}
