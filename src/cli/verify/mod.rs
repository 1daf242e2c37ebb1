//! `sportello verify`: the verdict of the engine on the command line, for people and for scripts.
//!
//! Reads files and folders, hands bytes to the engine, prints its report. The exit status and the JSON are a contract. Without
//! `--offline` it fetches what was not given: lists if there is no `--trust`, CRLs and OCSP answers that the verdict lacks.

mod material;
mod network;

use crate::base::clock::Clock;
use crate::engine::signature::report::{Report, Verdict};
use crate::engine::signature::{
    Need, Policy, Request, RevocationData, TrustStore, verify_and_tell,
};
use chrono::{DateTime, FixedOffset, Utc};
use clap::Args;
use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Status for a wrong command line or a file that cannot be read (`EX_USAGE`).
pub const USAGE: u8 = 64;

/// Arguments of `sportello verify`.
#[derive(Debug, Args)]
pub struct VerifyArguments {
    /// The signed file.
    pub file: PathBuf,
    /// The document of a detached signature, or the one that must have been signed.
    #[arg(long, value_name = "FILE")]
    pub content: Option<PathBuf>,
    /// Certificates (PEM, DER), a folder of them, a trusted list in XML, a list in JSON. May be repeated.
    #[arg(long, value_name = "FILE_OR_DIR")]
    pub trust: Vec<PathBuf>,
    /// CRLs and OCSP answers, or a folder of them. May be repeated.
    #[arg(long, value_name = "FILE_OR_DIR")]
    pub revocation: Vec<PathBuf>,
    /// Instant of the judgement; now if absent.
    #[arg(long, value_name = "RFC3339")]
    pub at: Option<DateTime<FixedOffset>>,
    /// Use only what is given here: fetch no list, CRL or OCSP answer.
    #[arg(long)]
    pub offline: bool,
    /// One JSON object instead of text.
    #[arg(long)]
    pub json: bool,
}

/// Verifies and prints; returns the exit status: 0 passed, 1 failed, 2 indeterminate, 3 rejected, 64 usage.
///
/// # Errors
/// When the output cannot be written.
pub fn run(
    arguments: &VerifyArguments,
    clock: &dyn Clock,
    out: &mut dyn Write,
    errors: &mut dyn Write,
) -> io::Result<u8> {
    let at = arguments.at.map_or_else(|| clock.now(), |at| at.with_timezone(&Utc));
    match examine(arguments, at) {
        Ok(report) => {
            print(&report, arguments.json, out)?;
            Ok(status(report.verdict))
        }
        Err(problem) => {
            writeln!(errors, "sportello verify: {problem}")?;
            Ok(USAGE)
        }
    }
}

fn status(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::TotalPassed => 0,
        Verdict::TotalFailed => 1,
        Verdict::Indeterminate => 2,
        Verdict::Rejected => 3,
    }
}

fn print(report: &Report, json: bool, out: &mut dyn Write) -> io::Result<()> {
    if json {
        serde_json::to_writer_pretty(&mut *out, report)?;
        return writeln!(out);
    }
    write!(out, "{report}")
}

fn examine(arguments: &VerifyArguments, at: DateTime<Utc>) -> Result<Report, String> {
    let policy = Policy::bundled().map_err(|fault| fault.to_string())?;
    let mut refused = Vec::new();
    let mut trust = material::read_trust(&arguments.trust, at, &mut refused)?;
    let mut revocation = material::read_revocation(&arguments.revocation)?;
    let (mut report, needs) = judge(arguments, &trust, &revocation, &policy, at)?;
    if !arguments.offline && !report.signatures.is_empty() {
        let mut again = false;
        if arguments.trust.is_empty() {
            again = network::add_lists(&mut trust, at, &mut refused);
        }
        let needs =
            if again { judge(arguments, &trust, &revocation, &policy, at)?.1 } else { needs };
        again |= network::add_revocation(&mut revocation, &needs);
        if again {
            report = judge(arguments, &trust, &revocation, &policy, at)?.0;
        }
    }
    report.checks.extend(refused);
    Ok(report)
}

fn judge(
    arguments: &VerifyArguments,
    trust: &TrustStore,
    revocation: &RevocationData,
    policy: &Policy,
    at: DateTime<Utc>,
) -> Result<(Report, Vec<Need>), String> {
    let mut file = open(&arguments.file)?;
    let mut content = arguments.content.as_deref().map(open).transpose()?;
    let mut request = Request::new(trust, revocation, policy, at);
    if let Some(content) = &mut content {
        request.content = Some(content);
    }
    Ok(verify_and_tell(&mut file, request))
}

fn open(path: &Path) -> Result<File, String> {
    let unreadable = |reason: String| format!("{}: {reason}", path.display());
    let file = File::open(path).map_err(|error| unreadable(error.to_string()))?;
    let kind = file.metadata().map_err(|error| unreadable(error.to_string()))?;
    if kind.is_file() { Ok(file) } else { Err(unreadable("non è un file".to_owned())) }
}
