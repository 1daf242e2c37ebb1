//! What the command line fetches when nobody says `--offline`. Nothing is kept; what does not answer is done without.

use crate::domain::trust::{ListSettings, gather};
use crate::engine::signature::report::Check;
use crate::engine::signature::{Need, RevocationData, TrustStore};
use crate::gateway::retrieval::{Fetch, Retrieval, WebRetrieval};
use chrono::{DateTime, Utc};
use std::collections::BTreeSet;
use std::time::Duration;

/// How long one answer may take: a person or a script waits.
const PATIENCE: Duration = Duration::from_secs(6);
/// Largest CRL, in bytes.
const CRL_BYTES: usize = 64 * 1024 * 1024;
/// Largest OCSP answer, in bytes.
const OCSP_BYTES: usize = 256 * 1024;

/// Fetches the list of lists and the national list; whether anything was added.
pub(super) fn add_lists(
    trust: &mut TrustStore,
    at: DateTime<Utc>,
    refused: &mut Vec<Check>,
) -> bool {
    let found = run(async |web| {
        let settings = ListSettings::bundled().map_err(|fault| fault.to_string())?;
        gather(web, &settings, at).await.map_err(|error| error.to_string())
    });
    let lists = match found {
        Ok(lists) => lists,
        Err(reason) => {
            refused.push(super::material::refuse(reason));
            return false;
        }
    };
    let mut added = false;
    for list in lists {
        for signer in list.signers {
            trust.pin_fingerprint(signer, Some(&list.territory));
        }
        match trust.add_list(&list.bytes, at) {
            Ok(_) => added = true,
            Err(error) => {
                refused.push(super::material::refuse(format!("{}: {error}", list.location)));
            }
        }
    }
    added
}

/// Fetches CRLs and OCSP answers that are missing; whether anything was added. The engine verifies them.
pub(super) fn add_revocation(data: &mut RevocationData, needs: &[Need]) -> bool {
    let open: Vec<&Need> = needs.iter().filter(|need| !need.settled).collect();
    if open.is_empty() {
        return false;
    }
    let fetched = run(async |web| {
        let (mut found, mut lists) = (Vec::new(), BTreeSet::new());
        for need in open {
            for url in need.lists() {
                if lists.insert(url.to_owned()) {
                    found.extend(web.fetch(Fetch::get(url, CRL_BYTES)).await.ok());
                }
            }
            for url in need.responders() {
                let ask = Fetch::post(url, "application/ocsp-request", need.ask(), OCSP_BYTES);
                found.extend(web.fetch(ask).await.ok());
            }
        }
        Ok(found)
    });
    let all = fetched.unwrap_or_default();
    all.iter().filter(|bytes| data.add(bytes).is_ok()).count() > 0
}

fn run<T>(work: impl AsyncFnOnce(&WebRetrieval) -> Result<T, String>) -> Result<T, String> {
    let web = WebRetrieval::new(PATIENCE).map_err(|error| error.to_string())?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.map_err(|error| error.to_string())?.block_on(work(&web))
}
