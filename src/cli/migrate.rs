//! `sportello migrate up | down | status`

use std::io::Write;
use std::path::Path;

use clap::Subcommand;

use crate::config::Config;
use crate::platform::db::{migrate_down, migrate_up, migration_status};

/// What to do with the migrations.
#[derive(Debug, Subcommand)]
pub enum MigrateCommand {
    /// Apply what is pending.
    Up,
    /// Revert the last ones. Data of the reverted tables are lost.
    Down {
        /// How many.
        #[arg(long, default_value_t = 1)]
        steps: usize,
    },
    /// Say what is applied and what is pending; the status is 1 when something is pending or unknown.
    Status,
}

/// Runs it.
pub fn run(config: &Config, command: &MigrateCommand, out: &mut dyn Write) -> anyhow::Result<u8> {
    let url = config.database.settings()?.url;
    if let Some(folder) = url.sqlite_file().and_then(Path::parent) {
        std::fs::create_dir_all(folder)?;
    }
    match command {
        MigrateCommand::Up => {
            let done = migrate_up(&url)?;
            for name in &done {
                writeln!(out, "applied {name}")?;
            }
            writeln!(out, "{} applied; the database is up to date", done.len())?;
        }
        MigrateCommand::Down { steps } => {
            let done = migrate_down(&url, Some(*steps))?;
            for version in &done {
                writeln!(out, "reverted {version}")?;
            }
            writeln!(out, "{} reverted", done.len())?;
        }
        MigrateCommand::Status => {
            let status = migration_status(&url)?;
            for (word, names) in [
                ("applied", &status.applied),
                ("pending", &status.pending),
                ("unknown", &status.unknown),
            ] {
                for name in names {
                    writeln!(out, "{word} {name}")?;
                }
            }
            return Ok(u8::from(!status.pending.is_empty() || !status.unknown.is_empty()));
        }
    }
    Ok(0)
}
