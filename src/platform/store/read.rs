//! Reading, checking and deleting objects.

use std::ops::Range;

use bytes::Bytes;
use chrono::{DateTime, Utc};
use futures_util::stream::BoxStream;
use futures_util::{StreamExt, TryStreamExt};
use object_store::{GetOptions, GetRange, ObjectStoreExt};
use sha2::{Digest, Sha256};

use super::Store;
use super::error::StoreError;
use super::key::{ObjectKey, drafts, tenant_path};

/// An object being read.
pub struct Content {
    /// Size of the whole object, in bytes.
    pub size: u64,
    /// The part that `stream` gives.
    pub range: Range<u64>,
    /// The bytes, in chunks.
    pub stream: BoxStream<'static, Result<Bytes, StoreError>>,
}

impl Store {
    /// The object, or the part of it in `range`.
    ///
    /// # Errors
    /// [`StoreError::Missing`], [`StoreError::Range`] when the range is empty or begins after the end.
    pub async fn get(
        &self,
        key: &ObjectKey,
        range: Option<Range<u64>>,
    ) -> Result<Content, StoreError> {
        if let Some(range) = &range {
            let size = self.size(key).await?;
            if range.start >= range.end || range.start >= size {
                return Err(StoreError::Range);
            }
        }
        let options = GetOptions { range: range.map(GetRange::Bounded), ..GetOptions::default() };
        let found = self.objects.get_opts(&key.path(), options).await?;
        Ok(Content {
            size: found.meta.size,
            range: found.range.clone(),
            stream: found.into_stream().map_err(StoreError::from).boxed(),
        })
    }

    /// The whole object in memory, when it is not larger than `limit` bytes.
    ///
    /// # Errors
    /// [`StoreError::TooLarge`], [`StoreError::Missing`], [`StoreError::Corrupt`] when the bytes are not those of the key.
    pub async fn bytes(&self, key: &ObjectKey, limit: u64) -> Result<Bytes, StoreError> {
        let found = self.objects.get(&key.path()).await?;
        if found.meta.size > limit {
            return Err(StoreError::TooLarge { limit });
        }
        let bytes = found.bytes().await?;
        if hex::encode(Sha256::digest(&bytes)) != key.sha256() {
            return Err(StoreError::Corrupt(key.as_str().to_owned()));
        }
        Ok(bytes)
    }

    /// Reads the object and compares its digest with its key.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`], [`StoreError::Missing`].
    pub async fn verify(&self, key: &ObjectKey) -> Result<(), StoreError> {
        let mut stream = self.get(key, None).await?.stream;
        let mut digest = Sha256::new();
        while let Some(chunk) = stream.try_next().await? {
            digest.update(&chunk);
        }
        if hex::encode(digest.finalize()) == key.sha256() {
            Ok(())
        } else {
            Err(StoreError::Corrupt(key.as_str().to_owned()))
        }
    }

    /// Size in bytes.
    pub async fn size(&self, key: &ObjectKey) -> Result<u64, StoreError> {
        Ok(self.objects.head(&key.path()).await?.size)
    }

    /// Whether the object is there.
    pub async fn exists(&self, key: &ObjectKey) -> Result<bool, StoreError> {
        match self.objects.head(&key.path()).await {
            Ok(_) => Ok(true),
            Err(object_store::Error::NotFound { .. }) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    /// Takes the object away; that it is gone already is no error.
    pub async fn delete(&self, key: &ObjectKey) -> Result<(), StoreError> {
        match self.objects.delete(&key.path()).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    /// Every object, as its key's text and size, drafts left out; for backups.
    pub fn list(&self) -> BoxStream<'static, Result<(String, u64), StoreError>> {
        self.objects
            .list(None)
            .map_err(StoreError::from)
            .try_filter_map(|meta| async move {
                let key = meta.location.to_string();
                Ok((!key.starts_with("_drafts/")).then_some((key, meta.size)))
            })
            .boxed()
    }

    /// Takes away drafts of uploads that began before `before` and were never finished; gives how many.
    pub async fn sweep(&self, before: DateTime<Utc>) -> Result<usize, StoreError> {
        let mut stream = self.objects.list(Some(&drafts()));
        let mut swept = 0;
        while let Some(meta) = stream.try_next().await? {
            if meta.last_modified < before {
                self.objects.delete(&meta.location).await?;
                swept += 1;
            }
        }
        Ok(swept)
    }

    /// The keys of a tenant's objects that were last written before `before`.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`]; [`StoreError::Missing`] for what is no slug.
    pub async fn old(
        &self,
        tenant: &str,
        before: DateTime<Utc>,
    ) -> Result<Vec<ObjectKey>, StoreError> {
        let mut stream = self.objects.list(Some(&tenant_path(tenant)?));
        let mut found = Vec::new();
        while let Some(meta) = stream.try_next().await? {
            let name = meta.location.filename().unwrap_or_default();
            if let (true, Ok(key)) = (meta.last_modified < before, ObjectKey::new(tenant, name)) {
                found.push(key);
            }
        }
        Ok(found)
    }

    /// Asks the store about an object that is not there: cheap, and fails when the store cannot be reached.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn reachable(&self) -> Result<(), StoreError> {
        match self.objects.head(&object_store::path::Path::from("_drafts/none")).await {
            Ok(_) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    /// Writes, reads back and deletes a small object, to see that the store can be used.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] with the reason of the store.
    pub async fn probe(&self) -> Result<(), StoreError> {
        let path = object_store::path::Path::from("_drafts/probe");
        self.objects.put(&path, Bytes::from_static(b"probe").into()).await?;
        let read = self.objects.get(&path).await?.bytes().await?;
        self.objects.delete(&path).await?;
        if read.as_ref() == b"probe" {
            Ok(())
        } else {
            Err(StoreError::Unavailable("what was written is not what is read".into()))
        }
    }
}
