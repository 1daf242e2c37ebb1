//! The name of a request in logs and in answers.

use crate::base::ids::Ids;

/// The identifier that a proxy gave (`X-Request-Id`), if it is a plain word of 8 to 64 characters; else a new one.
pub fn request_id(given: Option<&str>, ids: &dyn Ids) -> String {
    let plain = |text: &&str| {
        (8..=64).contains(&text.len())
            && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
    };
    given.filter(plain).map_or_else(|| ids.id(), str::to_owned)
}
