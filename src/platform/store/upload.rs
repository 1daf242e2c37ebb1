//! Writing an object while it streams in: digest, size and first bytes are taken on the way.

use bytes::Bytes;
use futures_util::{Stream, StreamExt};
use object_store::path::Path;
use object_store::{ObjectStoreExt, PutPayload, WriteMultipart};
use sha2::{Digest, Sha256};

use super::Store;
use super::error::StoreError;
use super::key::{ObjectKey, draft_path};
use super::sniff::{FileType, HEAD_BYTES, sniff};
use crate::base::ids::Ids;

/// What fits here is written in one go; a larger object goes up in parts of this size (the least S3 takes).
const PART_BYTES: usize = 5 * 1024 * 1024;

/// Parts in flight.
const PARTS_AT_ONCE: usize = 2;

/// What was stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// Where.
    pub key: ObjectKey,
    /// Digest of the content, 64 hex digits.
    pub sha256: String,
    /// Size in bytes.
    pub size: u64,
    /// What it is, by its first bytes.
    pub kind: FileType,
}

impl Store {
    /// Stores what `stream` gives, at most `limit` bytes, for `tenant`.
    ///
    /// # Errors
    /// [`StoreError::TooLarge`] as soon as the limit is passed, [`StoreError::Broken`] when the stream fails; in both
    /// cases nothing is left behind. [`StoreError::Unavailable`] when the store does not take it.
    pub async fn put<S, E>(
        &self,
        tenant: &str,
        ids: &dyn Ids,
        mut stream: S,
        limit: u64,
    ) -> Result<Stored, StoreError>
    where
        S: Stream<Item = Result<Bytes, E>> + Unpin,
    {
        let mut intake = Intake::new(limit);
        let mut first = Vec::new();
        while first.len() < PART_BYTES {
            match intake.next(&mut stream).await? {
                Some(chunk) => first.extend_from_slice(&chunk),
                None => return self.put_small(tenant, first, intake).await,
            }
        }
        let draft = draft_path(tenant, &ids.id())?;
        let upload = self.objects.put_multipart(&draft).await?;
        let mut writer = WriteMultipart::new_with_chunk_size(upload, PART_BYTES);
        writer.put(Bytes::from(first));
        match pour(&mut writer, &mut stream, &mut intake).await {
            Ok(()) => {
                writer.finish().await?;
                self.adopt(tenant, &draft, intake).await
            }
            Err(error) => {
                // Nothing to add when this fails too: the sweep takes what is left.
                let _ = writer.abort().await;
                Err(error)
            }
        }
    }

    /// Stores bytes at hand (a generated document) for `tenant`.
    ///
    /// # Errors
    /// As [`Store::put`], without a limit.
    pub async fn put_bytes(&self, tenant: &str, bytes: Vec<u8>) -> Result<Stored, StoreError> {
        let mut intake = Intake::new(u64::MAX);
        intake.take(&bytes)?;
        self.put_small(tenant, bytes, intake).await
    }

    async fn put_small(
        &self,
        tenant: &str,
        bytes: Vec<u8>,
        intake: Intake,
    ) -> Result<Stored, StoreError> {
        let stored = intake.finish(tenant)?;
        self.objects.put(&stored.key.path(), PutPayload::from(bytes)).await?;
        Ok(stored)
    }

    /// Gives the finished draft its name, also over the same content: it is new again for [`Store::old`].
    async fn adopt(
        &self,
        tenant: &str,
        draft: &Path,
        intake: Intake,
    ) -> Result<Stored, StoreError> {
        let stored = intake.finish(tenant)?;
        self.objects.rename(draft, &stored.key.path()).await?;
        Ok(stored)
    }
}

async fn pour<S, E>(
    writer: &mut WriteMultipart,
    stream: &mut S,
    intake: &mut Intake,
) -> Result<(), StoreError>
where
    S: Stream<Item = Result<Bytes, E>> + Unpin,
{
    while let Some(chunk) = intake.next(stream).await? {
        writer.wait_for_capacity(PARTS_AT_ONCE).await?;
        writer.put(chunk);
    }
    Ok(())
}

/// What is learnt from the bytes as they pass.
struct Intake {
    limit: u64,
    size: u64,
    digest: Sha256,
    head: Vec<u8>,
}

impl Intake {
    fn new(limit: u64) -> Self {
        Self { limit, size: 0, digest: Sha256::new(), head: Vec::new() }
    }

    async fn next<S, E>(&mut self, stream: &mut S) -> Result<Option<Bytes>, StoreError>
    where
        S: Stream<Item = Result<Bytes, E>> + Unpin,
    {
        match stream.next().await {
            None => Ok(None),
            Some(Err(_)) => Err(StoreError::Broken),
            Some(Ok(chunk)) => {
                self.take(&chunk)?;
                Ok(Some(chunk))
            }
        }
    }

    fn take(&mut self, chunk: &[u8]) -> Result<(), StoreError> {
        self.size += chunk.len() as u64;
        if self.size > self.limit {
            return Err(StoreError::TooLarge { limit: self.limit });
        }
        self.digest.update(chunk);
        let room = HEAD_BYTES.saturating_sub(self.head.len()).min(chunk.len());
        self.head.extend_from_slice(&chunk[..room]);
        Ok(())
    }

    fn finish(self, tenant: &str) -> Result<Stored, StoreError> {
        let sha256 = hex::encode(self.digest.finalize());
        let key = ObjectKey::new(tenant, &sha256)?;
        Ok(Stored { key, sha256, size: self.size, kind: sniff(&self.head) })
    }
}
