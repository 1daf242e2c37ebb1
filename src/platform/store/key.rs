//! Names of objects.

use object_store::path::Path;

use super::error::StoreError;

/// Where an object is: `<tenant>/<first two digits>/<sha256>`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ObjectKey(String);

impl ObjectKey {
    /// The key of the content with digest `sha256` (64 lower-case hex digits) of `tenant` (a slug).
    ///
    /// # Errors
    /// [`StoreError::Missing`] for anything else: such an object cannot be there.
    pub fn new(tenant: &str, sha256: &str) -> Result<Self, StoreError> {
        let digest = sha256.len() == 64
            && sha256.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
        if !digest || !is_slug(tenant) {
            return Err(StoreError::Missing);
        }
        Ok(Self(format!("{tenant}/{}/{sha256}", &sha256[..2])))
    }

    /// The key as text, `/` between its parts.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The digest in the key.
    pub fn sha256(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or_default()
    }

    pub(super) fn path(&self) -> Path {
        Path::from(self.0.as_str())
    }
}

/// A place for an upload under way; `_` cannot open a slug, so no tenant can be called like it.
pub(super) fn draft_path(tenant: &str, id: &str) -> Result<Path, StoreError> {
    if !is_slug(tenant) {
        return Err(StoreError::Missing);
    }
    Ok(Path::from(format!("_drafts/{tenant}/{id}")))
}

/// Where a tenant's objects lie.
pub(super) fn tenant_path(tenant: &str) -> Result<Path, StoreError> {
    if is_slug(tenant) { Ok(Path::from(tenant)) } else { Err(StoreError::Missing) }
}

/// Where drafts lie.
pub(super) fn drafts() -> Path {
    Path::from("_drafts")
}

fn is_slug(text: &str) -> bool {
    let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    !text.is_empty() && text.len() <= 80 && text.bytes().all(plain)
}
