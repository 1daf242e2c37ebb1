//! The embedded migrations: the same names in `migrations/sqlite` and `migrations/postgres`.

use std::time::Duration;

use diesel::connection::SimpleConnection;
use diesel::migration::MigrationSource;
use diesel::pg::Pg;
use diesel::sqlite::Sqlite;
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use super::connection::AnyConnection;
use super::error::DatabaseError;
use super::pool;
use super::url::DatabaseUrl;

const SQLITE: EmbeddedMigrations = embed_migrations!("migrations/sqlite");
const POSTGRES: EmbeddedMigrations = embed_migrations!("migrations/postgres");

/// Any number, the same in every process: whoever holds it migrates, the others wait and then find nothing to do.
const ADVISORY_LOCK: i64 = 7_283_401_955;

/// A migration holds locks for longer than a request does.
const BUSY: Duration = Duration::from_mins(1);

/// Which migrations are in the database and which wait.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MigrationStatus {
    /// Versions applied, oldest first.
    pub applied: Vec<String>,
    /// Names that this program has and the database has not, oldest first.
    pub pending: Vec<String>,
    /// Versions in the database that this program does not know: it is older than the database.
    pub unknown: Vec<String>,
}

/// Applies what is pending and gives the names, oldest first.
///
/// # Errors
/// [`DatabaseError::Migration`] when a file fails (it is rolled back) or the database is newer than this program.
pub fn migrate_up(url: &DatabaseUrl) -> Result<Vec<String>, DatabaseError> {
    locked(url, |connection| {
        refuse_newer(connection)?;
        let done = match connection {
            AnyConnection::Sqlite(c) => c.run_pending_migrations(SQLITE),
            AnyConnection::Postgres(c) => c.run_pending_migrations(POSTGRES),
        };
        Ok(done.map_err(fault)?.iter().map(ToString::to_string).collect())
    })
}

/// Reverts the last `steps` migrations, or all of them, and gives the versions, newest first.
///
/// # Errors
/// [`DatabaseError::Migration`] when a file fails (it is rolled back) or the database is newer than this program.
pub fn migrate_down(url: &DatabaseUrl, steps: Option<usize>) -> Result<Vec<String>, DatabaseError> {
    locked(url, |connection| {
        refuse_newer(connection)?;
        let applied = status(connection)?.applied.len();
        let mut reverted = Vec::new();
        for _ in 0..steps.unwrap_or(applied).min(applied) {
            let version = match connection {
                AnyConnection::Sqlite(c) => c.revert_last_migration(SQLITE),
                AnyConnection::Postgres(c) => c.revert_last_migration(POSTGRES),
            };
            reverted.push(version.map_err(fault)?.to_string());
        }
        Ok(reverted)
    })
}

/// What is applied and what is pending.
///
/// # Errors
/// [`DatabaseError::Unreachable`] when there is no database to ask.
pub fn migration_status(url: &DatabaseUrl) -> Result<MigrationStatus, DatabaseError> {
    status(&mut connect(url)?)
}

fn connect(url: &DatabaseUrl) -> Result<AnyConnection, DatabaseError> {
    pool::open(url, BUSY).map_err(|error| DatabaseError::Unreachable(error.to_string()))
}

fn locked<T>(
    url: &DatabaseUrl,
    work: impl FnOnce(&mut AnyConnection) -> Result<T, DatabaseError>,
) -> Result<T, DatabaseError> {
    let mut connection = connect(url)?;
    if let AnyConnection::Postgres(postgres) = &mut connection {
        // Released with the connection, whatever happens.
        postgres.batch_execute(&format!("SELECT pg_advisory_lock({ADVISORY_LOCK})"))?;
    }
    work(&mut connection)
}

fn refuse_newer(connection: &mut AnyConnection) -> Result<(), DatabaseError> {
    let unknown = status(connection)?.unknown;
    if unknown.is_empty() {
        return Ok(());
    }
    Err(DatabaseError::Migration(format!(
        "the database has versions that this program does not know ({}): use the newer program",
        unknown.join(", ")
    )))
}

fn status(connection: &mut AnyConnection) -> Result<MigrationStatus, DatabaseError> {
    let applied = match connection {
        AnyConnection::Sqlite(c) => MigrationHarness::<Sqlite>::applied_migrations(c),
        AnyConnection::Postgres(c) => MigrationHarness::<Pg>::applied_migrations(c),
    };
    let mut applied: Vec<String> =
        applied.map_err(fault)?.iter().map(ToString::to_string).collect();
    applied.sort();
    let known = match connection {
        AnyConnection::Sqlite(_) => names::<Sqlite>(&SQLITE)?,
        AnyConnection::Postgres(_) => names::<Pg>(&POSTGRES)?,
    };
    let unknown = applied
        .iter()
        .filter(|v| !known.iter().any(|(version, _)| version == *v))
        .cloned()
        .collect();
    let pending = known
        .into_iter()
        .filter(|(version, _)| !applied.contains(version))
        .map(|(_, n)| n)
        .collect();
    Ok(MigrationStatus { applied, pending, unknown })
}

fn names<DB: diesel::backend::Backend>(
    source: &impl MigrationSource<DB>,
) -> Result<Vec<(String, String)>, DatabaseError> {
    let mut names: Vec<(String, String)> = source
        .migrations()
        .map_err(fault)?
        .iter()
        .map(|m| (m.name().version().to_string(), m.name().to_string()))
        .collect();
    names.sort();
    Ok(names)
}

#[allow(clippy::needless_pass_by_value, reason = "for map_err")]
fn fault(error: Box<dyn std::error::Error + Send + Sync>) -> DatabaseError {
    DatabaseError::Migration(error.to_string())
}
