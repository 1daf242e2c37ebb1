//! Rows of verdicts and of watches.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use serde_json::Value;

use crate::domain::id::{FileId, TenantId};
use crate::platform::db::schema::{file_verdicts, file_watches};
use crate::platform::db::{Json, MultiBackend};
use crate::text_enum;

text_enum! {
    /// Why a file was judged.
    Cause {
        /// It was uploaded.
        Receipt = "receipt",
        /// Newer revocation data or lists had come.
        Recheck = "recheck",
    }
}

/// One verdict on a file; number 1 is that of its receipt.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = file_verdicts)]
#[diesel(check_for_backend(MultiBackend))]
pub struct FileVerdict {
    pub tenant_id: TenantId,
    pub file_id: FileId,
    pub number: i32,
    /// When it was given; the report says for which instant.
    pub at: NaiveDateTime,
    pub cause: Cause,
    /// Word of EN 319 102-1.
    pub verdict: String,
    /// Empty when there is none.
    pub sub_indication: String,
    /// One Italian sentence.
    pub summary: String,
    pub report: Json<Value>,
}

/// A file whose verdict may still change.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = file_watches)]
#[diesel(check_for_backend(MultiBackend))]
pub struct Watch {
    pub tenant_id: TenantId,
    pub file_id: FileId,
    /// When it is looked at next.
    pub due_at: NaiveDateTime,
    pub tries: i32,
    /// What the last try could not get; technical.
    pub reason: String,
    pub created_at: NaiveDateTime,
}
