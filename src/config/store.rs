//! `[store]`: where files are kept.

use std::path::PathBuf;

use serde::Deserialize;

use super::fault::{ConfigFault, require};
use super::secret::Secret;
use crate::platform::store::StoreSettings;

/// Which kind of store.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum StoreKind {
    /// A folder.
    Local,
    /// An S3 service.
    S3,
}

/// `[store]`
#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct StoreConfig {
    /// `local` or `s3`.
    pub kind: StoreKind,
    /// The folder of a local store.
    pub folder: PathBuf,
    /// Address of the S3 service; empty for AWS.
    pub endpoint: String,
    /// Its region.
    pub region: String,
    /// The bucket.
    pub bucket: String,
    /// Access key.
    pub access_key: Secret,
    /// Secret key.
    pub secret_key: Secret,
    /// Whether an `http://` endpoint is accepted.
    pub allow_http: bool,
}

impl Default for StoreConfig {
    fn default() -> Self {
        Self {
            kind: StoreKind::Local,
            folder: "data/store".into(),
            endpoint: String::new(),
            region: "eu-south-1".into(),
            bucket: String::new(),
            access_key: Secret::default(),
            secret_key: Secret::default(),
            allow_http: false,
        }
    }
}

impl StoreConfig {
    /// What [`crate::platform::store::Store::open`] wants.
    pub fn settings(&self) -> StoreSettings {
        match self.kind {
            StoreKind::Local => StoreSettings::Local { folder: self.folder.clone() },
            StoreKind::S3 => StoreSettings::S3 {
                endpoint: self.endpoint.clone(),
                region: self.region.clone(),
                bucket: self.bucket.clone(),
                key: self.access_key.reveal().to_owned(),
                secret: self.secret_key.reveal().to_owned(),
                allow_http: self.allow_http,
            },
        }
    }

    pub(super) fn validate(&self, faults: &mut Vec<ConfigFault>) {
        match self.kind {
            StoreKind::Local => {
                let named = !self.folder.as_os_str().is_empty();
                require(faults, named, "store.folder", "is needed when store.kind is local");
            }
            StoreKind::S3 => {
                require(
                    faults,
                    !self.bucket.is_empty(),
                    "store.bucket",
                    "is needed when store.kind is s3",
                );
                for (key, secret) in
                    [("access_key", &self.access_key), ("secret_key", &self.secret_key)]
                {
                    let key = format!("store.{key}");
                    require(faults, !secret.is_empty(), &key, "is needed when store.kind is s3");
                }
                let safe = self.allow_http || !self.endpoint.starts_with("http://");
                require(
                    faults,
                    safe,
                    "store.endpoint",
                    "is not protected: use https:// or set store.allow_http",
                );
            }
        }
    }
}
