//! The program: parses the command line and runs one command.

use std::io::Write;
use std::process::ExitCode;

use clap::Parser;
use sportello::cli::{Cli, run};

fn main() -> ExitCode {
    let cli = Cli::parse();
    match run(&cli, &mut std::io::stdout()) {
        Ok(status) => ExitCode::from(status),
        Err(error) => {
            // Nothing can be done when even this cannot be written.
            let _ = writeln!(std::io::stderr(), "sportello: {error:#}");
            ExitCode::FAILURE
        }
    }
}
