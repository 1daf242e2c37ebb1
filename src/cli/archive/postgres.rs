//! PostgreSQL's own tools, for its part of an archive.

use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, bail};

/// Writes a dump of the database at `url` in pg_dump's custom format.
///
/// # Errors
/// When `pg_dump` is not installed or fails; its own words are repeated.
pub fn dump(url: &str, target: &Path) -> anyhow::Result<()> {
    let (url, password) = without_password(url);
    let mut command = Command::new("pg_dump");
    command
        .args(["--format=custom", "--no-owner", "--no-privileges", "--file"])
        .arg(target)
        .arg("--dbname")
        .arg(url);
    run(command, password, "pg_dump")
}

/// Brings a dump back into the database at `url`, replacing what is there.
///
/// # Errors
/// When `pg_restore` is not installed or fails.
pub fn load(url: &str, dump: &Path) -> anyhow::Result<()> {
    let (url, password) = without_password(url);
    let mut command = Command::new("pg_restore");
    command.args([
        "--clean",
        "--if-exists",
        "--no-owner",
        "--no-privileges",
        "--single-transaction",
        "--exit-on-error",
    ]);
    command.arg("--dbname").arg(url).arg(dump);
    run(command, password, "pg_restore")
}

fn run(mut command: Command, password: Option<String>, name: &str) -> anyhow::Result<()> {
    if let Some(password) = password {
        command.env("PGPASSWORD", password);
    }
    let done = command.stdin(Stdio::null()).output().with_context(|| {
        format!("{name} cannot be run: install PostgreSQL's client programs (Debian: apt install postgresql-client)")
    })?;
    if !done.status.success() {
        bail!("{name} failed: {}", String::from_utf8_lossy(&done.stderr).trim());
    }
    Ok(())
}

/// The URL without its password, which every user of the machine could read among the arguments of a process.
fn without_password(url: &str) -> (String, Option<String>) {
    let Some((scheme, rest)) = url.split_once("://") else { return (url.to_owned(), None) };
    let authority = rest.find('/').unwrap_or(rest.len());
    let Some(at) = rest[..authority].rfind('@') else { return (url.to_owned(), None) };
    match rest[..at].split_once(':') {
        Some((user, password)) => {
            (format!("{scheme}://{user}{}", &rest[at..]), Some(decode(password)))
        }
        None => (url.to_owned(), None),
    }
}

/// Percent-decoding (RFC 3986, section 2.1).
fn decode(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((first, tail)) = rest.split_first() {
        let pair = tail.get(..2).and_then(|pair| hex::decode(pair).ok());
        if let (b'%', Some(byte)) = (first, pair) {
            bytes.extend(byte);
            rest = &tail[2..];
        } else {
            bytes.push(*first);
            rest = tail;
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
