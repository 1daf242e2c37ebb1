//! The database: one code base over SQLite and PostgreSQL, chosen by the scheme of the URL.
//!
//! It is: a connection type that is either backend ([`AnyConnection`]), a pool with an async front ([`Database`]), the
//! embedded migrations, and column types that mean the same on both. It is not a repository layer: queries live in the
//! `queries.rs` of each domain folder and are plain Diesel on `&mut AnyConnection`.
//!
//! Invariants: a write is one transaction; on SQLite there is one writer at a time, first come first served; identifiers,
//! JSON and enums are TEXT, instants are naive UTC; no error text carries a value of a row. Only this folder names a backend.

mod clause;
mod column;
mod connection;
mod database;
mod error;
mod fulltext;
mod migration;
mod pool;
pub mod schema;
mod statement;
mod url;
mod version;
mod words;

pub use clause::{SkipLocked, Tail};
pub use column::Json;
pub use connection::{AnyConnection, MultiBackend, MultiRawValue};
pub use database::{Database, Settings};
pub use error::DatabaseError;
pub use fulltext::{HasWords, TextIndex};
pub use migration::{MigrationStatus, migrate_down, migrate_up, migration_status};
pub use pool::PooledConnection;
pub use statement::Statements;
pub use url::{Backend, DatabaseUrl};
pub use version::version;
pub use words::{Entry, WordIndex};
