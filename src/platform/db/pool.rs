//! Opening connections and keeping them. The scheme of the URL, not trial and error, chooses the driver.

use std::sync::Arc;
use std::time::Duration;

use diesel::connection::SimpleConnection;
use diesel::r2d2::{ManageConnection, Pool, R2D2Connection};
use diesel::{Connection, ConnectionError, ConnectionResult, PgConnection, SqliteConnection};

use super::connection::AnyConnection;
use super::error::DatabaseError;
use super::statement::{Statements, Watch};
use super::url::{Backend, DatabaseUrl};

/// WAL lets readers go on while one writes; FULL because an act that was acknowledged must survive a power cut.
const SQLITE_PRAGMAS: &str = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; \
     PRAGMA temp_store = MEMORY; PRAGMA cache_size = -8192; PRAGMA mmap_size = 0;";

/// A connection on loan from the pool; it goes back when dropped.
pub type PooledConnection = diesel::r2d2::PooledConnection<Manager>;

/// Opens and checks connections for r2d2.
#[derive(Debug)]
pub struct Manager {
    url: DatabaseUrl,
    busy_timeout: Duration,
    statements: Arc<Statements>,
}

impl Manager {
    pub(super) fn new(url: DatabaseUrl, wait: Duration, statements: Arc<Statements>) -> Self {
        Self { url, busy_timeout: wait, statements }
    }
}

impl ManageConnection for Manager {
    type Connection = AnyConnection;
    type Error = diesel::r2d2::Error;

    fn connect(&self) -> Result<AnyConnection, Self::Error> {
        let mut connection =
            open(&self.url, self.busy_timeout).map_err(diesel::r2d2::Error::ConnectionError)?;
        connection.set_instrumentation(Watch(Arc::clone(&self.statements)));
        Ok(connection)
    }

    fn is_valid(&self, connection: &mut AnyConnection) -> Result<(), Self::Error> {
        let answer = connection.ping().map_err(diesel::r2d2::Error::QueryError);
        self.statements.discount();
        answer
    }

    fn has_broken(&self, connection: &mut AnyConnection) -> bool {
        std::thread::panicking() || connection.is_broken()
    }
}

/// One connection outside any pool, ready to use (for migrations and maintenance).
pub(super) fn open(url: &DatabaseUrl, busy_timeout: Duration) -> ConnectionResult<AnyConnection> {
    match url.backend() {
        Backend::Sqlite => {
            let mut connection = SqliteConnection::establish(url.driver_text())?;
            let pragmas = format!(
                "PRAGMA busy_timeout = {}; {SQLITE_PRAGMAS}",
                busy_timeout.as_millis().max(1)
            );
            connection
                .batch_execute(&pragmas)
                .map_err(ConnectionError::CouldntSetupConfiguration)?;
            Ok(AnyConnection::Sqlite(connection))
        }
        Backend::Postgres => {
            let mut connection = PgConnection::establish(url.driver_text())?;
            connection
                .batch_execute("SET TIME ZONE 'UTC'; SET client_min_messages = warning")
                .map_err(ConnectionError::CouldntSetupConfiguration)?;
            Ok(AnyConnection::Postgres(connection))
        }
    }
}

/// A pool of at most `size` connections; the first is opened now, so that a wrong address shows at start.
///
/// # Errors
/// [`DatabaseError::Unreachable`] when the first connection cannot be opened.
pub(super) fn build(
    manager: Manager,
    size: u32,
    wait: Duration,
) -> Result<Pool<Manager>, DatabaseError> {
    let backend = manager.url.backend();
    // r2d2 would retry a refused address until its timeout and then say only "timed out": ask once ourselves.
    manager.connect().map_err(|error| DatabaseError::Unreachable(reason(&error)))?;
    Pool::builder()
        .max_size(size)
        .min_idle(Some(1))
        .connection_timeout(wait)
        .idle_timeout(Some(Duration::from_mins(10)))
        // A file does not go away; a server may have been restarted.
        .test_on_check_out(backend == Backend::Postgres)
        .error_handler(Box::new(LogError))
        .build(manager)
        .map_err(|error| DatabaseError::Unreachable(error.to_string()))
}

#[derive(Debug)]
struct LogError;

impl diesel::r2d2::HandleError<diesel::r2d2::Error> for LogError {
    fn handle_error(&self, error: diesel::r2d2::Error) {
        tracing::warn!(reason = %reason(&error), "a database connection could not be opened");
    }
}

fn reason(error: &diesel::r2d2::Error) -> String {
    match error {
        diesel::r2d2::Error::ConnectionError(error) => error.to_string(),
        diesel::r2d2::Error::QueryError(_) => "the connection does not answer".to_owned(),
    }
}
