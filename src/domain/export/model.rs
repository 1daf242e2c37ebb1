//! Rows of exports.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use serde_json::Value;

use crate::domain::id::{AccountId, TenantId};
use crate::platform::db::schema::exports;
use crate::platform::db::{Json, MultiBackend};
use crate::platform::sheet::SheetFormat;
use crate::text_enum;

text_enum! {
    /// Where an export is.
    ExportState { Waiting = "waiting", Running = "running", Done = "done", Failed = "failed" }
}

/// An export.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = exports)]
#[diesel(check_for_backend(MultiBackend))]
pub struct Export {
    pub tenant_id: TenantId,
    pub id: String,
    pub account_id: AccountId,
    pub title: String,
    pub format: SheetFormat,
    /// Filter and order of the queue.
    pub filter: Json<Value>,
    pub state: ExportState,
    /// Cases to write, counted when the job begins.
    pub total: i64,
    /// Cases written so far.
    pub done: i64,
    /// Hex SHA-256 of the file; empty until it is made.
    pub sha256: String,
    pub bytes: i64,
    pub created_at: NaiveDateTime,
    pub finished_at: Option<NaiveDateTime>,
}
