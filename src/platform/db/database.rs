//! The pool with its async front: closures run on blocking threads, writers wait in one fair line.

use std::sync::Arc;
use std::time::Duration;

use diesel::Connection;
use diesel::connection::{AnsiTransactionManager, TransactionManager};
use diesel::r2d2::Pool;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::connection::AnyConnection;
use super::error::DatabaseError;
use super::pool::{self, Manager, PooledConnection};
use super::statement::{self, Statements};
use super::url::{Backend, DatabaseUrl};

/// How often a write that lost against another transaction is repeated before its error is given.
const WRITE_ATTEMPTS: u32 = 5;

/// How a [`Database`] is opened.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Where.
    pub url: DatabaseUrl,
    /// Connections at most.
    pub pool_size: u32,
    /// How long one waits for a turn before [`DatabaseError::Busy`].
    pub wait: Duration,
}

impl Settings {
    /// Settings for `url` with 8 connections and a wait of 10 seconds.
    pub fn new(url: DatabaseUrl) -> Self {
        Self { url, pool_size: 8, wait: Duration::from_secs(10) }
    }
}

/// A handle to the database; cheap to clone, shared by all threads.
#[derive(Clone)]
pub struct Database {
    pool: Pool<Manager>,
    /// One permit a connection: who waits, waits here in order and not on a blocking thread.
    slots: Arc<Semaphore>,
    /// SQLite only: its busy handler starves writers for seconds, a semaphore is first come first served.
    writer: Option<Arc<Semaphore>>,
    statements: Arc<Statements>,
    settings: Arc<Settings>,
}

impl Database {
    /// Opens the pool; does not migrate.
    ///
    /// # Errors
    /// [`DatabaseError::Unreachable`] when no connection can be opened.
    pub fn open(settings: Settings) -> Result<Self, DatabaseError> {
        let statements = Arc::new(Statements::default());
        let manager = Manager::new(settings.url.clone(), settings.wait, Arc::clone(&statements));
        let size = settings.pool_size.max(2);
        let pool = pool::build(manager, size, settings.wait)?;
        let writer =
            (settings.url.backend() == Backend::Sqlite).then(|| Arc::new(Semaphore::new(1)));
        let slots = Arc::new(Semaphore::new(size as usize));
        Ok(Self { pool, slots, writer, statements, settings: Arc::new(settings) })
    }

    /// Runs `work` on a connection, outside any transaction; it must only read.
    ///
    /// # Errors
    /// What `work` gives, or a [`DatabaseError`] when there is no turn or no connection.
    pub async fn read<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: FnOnce(&mut AnyConnection) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<DatabaseError> + Send + 'static,
    {
        let slot = self.turn(&self.slots).await?;
        let pool = self.pool.clone();
        run(move || {
            let _slot = slot;
            work(&mut *take(&pool)?)
        })
        .await
    }

    /// Runs `work` in one transaction: committed when it gives `Ok`, rolled back when it gives `Err` or panics.
    ///
    /// On SQLite writers take turns in order of arrival. On PostgreSQL (READ COMMITTED) `work` is repeated, up to five
    /// times, when it lost against another transaction (serialisation failure, deadlock): it must have no effect but on
    /// the connection.
    ///
    /// # Errors
    /// What `work` gives, or a [`DatabaseError`] when there is no turn, no connection, or the commit fails.
    pub async fn write<T, E, F>(&self, mut work: F) -> Result<T, E>
    where
        F: FnMut(&mut AnyConnection) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<DatabaseError> + Send + 'static,
    {
        let turn = match &self.writer {
            Some(writer) => Some(self.turn(writer).await?),
            None => None,
        };
        let slot = self.turn(&self.slots).await?;
        let pool = self.pool.clone();
        run(move || {
            let _held = (turn, slot);
            write_on(&mut *take(&pool)?, &mut work)
        })
        .await
    }

    /// The statements sent so far, for metrics and for tests of what a page costs.
    pub fn statements(&self) -> &Statements {
        &self.statements
    }

    /// Which backend this is.
    pub fn backend(&self) -> Backend {
        self.settings.url.backend()
    }

    /// The address it was opened with.
    pub fn url(&self) -> &DatabaseUrl {
        &self.settings.url
    }

    /// Connections open and of these idle, for metrics.
    pub fn pool_state(&self) -> (u32, u32) {
        let state = self.pool.state();
        (state.connections, state.idle_connections)
    }

    async fn turn(&self, line: &Arc<Semaphore>) -> Result<OwnedSemaphorePermit, DatabaseError> {
        let wait = self.settings.wait;
        tokio::time::timeout(wait, Arc::clone(line).acquire_owned())
            .await
            .map_err(|_| DatabaseError::Busy(wait.as_secs()))?
            .map_err(|_| DatabaseError::Cancelled)
    }
}

async fn run<T, E>(work: impl FnOnce() -> Result<T, E> + Send + 'static) -> Result<T, E>
where
    T: Send + 'static,
    E: From<DatabaseError> + Send + 'static,
{
    match tokio::task::spawn_blocking(work).await {
        Ok(answer) => answer,
        Err(stopped) => match stopped.try_into_panic() {
            Ok(panic) => std::panic::resume_unwind(panic),
            Err(_) => Err(DatabaseError::Cancelled.into()),
        },
    }
}

fn take(pool: &Pool<Manager>) -> Result<PooledConnection, DatabaseError> {
    pool.get().map_err(|error| DatabaseError::Unreachable(error.to_string()))
}

/// The transaction of [`Database::write`] on a connection at hand, with its repetitions.
fn write_on<T, E>(
    connection: &mut AnyConnection,
    work: &mut impl FnMut(&mut AnyConnection) -> Result<T, E>,
) -> Result<T, E>
where
    E: From<DatabaseError>,
{
    let mut attempt = 1;
    loop {
        statement::forget_transient();
        match transact(connection, work) {
            Err(_) if attempt < WRITE_ATTEMPTS && statement::saw_transient() => {
                // Growing pauses, different for each connection, so that two losers do not meet again.
                let pause =
                    u64::from(attempt) * 7 + (std::ptr::from_ref(connection) as u64 >> 6) % 7;
                std::thread::sleep(Duration::from_millis(pause));
                attempt += 1;
            }
            answer => return answer,
        }
    }
}

fn transact<T, E>(
    connection: &mut AnyConnection,
    work: &mut impl FnMut(&mut AnyConnection) -> Result<T, E>,
) -> Result<T, E>
where
    E: From<DatabaseError>,
{
    begin(connection).map_err(DatabaseError::from)?;
    type Transactions = <AnyConnection as Connection>::TransactionManager;
    match work(connection) {
        Ok(value) => {
            Transactions::commit_transaction(connection).map_err(DatabaseError::from)?;
            Ok(value)
        }
        Err(reason) => {
            if let Err(error) = Transactions::rollback_transaction(connection) {
                // The pool drops a connection whose transaction is still open; the reason of the work matters more.
                tracing::warn!(error = %DatabaseError::from(error), "a rollback failed");
            }
            Err(reason)
        }
    }
}

/// SQLite takes its write lock at BEGIN: a read lock that must be upgraded later can fail at once, without waiting.
fn begin(connection: &mut AnyConnection) -> diesel::QueryResult<()> {
    match connection {
        AnyConnection::Sqlite(sqlite) => {
            AnsiTransactionManager::begin_transaction_sql(sqlite, "BEGIN IMMEDIATE")
        }
        AnyConnection::Postgres(postgres) => AnsiTransactionManager::begin_transaction(postgres),
    }
}
