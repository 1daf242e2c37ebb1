//! What the command line gives: certificates, lists, CRLs, answers, from files and folders.

use crate::engine::signature::report::Check;
use crate::engine::signature::{RevocationData, TrustStore};
use chrono::{DateTime, Utc};
use std::fs;
use std::path::{Path, PathBuf};

/// Certificates first, for they may say who signs the lists; then lists of lists, then lists.
pub(super) fn read_trust(
    paths: &[PathBuf],
    at: DateTime<Utc>,
    refused: &mut Vec<Check>,
) -> Result<TrustStore, String> {
    let mut store = TrustStore::new();
    let mut lists: Vec<(&Path, Vec<u8>)> = Vec::new();
    for path in paths {
        if path.is_dir() {
            for file in files_of(path)? {
                // A folder may hold other things: what is no certificate is passed over.
                let _ = store.add_anchors(&read(&file)?);
            }
            continue;
        }
        let bytes = read(path)?;
        match bytes.iter().find(|octet| !octet.is_ascii_whitespace()) {
            Some(b'[') => {
                let folder = path.parent().unwrap_or(Path::new("."));
                let text = String::from_utf8_lossy(&bytes);
                let beside = |name: &str| {
                    Path::new(name).file_name().and_then(|name| fs::read(folder.join(name)).ok())
                };
                store
                    .add_json(&text, &beside)
                    .map_err(|error| format!("{}: {error}", path.display()))?;
            }
            Some(b'<' | 0xef) => lists.push((path, bytes)),
            _ => {
                store
                    .add_anchors(&bytes)
                    .map_err(|error| format!("{}: {error}", path.display()))?;
            }
        }
    }
    lists.sort_by_key(|(_, bytes)| {
        !bytes.windows(16).take(16_384).any(|window| window == b"EUlistofthelists")
    });
    for (path, bytes) in lists {
        if let Err(error) = store.add_list(&bytes, at) {
            refused.push(refuse(format!("{}: {error}", path.display())));
        }
    }
    Ok(store)
}

/// The check that tells of a list that was not accepted.
pub(super) fn refuse(detail: String) -> Check {
    let text =
        "Un elenco di fiducia non è stato accettato: i suoi servizi non sono stati considerati.";
    Check::failed("trust_list", text).with(detail)
}

pub(super) fn read_revocation(paths: &[PathBuf]) -> Result<RevocationData, String> {
    let mut data = RevocationData::new();
    for path in paths {
        if path.is_dir() {
            for file in files_of(path)? {
                let _ = data.add(&read(&file)?);
            }
        } else {
            data.add(&read(path)?).map_err(|error| format!("{}: {error}", path.display()))?;
        }
    }
    Ok(data)
}

fn files_of(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let entries = fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut files: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.is_file())
        .collect();
    files.sort();
    Ok(files)
}

fn read(path: &Path) -> Result<Vec<u8>, String> {
    fs::read(path).map_err(|error| format!("{}: {error}", path.display()))
}
