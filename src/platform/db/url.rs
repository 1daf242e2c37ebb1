//! Which database a URL means.

use super::error::DatabaseError;

/// The two backends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Backend {
    /// Embedded, one file.
    Sqlite,
    /// PostgreSQL 15 or newer.
    Postgres,
}

/// A parsed database address. Its text may hold a password: it has no `Display`, and `Debug` hides it.
#[derive(Clone, PartialEq, Eq)]
pub struct DatabaseUrl {
    backend: Backend,
    text: String,
}

impl DatabaseUrl {
    /// Reads `sqlite:PATH`, `file:PATH` (SQLite's own URI form, as it is) or `postgres://…` / `postgresql://…`.
    ///
    /// # Errors
    /// [`DatabaseError::Url`] for every other scheme and for an empty path: nothing is guessed.
    pub fn parse(text: &str) -> Result<Self, DatabaseError> {
        let text = text.trim();
        if let Some(path) = text.strip_prefix("sqlite:") {
            let path = path.strip_prefix("//").unwrap_or(path);
            return Self::sqlite(path);
        }
        if text.strip_prefix("file:").is_some_and(|path| !path.is_empty()) {
            return Self::sqlite(text);
        }
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            return Ok(Self { backend: Backend::Postgres, text: text.to_owned() });
        }
        let scheme = text.split_once(':').map_or("none", |(scheme, _)| scheme);
        Err(DatabaseError::Url(format!("scheme '{scheme}' is not known")))
    }

    fn sqlite(path: &str) -> Result<Self, DatabaseError> {
        if path.is_empty() {
            return Err(DatabaseError::Url("'sqlite:' needs the path of a file".into()));
        }
        if path.contains(":memory:") || path.contains("mode=memory") {
            // Every connection of the pool would see its own empty database.
            return Err(DatabaseError::Url("a database in memory cannot be shared".into()));
        }
        Ok(Self { backend: Backend::Sqlite, text: path.to_owned() })
    }

    /// Which backend answers at this address.
    pub fn backend(&self) -> Backend {
        self.backend
    }

    /// What the backend's driver wants: a path or `file:` URI for SQLite, the whole URL for PostgreSQL.
    pub(crate) fn driver_text(&self) -> &str {
        &self.text
    }

    /// The file of a SQLite database, without the parameters of a `file:` URI; `None` for PostgreSQL.
    pub fn sqlite_file(&self) -> Option<&std::path::Path> {
        if self.backend != Backend::Sqlite {
            return None;
        }
        let path = match self.text.strip_prefix("file:") {
            Some(uri) => uri.split_once('?').map_or(uri, |(path, _)| path).trim_start_matches("//"),
            None => &self.text,
        };
        Some(std::path::Path::new(path))
    }
}

impl std::fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("DatabaseUrl").field("backend", &self.backend).finish_non_exhaustive()
    }
}
