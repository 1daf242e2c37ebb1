//! One file judged with what is at hand.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use futures_util::TryStreamExt;
use tokio::io::AsyncWriteExt;

use super::error::VerdictError;
use crate::domain::trust::{self, Bench};
use crate::engine::signature::{
    Need, Party, Report, Request, Required, RevocationData, TrustStore, verify_and_tell,
};
use crate::platform::store::ObjectKey;

/// What a file is judged against.
#[derive(Debug, Clone, Default)]
pub struct Expectation {
    /// Hex SHA-256 of the content that must have been signed.
    pub content_sha256: Option<String>,
    /// Who must have signed.
    pub parties: Vec<Party>,
    /// What each signature must at least be.
    pub level: Option<Required>,
}

/// The report on a stored file for the instant `at`, with the lists and the revocation data kept; and what was looked up.
///
/// # Errors
/// Database, store, disk.
pub async fn judge(
    bench: &Bench,
    key: &ObjectKey,
    expected: &Expectation,
    at: DateTime<Utc>,
) -> Result<(Report, Vec<Need>), VerdictError> {
    let copy = Arc::new(local_copy(bench, key).await?);
    let services = trust::services(bench, at).await?;
    let base = bench.trust.revocation.clone();
    let first = look(bench, &copy, expected, Arc::clone(&services), base, at).await?;
    if first.1.is_empty() {
        return Ok(first);
    }
    // Which authorities matter is known only now: their data, and no others, are read and the file is judged with them.
    let data = trust::revocation(bench, &first.1, at).await?;
    if data.crls.is_empty() && data.ocsp.is_empty() {
        return Ok(first);
    }
    look(bench, &copy, expected, services, data, at).await
}

async fn look(
    bench: &Bench,
    copy: &Arc<tempfile::NamedTempFile>,
    expected: &Expectation,
    services: Arc<TrustStore>,
    data: RevocationData,
    at: DateTime<Utc>,
) -> Result<(Report, Vec<Need>), VerdictError> {
    let (trust, copy, expected) = (Arc::clone(&bench.trust), Arc::clone(copy), expected.clone());
    let look = move || -> std::io::Result<(Report, Vec<Need>)> {
        let mut file = copy.reopen()?;
        let mut request = Request::new(&services, &data, &trust.policy, at);
        request.expected_content_sha256 = expected.content_sha256.as_deref().and_then(digest);
        request.required = &expected.parties;
        request.level = expected.level;
        Ok(verify_and_tell(&mut file, request))
    };
    let found = tokio::task::spawn_blocking(look).await;
    Ok(found.map_err(|error| VerdictError::Other(error.to_string()))??)
}

fn digest(hex_digest: &str) -> Option<[u8; 32]> {
    hex::decode(hex_digest).ok()?.try_into().ok()
}

/// A copy of a stored file on disk, for those who must read it back and forth; gone when dropped.
///
/// # Errors
/// Store and disk.
pub async fn local_copy(
    bench: &Bench,
    key: &ObjectKey,
) -> Result<tempfile::NamedTempFile, VerdictError> {
    let file = tempfile::NamedTempFile::new_in(&bench.scratch)?;
    let mut writer = tokio::fs::File::from_std(file.reopen()?);
    let mut stream = bench.objects.get(key, None).await?.stream;
    while let Some(chunk) = stream.try_next().await? {
        writer.write_all(&chunk).await?;
    }
    writer.flush().await?;
    Ok(file)
}
