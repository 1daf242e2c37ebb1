//! Writing and reading back, in a folder and on a real S3 server.

use bytes::Bytes;
use futures_util::{StreamExt, TryStreamExt, stream};
use sha2::{Digest, Sha256};
use sportello::base::ids::{Ids, RandomIds};
use sportello::platform::store::{Family, ObjectKey, Store, StoreError};

use super::{Place, local, s3};

/// A tenant of its own for each test: the S3 bucket is shared.
fn tenant() -> String {
    format!("t-{}", &RandomIds.id()[16..])
}

fn chunks(bytes: &[u8]) -> impl futures_util::Stream<Item = Result<Bytes, ()>> + Unpin + use<> {
    let parts: Vec<_> = bytes.chunks(70_000).map(|c| Ok(Bytes::copy_from_slice(c))).collect();
    stream::iter(parts)
}

async fn read(store: &Store, key: &ObjectKey, range: Option<std::ops::Range<u64>>) -> Vec<u8> {
    let content = store.get(key, range).await.unwrap();
    content
        .stream
        .try_fold(Vec::new(), |mut all, c| async move {
            all.extend_from_slice(&c);
            Ok(all)
        })
        .await
        .unwrap()
}

fn noise(size: usize) -> Vec<u8> {
    let mut state = 1_u32;
    let byte = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 24) as u8
    };
    std::iter::repeat_with(byte).take(size).collect()
}

macro_rules! in_both_stores {
    ($(async fn $name:ident($place:ident) $body:block)+) => {$(
        mod $name {
            use super::*;
            async fn run($place: Place) $body
            #[actix_web::test]
            async fn folder() { run(local()).await; }
            #[actix_web::test]
            async fn s3_server() { if let Some(place) = s3() { run(place).await; } }
        }
    )+};
}

in_both_stores! {
    async fn what_goes_in_comes_out(place) {
        let tenant = tenant();
        for size in [0, 1, 100_000, 5 * 1024 * 1024, 12_000_000] {
            let mut bytes = noise(size);
            if size > 10 {
                bytes[..8].copy_from_slice(b"%PDF-1.7");
            }
            let stored = place.store.put(&tenant, &RandomIds, chunks(&bytes), 20_000_000).await.unwrap();
            assert_eq!(stored.size, size as u64);
            assert_eq!(stored.sha256, hex::encode(Sha256::digest(&bytes)));
            assert_eq!(stored.kind.family == Family::Pdf, size > 10);
            assert_eq!(place.store.size(&stored.key).await.unwrap(), size as u64);
            assert!(read(&place.store, &stored.key, None).await == bytes, "size {size}");
            place.store.verify(&stored.key).await.unwrap();
        }
    }

    async fn a_range_gives_its_bytes(place) {
        let bytes = noise(200_000);
        let stored = place.store.put_bytes(&tenant(), bytes.clone()).await.unwrap();
        assert_eq!(read(&place.store, &stored.key, Some(1000..1010)).await, bytes[1000..1010]);
        let content = place.store.get(&stored.key, Some(199_990..300_000)).await.unwrap();
        assert_eq!((content.range.clone(), content.size), (199_990..200_000, 200_000));
        for range in [200_000..200_001, 5..5] {
            assert!(matches!(place.store.get(&stored.key, Some(range)).await, Err(StoreError::Range)));
        }
    }

    async fn too_large_is_refused_and_leaves_nothing(place) {
        let tenant = tenant();
        for (size, limit) in [(1000, 999), (9_000_000, 8_999_999)] {
            let answer = place.store.put(&tenant, &RandomIds, chunks(&noise(size)), limit).await;
            assert!(matches!(answer, Err(StoreError::TooLarge { limit: l }) if l == limit), "{answer:?}");
        }
        assert!(place.store.put(&tenant, &RandomIds, chunks(&noise(1000)), 1000).await.is_ok());
        let mine: Vec<_> = place.store.list().try_collect::<Vec<_>>().await.unwrap();
        assert_eq!(mine.iter().filter(|(key, _)| key.starts_with(&tenant)).count(), 1);
        if let Some(folder) = &place.folder {
            let left = walk(folder.path());
            assert_eq!(left.len(), 1, "{left:?}");
        }
    }

    async fn a_sender_that_goes_away_leaves_nothing(place) {
        let tenant = tenant();
        let broken = chunks(&noise(9_000_000)).chain(stream::iter([Err(())]));
        let answer = place.store.put(&tenant, &RandomIds, broken, u64::MAX).await;
        assert!(matches!(answer, Err(StoreError::Broken)));
        if let Some(folder) = &place.folder {
            assert!(walk(folder.path()).is_empty());
        }
    }

    async fn the_same_content_is_one_object_and_tenants_share_nothing(place) {
        let (one, other) = (tenant(), tenant());
        let bytes = noise(6_000_000);
        let first = place.store.put(&one, &RandomIds, chunks(&bytes), u64::MAX).await.unwrap();
        let again = place.store.put(&one, &RandomIds, chunks(&bytes), u64::MAX).await.unwrap();
        assert_eq!(first, again);
        let theirs = ObjectKey::new(&other, &first.sha256).unwrap();
        assert!(!place.store.exists(&theirs).await.unwrap());
        place.store.delete(&first.key).await.unwrap();
        assert!(!place.store.exists(&first.key).await.unwrap());
        place.store.delete(&first.key).await.unwrap();
        assert!(matches!(place.store.get(&first.key, None).await, Err(StoreError::Missing)));
        assert!(matches!(place.store.bytes(&first.key, 10).await, Err(StoreError::Missing)));
    }

    async fn the_whole_is_read_only_up_to_a_limit(place) {
        let stored = place.store.put_bytes(&tenant(), noise(1000)).await.unwrap();
        assert_eq!(place.store.bytes(&stored.key, 1000).await.unwrap().len(), 1000);
        assert!(matches!(place.store.bytes(&stored.key, 999).await, Err(StoreError::TooLarge { .. })));
        place.store.probe().await.unwrap();
    }
}

