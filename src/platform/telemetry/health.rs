//! Whether the process can serve: the data behind `/readyz`. (`/healthz` is answered by being alive.)

use serde::Serialize;

use crate::platform::db::{Database, DatabaseError, migration_status};
use crate::platform::store::Store;

/// One thing that must work.
#[derive(Debug, Clone, Serialize)]
pub struct Check {
    /// `database`, `migrations`, `store`
    pub name: &'static str,
    /// Whether it works.
    pub ok: bool,
    /// Why not, for the operator.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// All of them.
#[derive(Debug, Clone, Serialize)]
pub struct Health {
    /// Whether everything works.
    pub ready: bool,
    /// One by one.
    pub checks: Vec<Check>,
}

impl Health {
    /// For the public: what works, not why something does not.
    #[must_use]
    pub fn without_reasons(mut self) -> Self {
        for check in &mut self.checks {
            check.reason = None;
        }
        self
    }
}

/// Asks the database and the store; writes nothing.
pub async fn readiness(database: &Database, store: &Store) -> Health {
    let url = database.url().clone();
    let migrations = database.read::<_, DatabaseError, _>(move |_| migration_status(&url)).await;
    let checks = vec![
        check("database", migrations.as_ref().map(|_| ()).map_err(ToString::to_string)),
        check(
            "migrations",
            match &migrations {
                Ok(status) if !status.pending.is_empty() => {
                    Err("some are pending: sportello migrate up".into())
                }
                Ok(status) if !status.unknown.is_empty() => {
                    Err("the database is newer than this program".into())
                }
                Ok(_) => Ok(()),
                Err(_) => Err("the database does not answer".into()),
            },
        ),
        check("store", store.reachable().await.map_err(|error| error.to_string())),
    ];
    Health { ready: checks.iter().all(|check| check.ok), checks }
}

fn check(name: &'static str, answer: Result<(), String>) -> Check {
    Check { name, ok: answer.is_ok(), reason: answer.err() }
}
