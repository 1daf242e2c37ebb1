//! Rows of saved filters.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::domain::id::{AccountId, TenantId};
use crate::platform::db::MultiBackend;
use crate::platform::db::schema::saved_filters;

/// A saved filter.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = saved_filters)]
#[diesel(check_for_backend(MultiBackend))]
pub struct Bookmark {
    pub tenant_id: TenantId,
    pub id: String,
    /// Who saved it.
    pub account_id: AccountId,
    /// The office it is shared with; empty if it is for one officer alone.
    pub office: String,
    pub title: String,
    /// Query of the queue's address, without a page.
    pub query: String,
    pub created_at: NaiveDateTime,
}
