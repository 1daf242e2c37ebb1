//! The object store: bytes by content, in a folder or on S3.
//!
//! An object is written once, under its own digest (`<tenant>/<first two>/<sha256>`), streamed and never whole in memory.
//! It appears whole or not at all. What a file is *called* and who may see it is the domain's matter; what it *is* is told
//! from its bytes ([`sniff`]), never from its name. The same content of one tenant is one object: the domain deletes it only
//! when no row names it.

mod error;
mod key;
mod name;
mod read;
mod sniff;
mod upload;

use std::path::PathBuf;
use std::sync::Arc;

use object_store::ObjectStore;
use object_store::aws::AmazonS3Builder;
use object_store::local::LocalFileSystem;

pub use error::StoreError;
pub use key::ObjectKey;
pub use name::safe_name;
pub use read::Content;
pub use sniff::{Encoding, Family, FileType, HEAD_BYTES, sniff};
pub use upload::Stored;

/// Where objects are kept.
#[derive(Clone)]
pub enum StoreSettings {
    /// A folder of this machine; made if missing.
    Local {
        /// The folder.
        folder: PathBuf,
    },
    /// A bucket of an S3 service.
    S3 {
        /// `https://…`; empty for AWS itself.
        endpoint: String,
        /// Its region, `eu-south-1`.
        region: String,
        /// The bucket; it must exist.
        bucket: String,
        /// Access key.
        key: String,
        /// Secret key.
        secret: String,
        /// Whether `http://` will do.
        allow_http: bool,
    },
}

/// A handle to the store; cheap to clone.
#[derive(Clone)]
pub struct Store {
    objects: Arc<dyn ObjectStore>,
}

impl Store {
    /// Opens the store; nothing is read or written yet, except that a local folder is made.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] when the folder cannot be made or the settings cannot be used.
    pub fn open(settings: &StoreSettings) -> Result<Self, StoreError> {
        let objects: Arc<dyn ObjectStore> = match settings {
            StoreSettings::Local { folder } => {
                std::fs::create_dir_all(folder).map_err(|error| {
                    StoreError::Unavailable(format!("{}: {error}", folder.display()))
                })?;
                // Synced to the disk: a receipt may be given as soon as `put` returns.
                Arc::new(LocalFileSystem::new_with_prefix(folder)?.with_fsync(true))
            }
            StoreSettings::S3 { endpoint, region, bucket, key, secret, allow_http } => {
                let mut builder = AmazonS3Builder::new()
                    .with_region(region)
                    .with_bucket_name(bucket)
                    .with_access_key_id(key)
                    .with_secret_access_key(secret)
                    .with_allow_http(*allow_http);
                if !endpoint.is_empty() {
                    builder = builder.with_endpoint(endpoint);
                }
                Arc::new(builder.build()?)
            }
        };
        Ok(Self { objects })
    }
}
