mod content;
mod name;
mod sniff;

use sportello::platform::store::{Store, StoreSettings};
use tempfile::TempDir;

use crate::harness::S3Server;

/// A store of its own and what keeps it alive.
struct Place {
    store: Store,
    folder: Option<TempDir>,
}

fn local() -> Place {
    let folder = tempfile::tempdir().unwrap();
    let settings = StoreSettings::Local { folder: folder.path().join("objects") };
    Place { store: Store::open(&settings).unwrap(), folder: Some(folder) }
}

fn s3() -> Option<Place> {
    let server = S3Server::find()?;
    let settings = StoreSettings::S3 {
        endpoint: server.endpoint,
        region: "us-east-1".into(),
        bucket: server.bucket,
        key: server.key,
        secret: server.secret,
        allow_http: true,
    };
    Some(Place { store: Store::open(&settings).unwrap(), folder: None })
}
