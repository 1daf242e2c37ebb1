//! The list of lists and the national lists: fetched, verified, kept as snapshots.
//!
//! Who may sign the list of lists is published in the Official Journal; later signers are named by *pivot* lists, each
//! signed by those whom the one before names. A list is kept only if it is not older than the one at hand.

use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::ListSettings;
use super::bench::Bench;
use super::error::TrustError;
use super::model::{FOLDER, Snapshot, everybody};
use super::queries;
use super::shelf::LIST_BYTES;
use crate::engine::signature::trust::{ListReading, TrustListError};
use crate::engine::signature::{Certificate, TrustStore};
use crate::gateway::retrieval::{Fetch, Retrieval};
use crate::platform::db::DatabaseError;

/// Pivots followed at most.
const PIVOTS: usize = 16;
/// Territory of the list of lists.
const UNION: &str = "EU";

/// A list whose signature, signer and age were verified.
#[derive(Debug, Clone)]
pub struct Verified {
    pub territory: String,
    pub location: String,
    pub bytes: Vec<u8>,
    /// SHA-256 of the certificates that could sign it.
    pub signers: Vec<Vec<u8>>,
    pub reading: ListReading,
}

/// Fetches and verifies the list of lists and the lists of the settings' territories. Keeps nothing.
///
/// # Errors
/// The first list that cannot be had or is not believed.
pub async fn gather(
    retrieval: &dyn Retrieval,
    settings: &ListSettings,
    at: DateTime<Utc>,
) -> Result<Vec<Verified>, TrustError> {
    let top = list_of_lists(retrieval, settings, at).await?;
    let mut found = vec![top];
    for territory in &settings.territories {
        let pointer = found[0]
            .reading
            .pointers
            .iter()
            .find(|one| one.territory.eq_ignore_ascii_case(territory) && one.is_xml);
        let pointer = pointer.cloned().ok_or_else(|| TrustError::Territory(territory.clone()))?;
        let signers = pins(&pointer.signers);
        let bytes = get(retrieval, &pointer.location).await?;
        found.push(verify(&pointer.location, bytes, signers, territory, at).await?);
    }
    Ok(found)
}

/// Fetches, verifies and keeps the lists; gives those that are new.
///
/// # Errors
/// As [`gather`]; [`TrustError::Older`]; database and store. What is at hand stays in use.
pub async fn refresh(bench: &Bench, at: DateTime<Utc>) -> Result<Vec<Snapshot>, TrustError> {
    let lists = gather(bench.retrieval.as_ref(), &bench.trust.lists, at).await?;
    keep(bench, lists, at).await
}

/// Keeps verified lists as snapshots; gives those that were not there.
///
/// # Errors
/// [`TrustError::Older`]; database and store.
pub async fn keep(
    bench: &Bench,
    lists: Vec<Verified>,
    at: DateTime<Utc>,
) -> Result<Vec<Snapshot>, TrustError> {
    let read = bench.database.read(|c| -> Result<_, DatabaseError> { Ok(queries::newest(c)?) });
    let known: Vec<Snapshot> = read.await?;
    let mut fresh = Vec::new();
    for list in lists {
        let newest = known.iter().find(|row| row.territory == list.territory);
        let summary = &list.reading.summary;
        let sequence = summary.sequence.and_then(|n| i64::try_from(n).ok()).unwrap_or(0);
        if let Some(newest) = newest.filter(|newest| newest.sequence > sequence) {
            let territory = list.territory.clone();
            return Err(TrustError::Older { territory, offered: sequence, kept: newest.sequence });
        }
        let stored = bench.objects.put_bytes(FOLDER, list.bytes).await?;
        let row = Snapshot {
            tenant_id: everybody(),
            territory: list.territory,
            sha256: stored.sha256,
            location: list.location,
            sequence,
            signers: list.signers.iter().map(hex::encode).collect::<Vec<_>>().join(","),
            issued_at: summary.issued.map(|time| time.naive_utc()),
            next_update: summary.next_update.map(|time| time.naive_utc()),
            fetched_at: at.naive_utc(),
            checked_at: at.naive_utc(),
        };
        if newest.is_none_or(|newest| newest.sha256 != row.sha256) {
            fresh.push(row.clone());
        }
        let write =
            move |c: &mut _| -> Result<_, DatabaseError> { Ok(queries::keep_list(c, &row)?) };
        bench.database.write(write).await?;
    }
    Ok(fresh)
}

async fn get(retrieval: &dyn Retrieval, url: &str) -> Result<Vec<u8>, TrustError> {
    Ok(retrieval.fetch(Fetch::get(url, LIST_BYTES)).await?)
}

/// The list of lists, its signer followed from the Official Journal through the pivots.
async fn list_of_lists(
    retrieval: &dyn Retrieval,
    settings: &ListSettings,
    at: DateTime<Utc>,
) -> Result<Verified, TrustError> {
    let url = &settings.list_of_lists;
    let bytes = get(retrieval, url).await?;
    let first = verify(url, bytes.clone(), settings.signers.clone(), UNION, at).await;
    let Err(TrustError::List(_, TrustListError::Signer)) = first else { return first };
    let mut signers = settings.signers.clone();
    for pivot in announced_pivots(&bytes).into_iter().rev() {
        let bytes = get(retrieval, &pivot).await?;
        let list = verify(&pivot, bytes, signers, UNION, at).await?;
        signers = pins(&list.reading.own_signers().cloned().collect::<Vec<_>>());
    }
    verify(url, bytes, signers, UNION, at).await
}

/// Pivots that a list not yet believed announces: only addresses, each list there is verified by itself.
fn announced_pivots(bytes: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(bytes);
    let Some((_, rest)) = text.split_once("SchemeInformationURI>") else { return Vec::new() };
    let part = rest.split("SchemeInformationURI>").next().unwrap_or_default();
    let words = part.split(['<', '>']).map(str::trim);
    let pivot =
        |word: &&str| word.starts_with("http") && word.contains("pivot") && word.ends_with(".xml");
    words.filter(pivot).take(PIVOTS).map(str::to_owned).collect()
}

pub(super) fn pins(signers: &[Certificate]) -> Vec<Vec<u8>> {
    use sha2::{Digest, Sha256};
    signers.iter().map(|signer| Sha256::digest(signer.raw()).to_vec()).collect()
}

/// Verifies a list against who may sign it, on a thread that may be busy.
pub(super) async fn verify(
    location: &str,
    bytes: Vec<u8>,
    signers: Vec<Vec<u8>>,
    territory: &str,
    at: DateTime<Utc>,
) -> Result<Verified, TrustError> {
    if signers.is_empty() {
        return Err(TrustError::List(location.to_owned(), TrustListError::Signer));
    }
    let (bytes, kept, wanted) = (Arc::new(bytes), signers.clone(), territory.to_owned());
    let shared = Arc::clone(&bytes);
    let reading = tokio::task::spawn_blocking(move || {
        let mut probe = TrustStore::new();
        for signer in kept {
            probe.pin_fingerprint(signer, Some(&wanted));
        }
        probe.add_list(&shared, at)
    });
    let reading = reading.await.map_err(|error| TrustError::Other(error.to_string()))?;
    let reading = reading.map_err(|error| TrustError::List(location.to_owned(), error))?;
    Ok(Verified {
        territory: territory.to_owned(),
        location: location.to_owned(),
        bytes: Arc::unwrap_or_clone(bytes),
        signers,
        reading,
    })
}
