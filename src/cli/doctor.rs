//! `sportello doctor`: looks at everything the server needs and says what to do where something is wrong.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::boot::read_config;
use crate::base::clock::{Clock, SystemClock};
use crate::config::Config;
use crate::platform::asset::Assets;
use crate::platform::db::{Database, DatabaseError, migration_status};
use crate::platform::i18n::Texts;
use crate::platform::mail::Mailer;
use crate::platform::queue::{JobState, counts};
use crate::platform::store::Store;
use crate::platform::template::Templates;

/// Kilobytes below which a disk is too full.
const LEAST_FREE_KB: u64 = 1_000_000;

/// One thing looked at: fine with a remark, or a fault with what to do.
type Finding = Result<String, String>;

/// Runs it; the status is 1 when anything is wrong.
pub fn run(file: Option<&Path>, out: &mut dyn Write) -> anyhow::Result<u8> {
    let config = match read_config(file) {
        Ok(config) => config,
        Err(error) => {
            writeln!(out, "FAULT configuration: {error:#}")?;
            return Ok(1);
        }
    };
    let findings = actix_web::rt::System::new().block_on(look(&config));
    let mut status = 0;
    for (name, finding) in findings {
        match finding {
            Ok(remark) => writeln!(out, "ok    {name}: {remark}")?,
            Err(fault) => {
                status = 1;
                writeln!(out, "FAULT {name}: {fault}")?;
            }
        }
    }
    Ok(status)
}

async fn look(config: &Config) -> Vec<(&'static str, Finding)> {
    let database = config.database.settings().and_then(Database::open);
    let mut findings = vec![("configuration", Ok("no fault".to_owned()))];
    match &database {
        Ok(database) => {
            findings.push(("database", answers(database).await));
            findings.push(("migrations", migrations(database)));
            findings.push(("jobs", jobs(database).await));
        }
        Err(error) => findings.push(("database", Err(format!("{error}; see database.url")))),
    }
    findings.push(("store", store(config).await));
    findings.push(("mail", mail(config).await));
    findings.push(("templates", templates()));
    findings.push(("clock", clock(&SystemClock)));
    findings.push(("disk", disk(config)));
    findings
}

async fn answers(database: &Database) -> Finding {
    let version = database
        .read::<_, DatabaseError, _>(crate::platform::db::version)
        .await
        .map_err(|error| error.to_string())?;
    Ok(version)
}

fn migrations(database: &Database) -> Finding {
    let status = migration_status(database.url()).map_err(|error| error.to_string())?;
    match (status.pending.len(), status.unknown.len()) {
        (0, 0) => Ok(format!("all {} applied", status.applied.len())),
        (0, newer) => {
            Err(format!("{newer} are newer than this program: install the newer release"))
        }
        (pending, _) => Err(format!("{pending} are pending: run sportello migrate up")),
    }
}

async fn jobs(database: &Database) -> Finding {
    let all = database.read::<_, DatabaseError, _>(counts).await;
    // Without the table there is nothing to say that `migrations` has not said.
    let Ok(all) = all else { return Err("the queue cannot be read: see migrations".into()) };
    let total = |state| all.iter().filter(|c| c.state == state).map(|c| c.total).sum::<i64>();
    match total(JobState::Failed) {
        0 => Ok(format!("{} waiting, none failed", total(JobState::Ready))),
        failed => {
            Err(format!("{failed} failed for good: look at them in the back office and retry them"))
        }
    }
}

async fn store(config: &Config) -> Finding {
    let told = |error: crate::platform::store::StoreError| format!("{error}; see [store]");
    let store = Store::open(&config.store.settings()).map_err(told)?;
    store.probe().await.map_err(told)?;
    Ok("can be written, read and deleted".into())
}

async fn mail(config: &Config) -> Finding {
    let told = |error: crate::platform::mail::MailError| format!("{error}; see [mail]");
    let mailer = Mailer::new(&config.mail.settings(), &config.mail.from).map_err(told)?;
    mailer.probe().await.map_err(told)?;
    Ok("letters can be handed over".into())
}

fn templates() -> Finding {
    let texts = Arc::new(Texts::load().map_err(|error| error.to_string())?);
    let assets = Assets::load(false);
    let count =
        Templates::load(&texts, &assets, false).check().map_err(|error| error.to_string())?;
    Ok(format!(
        "{count} templates, {} assets, languages {}",
        assets.paths().len(),
        texts.languages().collect::<Vec<_>>().join(", ")
    ))
}

/// A machine without a battery wakes up in 1970; terms would be wrong by decades.
fn clock(clock: &dyn Clock) -> Finding {
    let now = clock.now();
    if now.format("%Y").to_string().parse::<i32>().unwrap_or(0) < 2025 {
        return Err(format!("it shows {now}: set the machine's clock and keep it by NTP"));
    }
    Ok(format!("{} in Italy", crate::base::clock::civil(now.naive_utc()).format("%Y-%m-%d %H:%M")))
}

/// Free space where files are kept, by `df`: the standard library cannot tell.
fn disk(config: &Config) -> Finding {
    let mut places: Vec<PathBuf> = vec![config.store.folder.clone(), std::env::temp_dir()];
    if let Some(file) =
        config.database.settings().ok().and_then(|s| s.url.sqlite_file().map(Path::to_owned))
    {
        places.push(file);
    }
    let mut least: Option<(u64, PathBuf)> = None;
    for place in places {
        let Some(free) = place.ancestors().find(|p| p.exists()).and_then(free_kb) else { continue };
        if least.as_ref().is_none_or(|(other, _)| free < *other) {
            least = Some((free, place));
        }
    }
    match least {
        None => Ok("cannot be told here (no df)".into()),
        Some((free, place)) if free < LEAST_FREE_KB => {
            Err(format!("{} MB free at {}: make room", free / 1000, place.display()))
        }
        Some((free, _)) => Ok(format!("{} GB free", free / 1_000_000)),
    }
}

fn free_kb(place: &Path) -> Option<u64> {
    let place = if place.as_os_str().is_empty() { Path::new(".") } else { place };
    let df = std::process::Command::new("df").arg("-Pk").arg(place).output().ok()?;
    let text = String::from_utf8(df.stdout).ok()?;
    text.lines().nth(1)?.split_whitespace().nth(3)?.parse().ok()
}
