//! `worker`: jobs only, for installations with several processes.

use std::io::Write;

use super::boot::until_stopped;
use super::serve::{compose, workers};
use crate::config::Config;

/// Runs jobs until told to stop.
pub fn run(config: Config, out: &mut dyn Write) -> anyhow::Result<u8> {
    writeln!(out, "sportello: jobs")?;
    until_stopped(config, |parts, stop| async move {
        let app = compose(&parts)?;
        for job in workers(&app, &parts, &stop) {
            job.await?;
        }
        Ok(())
    })?;
    Ok(0)
}
