//! `audit verify`: proves the history of every case.

use std::io::Write;

use clap::Subcommand;

use super::boot::open_parts;
use crate::app;
use crate::config::Config;
use crate::domain::case::{self, Verified};
use crate::domain::catalogue;
use crate::platform::db::DatabaseError;

/// What to do with the histories.
#[derive(Debug, Subcommand)]
pub enum AuditCommand {
    /// Follows every chain of hashes from its first entry to its last.
    Verify,
}

/// Verifies; 1 if a chain is broken.
pub fn run(config: Config, command: &AuditCommand, out: &mut dyn Write) -> anyhow::Result<u8> {
    let AuditCommand::Verify = command;
    let catalogue = catalogue::check(&app::source(&config)?).catalogue;
    let tenants = catalogue.map(|c| c.tenants).unwrap_or_default();
    let parts = open_parts(config)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let (mut intact, mut broken) = (0, 0);
    for tenant in tenants.iter() {
        let id = tenant.id();
        let found =
            runtime.block_on(parts.database.read(move |c| -> Result<_, DatabaseError> {
                let mut found = Vec::new();
                for case in case::all_ids(c, &id)? {
                    found.push((case.clone(), case::verify_history(c, &id, &case)?));
                }
                Ok(found)
            }))?;
        for (case, verified) in found {
            match verified {
                Verified::Intact { .. } => intact += 1,
                Verified::Broken { seq, reason } => {
                    broken += 1;
                    writeln!(out, "{}: case {case}, entry {seq}: {reason}", tenant.slug)?;
                }
            }
        }
    }
    writeln!(out, "{intact} histories intact, {broken} broken")?;
    Ok(u8::from(broken > 0))
}
