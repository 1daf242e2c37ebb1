//! Rows of absences.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;

use crate::domain::id::{AccountId, TenantId};
use crate::platform::db::MultiBackend;
use crate::platform::db::schema::absences;

/// Days on which an officer is away, the first and the last included.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = absences)]
#[diesel(check_for_backend(MultiBackend))]
pub struct Absence {
    pub tenant_id: TenantId,
    pub id: String,
    pub account_id: AccountId,
    pub from_on: NaiveDate,
    pub to_on: NaiveDate,
    /// Who stands in; nobody: new cases wait in the office's queue.
    pub substitute_id: Option<AccountId>,
    pub created_at: NaiveDateTime,
    /// Name of who recorded it.
    pub created_by: String,
}
