//! `check`: every definition that a server would load, every fault with file, pointer and reason.

use std::io::Write;

use clap::Args;

use crate::app;
use crate::config::Config;
use crate::domain::catalogue;

/// What to print beside the faults.
#[derive(Debug, Args)]
pub struct CheckArguments {
    /// Figures about each form.
    #[arg(long)]
    pub stats: bool,
}

/// Checks; 1 if there is a fault.
pub fn run(config: &Config, arguments: &CheckArguments, out: &mut dyn Write) -> anyhow::Result<u8> {
    let report = catalogue::check(&app::source(config)?);
    for fault in &report.faults {
        writeln!(out, "{fault}")?;
    }
    if let Some(catalogue) = &report.catalogue {
        if arguments.stats {
            stats(catalogue, out)?;
        }
        writeln!(
            out,
            "{} forms, {} procedures, {} workflows, {} municipalities: {} faults",
            catalogue.forms.forms().count(),
            catalogue.procedures().count(),
            catalogue.workflows().count(),
            catalogue.tenants.iter().count(),
            report.faults.len()
        )?;
    }
    Ok(u8::from(!report.faults.is_empty()))
}

fn stats(catalogue: &catalogue::Catalogue, out: &mut dyn Write) -> anyhow::Result<()> {
    for form in catalogue.forms.forms() {
        let stats = form.stats();
        writeln!(out, "{}: {}", form.code, serde_json::to_string(&stats)?)?;
    }
    Ok(())
}
