//! Rows of labels.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::domain::id::{CaseId, TenantId};
use crate::platform::db::MultiBackend;
use crate::platform::db::schema::{case_labels, labels};

/// The colours a label can have, as the pages name them, with their Italian names.
pub const TONES: [(&str, &str); 5] = [
    ("neutral", "Grigio"),
    ("active", "Blu"),
    ("waiting", "Giallo"),
    ("good", "Verde"),
    ("bad", "Rosso"),
];

/// A label of an office.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = labels)]
#[diesel(check_for_backend(MultiBackend))]
pub struct Label {
    pub tenant_id: TenantId,
    pub id: String,
    /// The office that invented it.
    pub office: String,
    pub title: String,
    /// One of [`TONES`].
    pub tone: String,
    pub created_at: NaiveDateTime,
}

/// A case with a label on it.
#[allow(clippy::struct_field_names, reason = "the names of the columns")]
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = case_labels)]
pub(super) struct Worn<'a> {
    pub tenant_id: &'a TenantId,
    pub case_id: &'a CaseId,
    pub label_id: &'a str,
}
