//! Rows of the log.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::domain::id::{AccountId, CaseId, TenantId};
use crate::platform::db::MultiBackend;
use crate::platform::db::schema::accesses;
use crate::text_enum;

text_enum! {
    /// What was looked at.
    What {
        /// The case's page.
        Case = "case",
        /// Its history.
        History = "history",
        /// A file.
        File = "file",
        /// Its answers beside those of another.
        Comparison = "comparison",
        /// A list was made into a file.
        Export = "export",
        /// Cases were searched by words.
        Search = "search",
    }
}

/// Somebody looked at something.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = accesses)]
#[diesel(check_for_backend(MultiBackend))]
pub struct Access {
    pub tenant_id: TenantId,
    pub id: String,
    pub at: NaiveDateTime,
    pub account_id: AccountId,
    pub account_name: String,
    /// Office of the case; a search or an export has a row for each office it reads.
    pub office: String,
    pub case_id: Option<CaseId>,
    pub what: What,
    /// Name of the file, words of the search, format of the export.
    pub detail: String,
}
