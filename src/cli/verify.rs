//! `sportello verify`: the verdict of the engine on the command line, for people and for scripts.
//!
//! Reads files and folders, hands bytes to the engine, prints its report. The exit status and the JSON are a contract.

use crate::base::clock::Clock;
use crate::engine::signature::report::{Check, Report, Verdict};
use crate::engine::signature::{Policy, Request, RevocationData, TrustStore, verify};
use chrono::{DateTime, FixedOffset, Utc};
use clap::Args;
use std::fs::{self, File};
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
    /// Use only what is given here and on disk.
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
    let trust = read_trust(&arguments.trust, at, &mut refused)?;
    let revocation = read_revocation(&arguments.revocation)?;
    let mut file = open(&arguments.file)?;
    let mut content = arguments.content.as_deref().map(open).transpose()?;
    let mut request = Request::new(&trust, &revocation, &policy, at);
    if let Some(content) = &mut content {
        request.content = Some(content);
    }
    let mut report = verify(&mut file, request);
    report.checks.extend(refused);
    Ok(report)
}

fn open(path: &Path) -> Result<File, String> {
    let unreadable = |reason: String| format!("{}: {reason}", path.display());
    let file = File::open(path).map_err(|error| unreadable(error.to_string()))?;
    let kind = file.metadata().map_err(|error| unreadable(error.to_string()))?;
    if kind.is_file() { Ok(file) } else { Err(unreadable("non è un file".to_owned())) }
}

/// Certificates first, for they may say who signs the lists; then lists of lists, then lists.
fn read_trust(
    paths: &[PathBuf],
    at: DateTime<Utc>,
    refused: &mut Vec<Check>,
) -> Result<TrustStore, String> {
    let mut store = TrustStore::new();
    let mut lists: Vec<(&Path, Vec<u8>)> = Vec::new();
    for path in paths {
        if path.is_dir() {
            for file in files_of(path)? {
                // A folder may hold other things: what is no certificate is passed over.
                let _ = store.add_anchors(&read(&file)?);
            }
            continue;
        }
        let bytes = read(path)?;
        match bytes.iter().find(|octet| !octet.is_ascii_whitespace()) {
            Some(b'[') => {
                let folder = path.parent().unwrap_or(Path::new("."));
                let text = String::from_utf8_lossy(&bytes);
                let beside = |name: &str| {
                    Path::new(name).file_name().and_then(|name| fs::read(folder.join(name)).ok())
                };
                store
                    .add_json(&text, &beside)
                    .map_err(|error| format!("{}: {error}", path.display()))?;
            }
            Some(b'<' | 0xef) => lists.push((path, bytes)),
            _ => {
                store
                    .add_anchors(&bytes)
                    .map_err(|error| format!("{}: {error}", path.display()))?;
            }
        }
    }
    lists.sort_by_key(|(_, bytes)| {
        !bytes.windows(16).take(16_384).any(|window| window == b"EUlistofthelists")
    });
    for (path, bytes) in lists {
        if let Err(error) = store.add_list(&bytes, at) {
            let text = "Un elenco di fiducia non è stato accettato: i suoi servizi non sono stati considerati.";
            refused.push(
                Check::failed("trust_list", text).with(format!("{}: {error}", path.display())),
            );
        }
    }
    Ok(store)
}

fn read_revocation(paths: &[PathBuf]) -> Result<RevocationData, String> {
    let mut data = RevocationData::new();
    for path in paths {
        if path.is_dir() {
            for file in files_of(path)? {
                let _ = data.add(&read(&file)?);
            }
        } else {
            data.add(&read(path)?).map_err(|error| format!("{}: {error}", path.display()))?;
        }
    }
    Ok(data)
}

fn files_of(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let entries = fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut files: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.is_file())
        .collect();
    files.sort();
    Ok(files)
}

fn read(path: &Path) -> Result<Vec<u8>, String> {
    fs::read(path).map_err(|error| format!("{}: {error}", path.display()))
}
