//! From rows and stored bytes to what the engine takes: services of the current lists, revocation data of some issuers.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, Utc};

use super::bench::Bench;
use super::error::TrustError;
use super::model::{FOLDER, RevocationKind, RevocationSource, Snapshot};
use super::queries;
use crate::engine::signature::{Need, RevocationData, TrustStore};
use crate::platform::db::DatabaseError;
use crate::platform::store::ObjectKey;

/// Largest CRL kept, in bytes.
pub(super) const CRL_BYTES: usize = 64 * 1024 * 1024;
/// Largest trusted list kept, in bytes.
pub(super) const LIST_BYTES: usize = 16 * 1024 * 1024;
/// CRLs and answers kept parsed.
const PARSED: usize = 32;
/// Stores made from the lists that are kept at hand.
const KEPT: usize = 3;
/// Days after which a report tells that nobody has looked for a newer list.
const OLD_DAYS: i64 = 7;

/// Lists verified and services made from them.
type Services = (Vec<String>, Arc<TrustStore>);

/// What was read already. Rows say what is current, so that processes need not tell one another.
#[derive(Default)]
pub struct Shelf {
    /// The last few: files received on other days are judged with what reports of that day tell.
    services: Mutex<Vec<Services>>,
    parsed: Mutex<HashMap<String, RevocationData>>,
}

/// The anchors of the configuration with the services of the newest lists, each list verified again.
///
/// # Errors
/// Database or store. A snapshot that is no longer believed is told in the log and adds nothing.
pub async fn services(bench: &Bench, at: DateTime<Utc>) -> Result<Arc<TrustStore>, TrustError> {
    let read = bench.database.read(|c| -> Result<_, DatabaseError> { Ok(queries::newest(c)?) });
    let rows: Vec<Snapshot> = read.await?;
    let mut keys: Vec<String> =
        rows.iter().map(|row| format!("{} {}", row.sha256, row.checked_at.date())).collect();
    // Reports tell the age of a list, which changes with the day.
    keys.push(at.date_naive().to_string());
    let shelf = &bench.trust.shelf.services;
    let found = {
        let known = shelf.lock().unwrap_or_else(PoisonError::into_inner);
        known.iter().find(|(known, _)| *known == keys).map(|(_, store)| Arc::clone(store))
    };
    if let Some(store) = found {
        return Ok(store);
    }
    let mut lists = Vec::new();
    for row in rows {
        let key = ObjectKey::new(FOLDER, &row.sha256)?;
        let bytes = bench.objects.bytes(&key, LIST_BYTES as u64).await?;
        lists.push((row, bytes));
    }
    // The list of lists first: it says who signs the others.
    lists.sort_by_key(|(row, _)| row.territory != "EU");
    let base = bench.trust.store.clone();
    let store = tokio::task::spawn_blocking(move || {
        let mut store = base;
        for (row, bytes) in &lists {
            lay(&mut store, row, bytes, at);
        }
        Arc::new(store)
    });
    let store = store.await.map_err(|error| TrustError::Other(error.to_string()))?;
    let mut known = shelf.lock().unwrap_or_else(PoisonError::into_inner);
    if known.len() == KEPT {
        known.remove(0);
    }
    known.push((keys, Arc::clone(&store)));
    Ok(store)
}

fn lay(store: &mut TrustStore, row: &Snapshot, bytes: &[u8], at: DateTime<Utc>) {
    for signer in row.signers.split(',').filter_map(|text| hex::decode(text).ok()) {
        store.pin_fingerprint(signer, Some(&row.territory));
    }
    match store.add_list(bytes, at) {
        Ok(_) => {
            let checked = row.checked_at.and_utc();
            let day = checked.format("%d/%m/%Y");
            if (at - checked).num_days() > OLD_DAYS {
                store.tell(format!("nessuno ha cercato una lista più nuova dal {day}"));
            } else {
                store.tell(format!("controllata il {day}"));
            }
        }
        Err(error) => {
            tracing::error!(territory = row.territory, sha256 = row.sha256, %error,
                "a snapshot of a trusted list is not believed");
        }
    }
}

/// What is kept about the certificates of `needs`, parsed.
///
/// # Errors
/// Database or store.
pub async fn revocation(
    bench: &Bench,
    needs: &[Need],
    at: DateTime<Utc>,
) -> Result<RevocationData, TrustError> {
    let mut data = bench.trust.revocation.clone();
    let rows = rows_for(bench, needs).await?;
    if rows.is_empty() {
        return Ok(data);
    }
    for row in &rows {
        match parsed(bench, row).await {
            Ok(one) => {
                data.crls.extend(one.crls);
                data.ocsp.extend(one.ocsp);
            }
            Err(error) => {
                tracing::error!(url = row.url, %error, "kept revocation data cannot be read");
            }
        }
    }
    let at = at.naive_utc();
    // One note a day is enough.
    let stale: Vec<String> = rows
        .iter()
        .filter(|row| row.used_at.date() < at.date())
        .map(|row| row.id.clone())
        .collect();
    if !stale.is_empty() {
        let touch =
            move |c: &mut _| -> Result<_, DatabaseError> { Ok(queries::touch(c, &stale, at)?) };
        bench.database.write(touch).await?;
    }
    Ok(data)
}

/// Rows of the issuers' CRLs and of the answers about exactly these certificates.
pub(super) async fn rows_for(
    bench: &Bench,
    needs: &[Need],
) -> Result<Vec<RevocationSource>, TrustError> {
    let mut issuers: Vec<String> = needs.iter().map(issuer_of).collect();
    issuers.sort();
    issuers.dedup();
    if issuers.is_empty() {
        return Ok(Vec::new());
    }
    let serials: Vec<String> = needs.iter().map(|need| need.certificate.serial().hex()).collect();
    let read =
        move |c: &mut _| -> Result<_, DatabaseError> { Ok(queries::of_issuers(c, &issuers)?) };
    let mut rows: Vec<RevocationSource> = bench.database.read(read).await?;
    rows.retain(|row| row.kind == RevocationKind::Crl || serials.contains(&row.serial));
    Ok(rows)
}

/// Under what the data of a certificate's issuer are kept: its key, which a renewal does not change.
pub(super) fn issuer_of(need: &Need) -> String {
    use sha2::{Digest, Sha256};
    hex::encode(Sha256::digest(need.issuer.key_info()))
}

async fn parsed(bench: &Bench, row: &RevocationSource) -> Result<RevocationData, TrustError> {
    let shelf = &bench.trust.shelf.parsed;
    if let Some(data) = shelf.lock().unwrap_or_else(PoisonError::into_inner).get(&row.sha256) {
        return Ok(data.clone());
    }
    let bytes =
        bench.objects.bytes(&ObjectKey::new(FOLDER, &row.sha256)?, CRL_BYTES as u64).await?;
    let mut data = RevocationData::new();
    data.add(&bytes).map_err(|error| TrustError::Other(error.to_string()))?;
    let mut parsed = shelf.lock().unwrap_or_else(PoisonError::into_inner);
    if parsed.len() >= PARSED {
        parsed.clear();
    }
    parsed.insert(row.sha256.clone(), data.clone());
    Ok(data)
}
