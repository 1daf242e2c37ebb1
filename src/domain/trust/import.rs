//! Lists brought by hand, for a machine without network: the same verification, the same snapshots.

use chrono::{DateTime, Utc};

use super::bench::Bench;
use super::error::TrustError;
use super::model::Snapshot;
use super::refresh::{Verified, keep, pins, verify};
use crate::engine::signature::trust::{ListReading, TrustListError};

/// Verifies and keeps lists given as files (name and bytes): pivots and a list of lists first, in whatever order they come;
/// then national lists, whose signers the list of lists names, that of the files or that at hand.
///
/// # Errors
/// The first list that is not believed; [`TrustError::Older`]; database and store.
pub async fn import(
    bench: &Bench,
    files: Vec<(String, Vec<u8>)>,
    at: DateTime<Utc>,
) -> Result<Vec<Snapshot>, TrustError> {
    let (mut unions, mut others): (Vec<_>, Vec<_>) =
        files.into_iter().partition(|(_, bytes)| is_list_of_lists(bytes));
    let mut signers = bench.trust.lists.signers.clone();
    let mut top: Option<Verified> = None;
    // Each pivot names the signers of the next: whoever is believed now opens the way for the others.
    while !unions.is_empty() {
        let (mut left, mut refused, before) = (Vec::new(), None, unions.len());
        for (name, bytes) in unions {
            match verify(&name, bytes.clone(), signers.clone(), "EU", at).await {
                Ok(list) => {
                    signers.extend(pins(&list.reading.own_signers().cloned().collect::<Vec<_>>()));
                    let newer = top.as_ref().is_none_or(|known| {
                        known.reading.summary.sequence < list.reading.summary.sequence
                    });
                    if newer {
                        top = Some(list);
                    }
                }
                Err(error @ TrustError::List(_, TrustListError::Signer)) => {
                    refused = Some(error);
                    left.push((name, bytes));
                }
                Err(error) => return Err(error),
            }
        }
        if left.len() == before {
            return Err(refused.unwrap_or_else(|| TrustError::Territory("EU".to_owned())));
        }
        unions = left;
    }
    let reading = match &top {
        Some(top) => top.reading.clone(),
        None if others.is_empty() => return Ok(Vec::new()),
        None => at_hand(bench, at).await?,
    };
    let mut verified: Vec<Verified> = top.into_iter().collect();
    for (name, bytes) in others.drain(..) {
        verified.push(national(&reading, name, bytes, at).await?);
    }
    keep(bench, verified, at).await
}

async fn national(
    top: &ListReading,
    name: String,
    bytes: Vec<u8>,
    at: DateTime<Utc>,
) -> Result<Verified, TrustError> {
    let mut refusal = TrustError::Territory(name.clone());
    for pointer in top.pointers.iter().filter(|pointer| !pointer.signers.is_empty()) {
        let signers = pins(&pointer.signers);
        match verify(&name, bytes.clone(), signers, &pointer.territory, at).await {
            Ok(list) => return Ok(list),
            Err(TrustError::List(_, TrustListError::Signer)) => {}
            Err(error) => {
                refusal = error;
                break;
            }
        }
    }
    Err(refusal)
}

/// The list of lists of the newest snapshot.
async fn at_hand(bench: &Bench, at: DateTime<Utc>) -> Result<ListReading, TrustError> {
    use super::model::FOLDER;
    use super::shelf::LIST_BYTES;
    use crate::platform::db::DatabaseError;
    use crate::platform::store::ObjectKey;
    let read = |c: &mut _| -> Result<_, DatabaseError> { Ok(super::newest(c)?) };
    let rows: Vec<Snapshot> = bench.database.read(read).await?;
    let row = rows.into_iter().find(|row| row.territory == "EU");
    let row = row.ok_or_else(|| TrustError::Territory("EU".to_owned()))?;
    let key = ObjectKey::new(FOLDER, &row.sha256)?;
    let bytes = bench.objects.bytes(&key, LIST_BYTES as u64).await?.to_vec();
    let signers = row.signers.split(',').filter_map(|text| hex::decode(text).ok()).collect();
    Ok(verify(&row.location, bytes, signers, "EU", at).await?.reading)
}

fn is_list_of_lists(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(64 * 1024)];
    memchr::memmem::find(head, b"EUlistofthelists").is_some()
}
