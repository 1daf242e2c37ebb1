//! Rows of canned texts.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::domain::id::TenantId;
use crate::platform::db::MultiBackend;
use crate::platform::db::schema::canned_texts;

/// A text of an office.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = canned_texts)]
#[diesel(check_for_backend(MultiBackend))]
pub struct Canned {
    pub tenant_id: TenantId,
    pub id: String,
    pub office: String,
    pub title: String,
    pub body: String,
    pub created_at: NaiveDateTime,
    /// Name of who wrote it.
    pub created_by: String,
}
