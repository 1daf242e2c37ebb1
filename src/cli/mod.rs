//! Floor 6: the command line. One file a command; each reads the configuration, does one thing and says what it did.
//!
//! A command writes to the stream it is given and answers with an exit status: 0 done, 1 it could not be done, 2 a wrong
//! command line (clap's own; 64 for `verify`, which has its own list). Nothing here knows how the parts work; it opens them and calls them.

pub mod archive;
mod audit;
mod backup;
mod boot;
mod check;
mod demo;
mod doctor;
mod form;
mod migrate;
mod restore;
mod serve;
mod trust;
mod user;
pub mod verify;
mod worker;

use std::io::Write;
use std::path::PathBuf;

use clap::{Parser, Subcommand};

use crate::base::clock::SystemClock;

pub use boot::{Parts, open_parts, read_config, until_stopped};

/// Sportello: the digital one-stop shop of Italian municipalities.
#[derive(Debug, Parser)]
#[command(name = "sportello", version, about)]
pub struct Cli {
    /// The configuration file; without it `sportello.toml` here, if there is one.
    #[arg(long, global = true, env = "SPORTELLO_CONFIG", value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve pages, and run jobs unless `worker.in_server` is off.
    Serve,
    /// Run jobs only.
    Worker,
    /// Make a folder with two invented municipalities, people and cases, and serve it.
    Demo(demo::DemoArguments),
    /// Check every definition: forms, procedures, workflows, code lists, municipalities.
    Check(check::CheckArguments),
    /// For the authors of forms.
    #[command(subcommand)]
    Form(form::FormCommand),
    /// Prove that no history of a case was changed.
    #[command(subcommand)]
    Audit(audit::AuditCommand),
    /// The trusted lists that signatures are judged against: fetch, bring, look, take away.
    #[command(subcommand)]
    Trust(trust::TrustCommand),
    /// Officers' accounts.
    #[command(subcommand)]
    User(user::UserCommand),
    /// Bring the database to this program's version, back, or say where it is.
    #[command(subcommand)]
    Migrate(migrate::MigrateCommand),
    /// Write database and files into one archive, with the digest of each part.
    Backup(backup::BackupArguments),
    /// Bring back an archive made by `backup`, after checking every digest.
    Restore(restore::RestoreArguments),
    /// Look whether everything that the server needs works, and say what to do where it does not.
    Doctor,
    /// Say who signed a file, and every check that passed or failed.
    Verify(verify::VerifyArguments),
}

/// Status for a command line that cannot be read: 2 as clap has it; 64 for `verify`, where 2 is a verdict; 0 for help.
pub fn usage_status(error: &clap::Error) -> u8 {
    if !error.use_stderr() {
        return 0;
    }
    let verify = std::env::args().skip(1).any(|word| word == "verify");
    if verify { verify::USAGE } else { 2 }
}

/// Runs one command; its exit status.
///
/// # Errors
/// What could not be done, in words for the operator.
pub fn run(cli: &Cli, out: &mut dyn Write) -> anyhow::Result<u8> {
    let config = cli.config.as_deref();
    match &cli.command {
        Command::Serve => serve::run(read_config(config)?, out),
        Command::Worker => worker::run(read_config(config)?, out),
        Command::Demo(arguments) => demo::run(arguments, out),
        Command::Check(arguments) => check::run(&read_config(config)?, arguments, out),
        Command::Form(command) => form::run(&read_config(config)?, command, out),
        Command::Audit(command) => audit::run(read_config(config)?, command, out),
        Command::Trust(command) => trust::run(read_config(config)?, command, out),
        Command::User(command) => user::run(read_config(config)?, command, out),
        Command::Migrate(command) => migrate::run(&read_config(config)?, command, out),
        Command::Backup(arguments) => backup::run(&read_config(config)?, arguments, out),
        Command::Restore(arguments) => restore::run(&read_config(config)?, arguments, out),
        Command::Doctor => doctor::run(config, out),
        Command::Verify(arguments) => {
            Ok(verify::run(arguments, &SystemClock, out, &mut std::io::stderr())?)
        }
    }
}
