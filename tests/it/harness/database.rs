//! A migrated database for one test, gone when dropped.

use std::ops::Deref;
use std::path::Path;
use std::sync::OnceLock;
use std::time::Duration;

use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection, RunQueryDsl};
use sha2::{Digest, Sha256};
use sportello::platform::db::{Database, DatabaseUrl, Settings, migrate_up};
use tempfile::TempDir;

/// Where `make test` tells of a PostgreSQL server; the role must be allowed to create databases.
const POSTGRES: &str = "SPORTELLO_TEST_POSTGRES";

/// A database of its own for one test; derefs to [`Database`].
pub struct TestDatabase {
    /// Dropped before the guard takes the place away.
    database: Option<Database>,
    url: String,
    _place: Place,
}

/// What must be taken away at the end.
enum Place {
    Folder { _folder: TempDir },
    Server { admin: String, name: String },
}

impl TestDatabase {
    /// A SQLite file, migrated.
    pub fn sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("test.db");
        std::fs::copy(sqlite_template(), &file).unwrap();
        let url = format!("sqlite:{}", file.display());
        Self::open(url, Place::Folder { _folder: folder })
    }

    /// A PostgreSQL database, migrated; `None` when there is no server.
    pub fn postgres() -> Option<Self> {
        let (admin, name) = postgres_new(Some(postgres_template()?))?;
        let url = with_database(&admin, &name);
        Some(Self::open(url, Place::Server { admin, name }))
    }

    /// A SQLite file without any table.
    pub fn sqlite_empty() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", folder.path().join("test.db").display());
        Self::open(url, Place::Folder { _folder: folder })
    }

    /// A PostgreSQL database without any table; `None` when there is no server.
    pub fn postgres_empty() -> Option<Self> {
        let (admin, name) = postgres_new(None)?;
        let url = with_database(&admin, &name);
        Some(Self::open(url, Place::Server { admin, name }))
    }

    /// The address, for a program of its own.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// A second handle with a pool of its own, as another process would have.
    pub fn reopen(&self) -> Database {
        Database::open(settings(&self.url)).unwrap()
    }

    fn open(url: String, place: Place) -> Self {
        let database = Database::open(settings(&url)).unwrap();
        Self { database: Some(database), url, _place: place }
    }
}

impl Deref for TestDatabase {
    type Target = Database;

    fn deref(&self) -> &Database {
        self.database.as_ref().unwrap()
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        self.database = None;
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        if let Self::Server { admin, name } = self {
            let dropped = PgConnection::establish(admin)
                .map_err(|error| error.to_string())
                .and_then(|mut c| {
                    c.batch_execute(&format!("DROP DATABASE IF EXISTS \"{name}\" WITH (FORCE)"))
                        .map_err(|error| error.to_string())
                });
            if let Err(reason) = dropped {
                println!("test database {name} was left behind: {reason}");
            }
        }
    }
}

fn settings(url: &str) -> Settings {
    let url = DatabaseUrl::parse(url).unwrap();
    Settings { url, pool_size: 6, wait: Duration::from_secs(20) }
}

/// Migrated once a process, copied for each test.
fn sqlite_template() -> &'static Path {
    static TEMPLATE: OnceLock<TempDir> = OnceLock::new();
    static FILE: OnceLock<std::path::PathBuf> = OnceLock::new();
    FILE.get_or_init(|| {
        let folder = TEMPLATE.get_or_init(|| tempfile::tempdir().unwrap());
        let file = folder.path().join("template.db");
        let url = DatabaseUrl::parse(&format!("sqlite:{}", file.display())).unwrap();
        migrate_up(&url).unwrap();
        // Closing the last connection folds the write-ahead log into the file.
        assert!(!folder.path().join("template.db-wal").exists());
        file
    })
}

/// The template's name carries a digest of the migrations: it is made once for all processes and test runs.
fn postgres_template() -> Option<String> {
    static NAME: OnceLock<Option<String>> = OnceLock::new();
    NAME.get_or_init(|| {
        let admin = super::part(POSTGRES, "a PostgreSQL server")?;
        let name = format!("sportello_template_{}", migrations_digest());
        let mut connection = PgConnection::establish(&admin).unwrap();
        connection.batch_execute("SELECT pg_advisory_lock(5501)").unwrap();
        if !exists(&mut connection, &name) {
            // Renamed only when complete: a killed run leaves a draft, which the next one throws away.
            let draft = format!("{name}_draft");
            connection.batch_execute(&format!("DROP DATABASE IF EXISTS {draft}")).unwrap();
            connection.batch_execute(&format!("CREATE DATABASE {draft}")).unwrap();
            migrate_up(&DatabaseUrl::parse(&with_database(&admin, &draft)).unwrap()).unwrap();
            connection.batch_execute(&format!("ALTER DATABASE {draft} RENAME TO {name}")).unwrap();
        }
        Some(name)
    })
    .clone()
}

fn postgres_new(template: Option<String>) -> Option<(String, String)> {
    let admin = super::part(POSTGRES, "a PostgreSQL server")?;
    let name = format!("sportello_test_{}", uuid::Uuid::new_v4().simple());
    let template = template.unwrap_or_else(|| "template1".to_owned());
    let mut connection = PgConnection::establish(&admin).unwrap();
    connection.batch_execute(&format!("CREATE DATABASE {name} TEMPLATE {template}")).unwrap();
    Some((admin, name))
}

fn exists(connection: &mut PgConnection, name: &str) -> bool {
    diesel::sql_query("SELECT 1 FROM pg_database WHERE datname = $1")
        .bind::<diesel::sql_types::Text, _>(name)
        .execute(connection)
        .unwrap()
        > 0
}

fn migrations_digest() -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations/postgres");
    let mut folders: Vec<_> =
        std::fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    let mut digest = Sha256::new();
    for folder in folders {
        digest.update(folder.file_name().unwrap().as_encoded_bytes());
        digest.update(std::fs::read(folder.join("up.sql")).unwrap());
    }
    hex::encode(&digest.finalize()[..6])
}

/// The same server, another database: the path of the URL is replaced, its parameters stay.
fn with_database(url: &str, name: &str) -> String {
    let (rest, parameters) = url.split_once('?').map_or((url, ""), |(r, p)| (r, p));
    let start = rest.find("://").unwrap() + 3;
    let end = rest[start..].find('/').map_or(rest.len(), |at| start + at);
    let parameters = if parameters.is_empty() { String::new() } else { format!("?{parameters}") };
    format!("{}/{name}{parameters}", &rest[..end])
}
