//! `form`: what an author of forms needs beside an editor.

mod test;

use std::io::Write;

use clap::Subcommand;

use crate::config::Config;

/// The commands for authors.
#[derive(Debug, Subcommand)]
pub enum FormCommand {
    /// Run the cases of one form, or of all: facts in a file, what must follow from them beside.
    Test(test::TestArguments),
}

/// Runs one of them; 1 if something is wrong with the form.
pub fn run(config: &Config, command: &FormCommand, out: &mut dyn Write) -> anyhow::Result<u8> {
    match command {
        FormCommand::Test(arguments) => test::run(config, arguments, out),
    }
}
