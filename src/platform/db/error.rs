//! Why the database did not answer. The texts are for logs and operators and carry no value of a row.

use diesel::result::{DatabaseErrorKind, Error as DieselError};

/// A failure of the database, as opposed to a business reason.
#[derive(Debug, thiserror::Error)]
pub enum DatabaseError {
    /// The configured address cannot be used.
    #[error("database.url: {0}; write sqlite:PATH, file:PATH or postgres://USER@HOST/NAME")]
    Url(String),
    /// No connection could be opened or taken from the pool.
    #[error("the database cannot be reached: {0}")]
    Unreachable(String),
    /// Everyone ahead in the line took longer than the configured wait.
    #[error("the database is busy: no turn within {0} seconds")]
    Busy(u64),
    /// A statement failed.
    #[error("{}", describe(.0))]
    Query(#[source] DieselError),
    /// A migration failed or the history does not match this program.
    #[error("migration: {0}")]
    Migration(String),
    /// The process is stopping and the work was not run.
    #[error("the work was cancelled because the process is stopping")]
    Cancelled,
}

impl DatabaseError {
    /// The unique constraint that refused the row, when this is why it failed.
    pub fn is_unique_violation(&self) -> bool {
        matches!(
            self,
            Self::Query(DieselError::DatabaseError(DatabaseErrorKind::UniqueViolation, _))
        )
    }

    /// Whether the statement asked for one row and there is none.
    pub fn is_not_found(&self) -> bool {
        matches!(self, Self::Query(DieselError::NotFound))
    }
}

impl From<DieselError> for DatabaseError {
    fn from(error: DieselError) -> Self {
        Self::Query(error)
    }
}

/// Kind and constraint only: the server's own message may repeat values.
fn describe(error: &DieselError) -> String {
    match error {
        DieselError::DatabaseError(kind, info) => {
            let place = info.constraint_name().or(info.table_name()).unwrap_or("");
            let place = if place.is_empty() { sqlite_place(*kind, info.message()) } else { place };
            format!("the database refused a statement: {kind:?} {place}").trim_end().to_owned()
        }
        DieselError::NotFound => "no such row".to_owned(),
        DieselError::SerializationError(_) => "a value cannot be written to its column".to_owned(),
        DieselError::DeserializationError(_) => {
            "a column holds what its type cannot read".to_owned()
        }
        other => format!("the database failed: {}", variant_name(other)),
    }
}

/// SQLite puts the columns (never the values) of a broken constraint in its message.
fn sqlite_place(kind: DatabaseErrorKind, message: &str) -> &str {
    match kind {
        DatabaseErrorKind::UniqueViolation
        | DatabaseErrorKind::NotNullViolation
        | DatabaseErrorKind::CheckViolation => message.split_once(": ").map_or("", |(_, p)| p),
        _ => "",
    }
}

fn variant_name(error: &DieselError) -> String {
    let text = format!("{error:?}");
    text.split(['(', ' ', '{']).next().unwrap_or("unknown").to_owned()
}
