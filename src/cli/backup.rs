//! `sportello backup FILE`: database and objects while the server runs.
//!
//! The database is copied first: every object that its rows name was stored before them, so it is there when the objects
//! are copied. An object deleted meanwhile is left out.

use std::fs::File;
use std::io::{Seek, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::Args;
use diesel::connection::SimpleConnection;
use futures_util::TryStreamExt;

use super::archive::{FORMAT, Manifest, Writer};
use super::boot::{Parts, open_parts};
use crate::base::clock::{Clock, SystemClock};
use crate::config::Config;
use crate::platform::db::{Backend, Database, DatabaseError, migration_status};
use crate::platform::store::{ObjectKey, Store, StoreError};

/// Arguments of `backup`.
#[derive(Debug, Args)]
pub struct BackupArguments {
    /// The archive to write, `.tar.gz`; it must not be there.
    pub file: PathBuf,
}

/// Runs it.
pub fn run(
    config: &Config,
    arguments: &BackupArguments,
    out: &mut dyn Write,
) -> anyhow::Result<u8> {
    let parts = open_parts(config.clone())?;
    let manifest =
        actix_web::rt::System::new().block_on(write(&parts, &arguments.file, &SystemClock))?;
    let bytes: u64 = manifest.parts.iter().map(|part| part.size).sum();
    writeln!(
        out,
        "{}: {} and {} files, {} kB",
        arguments.file.display(),
        manifest.parts[0].name,
        manifest.parts.len() - 1,
        bytes / 1000
    )?;
    Ok(0)
}

async fn write(parts: &Parts, target: &Path, clock: &dyn Clock) -> anyhow::Result<Manifest> {
    let folder = tempfile::tempdir()?;
    let mut writer = Writer::create(target)?;
    let backend = match parts.database.backend() {
        Backend::Sqlite => {
            let copy = folder.path().join("copy.sqlite");
            copy_sqlite(&parts.database, &copy).await?;
            writer.add("database.sqlite", &mut File::open(copy)?)?;
            "sqlite"
        }
        Backend::Postgres => {
            let dump = folder.path().join("dump");
            super::archive::postgres::dump(parts.config.database.url.reveal(), &dump)?;
            writer.add("database.pgdump", &mut File::open(dump)?)?;
            "postgres"
        }
    };
    let mut objects: Vec<(String, u64)> = parts.store.list().try_collect().await?;
    objects.sort();
    for (key, _) in objects {
        if let Some(mut file) = fetch(&parts.store, &key).await? {
            writer.add(&format!("store/{key}"), &mut file)?;
        }
    }
    let manifest = Manifest {
        format: FORMAT,
        program: env!("CARGO_PKG_VERSION").into(),
        created_at: clock.stamp().and_utc().to_rfc3339(),
        backend: backend.into(),
        migrations: migration_status(parts.database.url())?.applied,
        parts: Vec::new(),
    };
    Ok(writer.finish(manifest)?)
}

/// `VACUUM INTO` reads one consistent state while others write.
async fn copy_sqlite(database: &Database, target: &Path) -> anyhow::Result<()> {
    let path = target.to_str().context("the temporary folder's name is not text")?;
    let sql = format!("VACUUM INTO '{}'", path.replace('\'', "''"));
    database.read::<_, DatabaseError, _>(move |c| Ok(c.batch_execute(&sql)?)).await?;
    Ok(())
}

/// The object in a temporary file, checked against its key; `None` when it is gone.
async fn fetch(store: &Store, key: &str) -> anyhow::Result<Option<File>> {
    let Some((tenant, digest)) =
        key.split_once('/').and_then(|(t, rest)| Some((t, rest.rsplit('/').next()?)))
    else {
        bail!("the store holds '{key}', which is no object of this program");
    };
    let key = ObjectKey::new(tenant, digest)?;
    let mut stream = match store.get(&key, None).await {
        Ok(content) => content.stream,
        Err(StoreError::Missing) => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    let mut file = tempfile::tempfile()?;
    while let Some(chunk) = stream.try_next().await? {
        file.write_all(&chunk)?;
    }
    file.rewind()?;
    Ok(Some(file))
}
