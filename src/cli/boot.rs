//! Opening the parts that commands share, and running until told to stop.

use std::future::Future;
use std::path::{Path, PathBuf};

use anyhow::Context;
use tokio::sync::watch;

use crate::config::{Config, load};
use crate::platform::db::{Database, migrate_up};
use crate::platform::mail::Mailer;
use crate::platform::store::Store;
use crate::platform::telemetry::start_log;

/// Where the configuration is when nobody says.
const USUAL: &str = "sportello.toml";

/// The configuration in `file`, else in `sportello.toml` if that exists, under the environment.
///
/// # Errors
/// Every fault of the configuration.
pub fn read_config(file: Option<&Path>) -> anyhow::Result<Config> {
    let usual = PathBuf::from(USUAL);
    let file = file.or_else(|| usual.is_file().then_some(usual.as_path()));
    Ok(load(file, std::env::vars())?)
}

/// The technical parts of the process, opened from one configuration.
#[derive(Clone)]
pub struct Parts {
    /// What they were opened with.
    pub config: Config,
    /// The database.
    pub database: Database,
    /// The object store.
    pub store: Store,
    /// The way out for letters.
    pub mailer: Mailer,
}

/// Opens database, store and mail; makes the folder of a SQLite file; does not migrate.
///
/// # Errors
/// The first part that cannot be opened.
pub fn open_parts(config: Config) -> anyhow::Result<Parts> {
    let settings = config.database.settings()?;
    if let Some(folder) = settings.url.sqlite_file().and_then(Path::parent)
        && !folder.as_os_str().is_empty()
    {
        std::fs::create_dir_all(folder)
            .with_context(|| format!("database.url: {}", folder.display()))?;
    }
    let database = Database::open(settings)?;
    let store = Store::open(&config.store.settings())?;
    let mailer = Mailer::new(&config.mail.settings(), &config.mail.from)?;
    Ok(Parts { config, database, store, mailer })
}

/// Starts the log, migrates if `database.migrate` says so, and runs `work` with the opened parts and a receiver that turns
/// true at SIGTERM or SIGINT. `work` ends by itself after that.
///
/// # Errors
/// What keeps the process from starting, and the error of `work`.
pub fn until_stopped<R>(
    config: Config,
    work: impl FnOnce(Parts, watch::Receiver<bool>) -> R,
) -> anyhow::Result<()>
where
    R: Future<Output = anyhow::Result<()>>,
{
    start_log(&config.log.level, config.log.format())?;
    let parts = open_parts(config)?;
    if parts.config.database.migrate {
        for name in migrate_up(parts.database.url())? {
            tracing::info!(migration = name, "applied");
        }
    }
    actix_web::rt::System::new().block_on(async {
        let (stop, stopped) = watch::channel(false);
        actix_web::rt::spawn(async move {
            if let Err(error) = signalled().await {
                tracing::error!(%error, "signals cannot be received; stop the process by force");
                std::future::pending::<()>().await;
            }
            tracing::info!("stopping");
            // Nobody left to tell: the work has ended by itself.
            let _ = stop.send(true);
        });
        work(parts, stopped).await
    })
}

async fn signalled() -> std::io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
    Ok(())
}
