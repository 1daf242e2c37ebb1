//! `sportello trust`: the snapshots of trusted lists, by hand what the daily job does.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::Subcommand;

use super::boot::open_parts;
use super::serve::compose;
use crate::config::Config;
use crate::domain::trust::{self, Bench, Snapshot};
use crate::platform::db::{DatabaseError, migrate_up};
use crate::platform::store::ObjectKey;

/// Largest list, in bytes.
const LIST_BYTES: u64 = 16 * 1024 * 1024;

/// What to do with the lists.
#[derive(Debug, Subcommand)]
pub enum TrustCommand {
    /// Fetch the European list of lists and the national lists, verify and keep them.
    Refresh,
    /// Verify and keep lists in files: the list of lists, its pivots if its signers have changed, national lists.
    Import {
        /// XML files.
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
    /// Tell which lists are in use and how old they are.
    Show,
    /// Write the lists in use into a folder, for `sportello verify --trust` and for machines without network.
    Export {
        /// The folder; made if missing.
        folder: PathBuf,
    },
}

/// Runs one of them.
pub fn run(config: Config, command: &TrustCommand, out: &mut dyn Write) -> anyhow::Result<u8> {
    let parts = open_parts(config)?;
    if parts.config.database.migrate {
        migrate_up(parts.database.url())?;
    }
    let app = compose(&parts)?;
    let (bench, now) = (app.bench(), app.clock.now());
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    match command {
        TrustCommand::Refresh => {
            let fresh = runtime.block_on(trust::refresh(&bench, now))?;
            tell_fresh(&fresh, out)?;
        }
        TrustCommand::Import { files } => {
            let files = files.iter().map(|path| read(path)).collect::<anyhow::Result<Vec<_>>>()?;
            let fresh = runtime.block_on(trust::import(&bench, files, now))?;
            tell_fresh(&fresh, out)?;
        }
        TrustCommand::Show => {}
        TrustCommand::Export { folder } => {
            runtime.block_on(export(&bench, folder))?;
        }
    }
    for list in runtime.block_on(newest(&bench))? {
        let next = list.next_update.map(|at| at.format("%Y-%m-%d").to_string());
        let age = (now.naive_utc() - list.checked_at).num_days();
        writeln!(
            out,
            "{} number {}, next update by {}, looked at {age} days ago, {}",
            list.territory,
            list.sequence,
            next.as_deref().unwrap_or("no date"),
            list.location
        )?;
    }
    Ok(0)
}

fn tell_fresh(fresh: &[Snapshot], out: &mut dyn Write) -> anyhow::Result<()> {
    if fresh.is_empty() {
        writeln!(out, "no list is newer than those at hand")?;
    }
    for list in fresh {
        writeln!(out, "new: {} number {}", list.territory, list.sequence)?;
    }
    Ok(())
}

fn read(path: &Path) -> anyhow::Result<(String, Vec<u8>)> {
    let bytes = std::fs::read(path).with_context(|| path.display().to_string())?;
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
    Ok((name.unwrap_or_default(), bytes))
}

async fn newest(bench: &Bench) -> anyhow::Result<Vec<Snapshot>> {
    let read = |c: &mut _| -> Result<_, DatabaseError> { Ok(trust::newest(c)?) };
    Ok(bench.database.read(read).await?)
}

async fn export(bench: &Bench, folder: &Path) -> anyhow::Result<()> {
    std::fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
    for list in newest(bench).await? {
        let key = ObjectKey::new("trust-evidence", &list.sha256)?;
        let bytes = bench.objects.bytes(&key, LIST_BYTES).await?;
        let path = folder.join(format!("{}-{}.xml", list.territory, list.sequence));
        std::fs::write(&path, bytes).with_context(|| path.display().to_string())?;
    }
    Ok(())
}
