//! `sportello restore FILE`: brings back an archive. The server must be stopped.

use std::fs::File;
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use bytes::Bytes;
use clap::Args;
use futures_util::TryStreamExt;

use super::archive::{Manifest, check, each, postgres};
use crate::base::ids::RandomIds;
use crate::config::Config;
use crate::platform::db::{Backend, DatabaseUrl, migration_status};
use crate::platform::store::Store;

/// Arguments of `restore`.
#[derive(Debug, Args)]
pub struct RestoreArguments {
    /// The archive made by `backup`.
    pub file: PathBuf,
    /// Replace a database that is not empty. What is in it is lost.
    #[arg(long)]
    pub force: bool,
}

/// Runs it.
pub fn run(
    config: &Config,
    arguments: &RestoreArguments,
    out: &mut dyn Write,
) -> anyhow::Result<u8> {
    let manifest = check(&arguments.file)?;
    let url = config.database.settings()?.url;
    let backend = match url.backend() {
        Backend::Sqlite => "sqlite",
        Backend::Postgres => "postgres",
    };
    if manifest.backend != backend {
        bail!(
            "the archive holds a database of kind {}, database.url is one of kind {backend}",
            manifest.backend
        );
    }
    if !arguments.force && !is_empty(&url)? {
        bail!(
            "there is a database already: stop the server and say --force to replace it; nothing was changed"
        );
    }
    let store = Store::open(&config.store.settings())?;
    restore(config, &url, &store, &arguments.file)?;
    told(&manifest, &url, out)
}

fn told(manifest: &Manifest, url: &DatabaseUrl, out: &mut dyn Write) -> anyhow::Result<u8> {
    let files = manifest.parts.len() - 1;
    writeln!(out, "restored the database and {files} files of {}", manifest.created_at)?;
    let pending = migration_status(url)?.pending.len();
    if pending > 0 {
        writeln!(out, "{pending} migrations are pending: sportello migrate up")?;
    }
    Ok(0)
}

/// Whether there is nothing to lose: no file, or no migration applied.
fn is_empty(url: &DatabaseUrl) -> anyhow::Result<bool> {
    if let Some(file) = url.sqlite_file() {
        return Ok(!file.exists());
    }
    Ok(migration_status(url)?.applied.is_empty())
}

/// Objects first: a database must never name files that are not there. One at a time: there may be very many.
fn restore(
    config: &Config,
    url: &DatabaseUrl,
    store: &Store,
    archive: &Path,
) -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let database = folder.path().join("database");
    let runtime = actix_web::rt::System::new();
    each(archive, |name, reader| {
        if name.starts_with("database.") {
            io::copy(reader, &mut File::create(&database)?)?;
        } else if let Some(key) = name.strip_prefix("store/") {
            runtime.block_on(put(store, key, spool(reader)?))?;
        }
        Ok(())
    })?;
    match url.sqlite_file() {
        Some(file) => place_sqlite(&database, file),
        None => postgres::load(config.database.url.reveal(), &database),
    }
}

fn spool(reader: &mut dyn Read) -> io::Result<File> {
    let mut file = tempfile::tempfile()?;
    io::copy(reader, &mut file)?;
    file.rewind()?;
    Ok(file)
}

async fn put(store: &Store, key: &str, file: File) -> anyhow::Result<()> {
    let tenant = key.split('/').next().unwrap_or_default();
    let chunks = futures_util::stream::iter(Chunks(file)).map_err(|error| error.to_string());
    let stored = store.put(tenant, &RandomIds, chunks, u64::MAX).await?;
    if stored.key.as_str() != key {
        bail!("object {key} has another digest than its name says");
    }
    Ok(())
}

/// Copies beside the target and renames: either the old database is there, or the new one.
fn place_sqlite(copy: &Path, target: &Path) -> anyhow::Result<()> {
    if let Some(folder) = target.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder)?;
    }
    let draft = target.with_extension("restoring");
    std::fs::copy(copy, &draft).with_context(|| draft.display().to_string())?;
    File::open(&draft)?.sync_all()?;
    for suffix in ["-wal", "-shm"] {
        let mut name = target.as_os_str().to_owned();
        name.push(suffix);
        match std::fs::remove_file(&name) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error.into()),
            _ => {}
        }
    }
    std::fs::rename(draft, target)?;
    Ok(())
}

/// A file in pieces.
struct Chunks(File);

impl Iterator for Chunks {
    type Item = io::Result<Bytes>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut buffer = vec![0; 256 * 1024];
        match self.0.read(&mut buffer) {
            Ok(0) => None,
            Ok(count) => {
                buffer.truncate(count);
                Some(Ok(buffer.into()))
            }
            Err(error) => Some(Err(error)),
        }
    }
}
