//! The protocol register (DPR 445/2000, arts. 50-57): every incoming and outgoing document gets a number.
//!
//! The trait is what the use cases need; the embedded adapter keeps a register of its own, numbered without gaps per
//! tenant, register and year inside the caller's transaction. An adapter of a remote system answers [`Numbering::Later`] and
//! delivers the number by a job.

mod embedded;

use chrono::{NaiveDate, NaiveDateTime};

pub use embedded::{EmbeddedRegister, REGISTER};

use crate::platform::db::{AnyConnection, DatabaseError};
use crate::text_enum;

text_enum! {
    /// Which way a document goes.
    Direction { Incoming = "incoming", Outgoing = "outgoing", Internal = "internal" }
}

/// What is to be registered.
#[derive(Debug, Clone)]
pub struct Entry {
    pub tenant: String,
    /// Civil date of the registration, whose year the number belongs to.
    pub on: NaiveDate,
    /// Instant of the registration, UTC.
    pub at: NaiveDateTime,
    pub direction: Direction,
    pub subject: String,
    /// Sender of what comes in, addressee of what goes out.
    pub correspondent: String,
    pub case_id: Option<String>,
    /// Hex SHA-256 of the main document.
    pub document_sha256: String,
    /// The same key always yields the same number.
    pub idempotency_key: String,
}

/// A number of the register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Registration {
    pub register: String,
    pub year: i32,
    pub number: i64,
    pub at: NaiveDateTime,
}

impl Registration {
    /// `2026/0001234`: year and seven digits, as DPR 445/2000 art. 57 wants at least seven.
    pub fn label(&self) -> String {
        format!("{}/{:07}", self.year, self.number)
    }
}

/// The register's answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Numbering {
    /// Numbered in this transaction.
    Now(Registration),
    /// A remote register will answer; the case shows "in registrazione" meanwhile.
    Later,
}

/// A protocol register.
pub trait Register: Send + Sync {
    /// Registers `entry` inside the caller's transaction. Idempotent by the entry's key.
    ///
    /// # Errors
    /// The database's; a remote system never makes this call fail.
    fn register(&self, c: &mut AnyConnection, entry: &Entry) -> Result<Numbering, DatabaseError>;
}
