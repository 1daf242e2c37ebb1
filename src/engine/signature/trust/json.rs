//! A trusted list in a plain JSON form, as test material uses it: unsigned, so it is trusted for being configured.

use super::{ListSummary, Period, Service, TrustListError, TrustStore, read_certificates};
use chrono::{DateTime, Utc};
use serde::Deserialize;

#[derive(Deserialize)]
struct Entry {
    tsp: String,
    service: String,
    #[serde(rename = "type")]
    kind: String,
    status_history: Vec<Status>,
    #[serde(default)]
    additional: Vec<String>,
    /// File name of the certificate, beside the list.
    cert: String,
}

#[derive(Deserialize)]
struct Status {
    status: String,
    from_: DateTime<Utc>,
}

impl TrustStore {
    /// Adds the services of a JSON list; `read` returns the bytes of a certificate file named in it.
    ///
    /// # Errors
    /// [`TrustListError`] for a malformed list or a certificate that cannot be read.
    pub fn add_json(
        &mut self,
        text: &str,
        read: &dyn Fn(&str) -> Option<Vec<u8>>,
    ) -> Result<(), TrustListError> {
        let entries: Vec<Entry> = serde_json::from_str(text)
            .map_err(|error| TrustListError::Malformed(error.to_string()))?;
        for entry in entries {
            let bytes = read(&entry.cert).ok_or_else(|| {
                TrustListError::Malformed(format!("missing certificate {}", entry.cert))
            })?;
            let certificate = read_certificates(&bytes)
                .map_err(|error| TrustListError::Malformed(error.to_string()))?;
            let Some(certificate) = certificate.into_iter().next() else { continue };
            let history = entry
                .status_history
                .into_iter()
                .map(|status| Period {
                    status: status.status,
                    from: status.from_,
                    additional: entry.additional.clone(),
                    qualifiers: Vec::new(),
                })
                .collect();
            self.add_service(Service {
                certificate,
                kind: entry.kind,
                provider: entry.tsp,
                name: entry.service,
                history,
            });
        }
        self.lists.push(ListSummary {
            territory: String::new(),
            sequence: None,
            issued: None,
            next_update: None,
            warnings: vec!["lista in formato JSON, senza firma".to_owned()],
        });
        Ok(())
    }
}
