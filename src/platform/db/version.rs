//! What the database says of itself.

use diesel::prelude::*;
use diesel::sql_types::Text;

use super::connection::AnyConnection;
use super::error::DatabaseError;

#[derive(QueryableByName)]
struct Version {
    #[diesel(sql_type = Text)]
    version: String,
}

/// `SQLite 3.50.4` or `PostgreSQL 15.18`.
pub fn version(connection: &mut AnyConnection) -> Result<String, DatabaseError> {
    let (name, sql) = match connection {
        AnyConnection::Sqlite(_) => ("SQLite", "SELECT sqlite_version() AS version"),
        AnyConnection::Postgres(_) => {
            ("PostgreSQL", "SELECT current_setting('server_version') AS version")
        }
    };
    let found = diesel::sql_query(sql).get_result::<Version>(connection)?;
    Ok(format!("{name} {}", found.version))
}