#[actix_web::test]
async fn a_changed_object_is_found_out() {
    let place = local();
    let stored = place.store.put_bytes("t", b"the original".to_vec()).await.unwrap();
    let file = place.folder.as_ref().unwrap().path().join("objects").join(stored.key.as_str());
    std::fs::write(file, b"another one.").unwrap();
    assert!(matches!(place.store.verify(&stored.key).await, Err(StoreError::Corrupt(_))));
    assert!(matches!(place.store.bytes(&stored.key, 100).await, Err(StoreError::Corrupt(_))));
}

#[actix_web::test]
async fn drafts_of_killed_uploads_are_swept_and_never_listed() {
    let place = local();
    let drafts = place.folder.as_ref().unwrap().path().join("objects/_drafts/t");
    std::fs::create_dir_all(&drafts).unwrap();
    std::fs::write(drafts.join("0001"), b"half").unwrap();
    assert_eq!(place.store.list().count().await, 0);
    let hour = chrono::Duration::hours(1);
    assert_eq!(place.store.sweep(chrono::Utc::now() - hour).await.unwrap(), 0);
    assert_eq!(place.store.sweep(chrono::Utc::now() + hour).await.unwrap(), 1);
}

#[test]
fn a_key_is_a_tenant_and_a_digest_and_nothing_else() {
    let digest = "ab".repeat(32);
    assert_eq!(
        ObjectKey::new("valdoria", &digest).unwrap().as_str(),
        format!("valdoria/ab/{digest}")
    );
    for (tenant, sha256) in [
        ("..", digest.as_str()),
        ("a/b", &digest),
        ("", &digest),
        ("_drafts", &digest),
        ("valdoria", "../../etc/passwd"),
        ("valdoria", ""),
        ("valdoria", &digest.to_uppercase()),
    ] {
        assert!(
            matches!(ObjectKey::new(tenant, sha256), Err(StoreError::Missing)),
            "{tenant} {sha256}"
        );
    }
}

fn walk(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { files.extend(walk(&path)) } else { files.push(path) }
    }
    files
}
