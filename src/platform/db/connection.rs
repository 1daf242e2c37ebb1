//! The connection that is either backend. The derive writes `MultiBackend` and its row and value types.

#![allow(clippy::pedantic, reason = "the derive expands here")]

use diesel::{MultiConnection, PgConnection, SqliteConnection};

/// A connection to SQLite or to PostgreSQL; every query of the house is written once against it.
#[derive(MultiConnection)]
pub enum AnyConnection {
    /// The embedded database: one file.
    Sqlite(SqliteConnection),
    /// A server, PostgreSQL 15 or newer.
    Postgres(PgConnection),
}
