//! The program: parses the command line and runs one command.

use std::io::Write;
use std::process::ExitCode;

use clap::Parser;
use mimalloc::MiMalloc;
use sportello::cli::{Cli, run, usage_status};

/// Pages are many small strings: an allocator made for them takes a quarter of the time off a request.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            let status = usage_status(&error);
            // As clap does: nothing can be done when even this cannot be written.
            let _ = error.print();
            return ExitCode::from(status);
        }
    };
    match run(&cli, &mut std::io::stdout()) {
        Ok(status) => ExitCode::from(status),
        Err(error) => {
            // Nothing can be done when even this cannot be written.
            let _ = writeln!(std::io::stderr(), "sportello: {error:#}");
            ExitCode::FAILURE
        }
    }
}
