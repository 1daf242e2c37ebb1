//! Notices to people: an e-mail without content of the case, only where to look. Sent by a job, through the mail outbox.

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::domain::Scope;
use crate::platform::db::{AnyConnection, DatabaseError};
use crate::platform::queue::{NewJob, enqueue};

/// Kind of the job that sends one.
pub const JOB: &str = "notice";

/// One notice to one address.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Notice {
    /// Name of the mail template, `templates/mail/<template>.txt`.
    pub template: String,
    /// Address.
    pub to: String,
    /// At most one notice with the same key.
    pub key: String,
    /// What the template reads.
    pub values: Map<String, Value>,
}

impl Notice {
    /// A notice by `template` to `address`.
    pub fn new(template: &str, address: &str) -> Self {
        Self {
            template: template.to_owned(),
            to: address.to_owned(),
            key: String::new(),
            values: Map::new(),
        }
    }

    /// What makes it unique.
    #[must_use]
    pub fn key(mut self, key: impl Into<String>) -> Self {
        self.key = key.into();
        self
    }

    /// A value for the template.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.values.insert(name.to_owned(), value.into());
        self
    }
}

/// Enqueues a notice in the caller's transaction.
pub fn send(c: &mut AnyConnection, scope: &Scope, notice: Notice) -> Result<bool, DatabaseError> {
    send_at(c, scope, notice, scope.at)
}

fn send_at(
    c: &mut AnyConnection,
    scope: &Scope,
    notice: Notice,
    at: NaiveDateTime,
) -> Result<bool, DatabaseError> {
    let key = format!("{}:{}:{}", notice.template, notice.key, notice.to);
    let job = NewJob::new(&scope.tenant.slug, JOB, &notice, at)?.unique(key);
    enqueue(c, scope.ids.as_ref(), job)
}
