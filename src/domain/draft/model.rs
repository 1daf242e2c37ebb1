//! Rows of drafts.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use serde_json::Value;

use crate::domain::id::{DraftId, PersonId, TenantId};
use crate::platform::db::schema::drafts;
use crate::platform::db::{Json, MultiBackend};
use crate::text_enum;

text_enum! {
    /// Where a draft is.
    DraftState {
        /// Being filled.
        Open = "open",
        /// Its documents are generated and wait for signatures; editing takes it back to `Open`.
        Sealed = "sealed",
        /// It became a case.
        Submitted = "submitted",
    }
}

/// A form being filled by one person.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = drafts)]
#[diesel(check_for_backend(MultiBackend))]
pub struct Draft {
    pub tenant_id: TenantId,
    pub id: DraftId,
    pub person_id: PersonId,
    pub procedure_code: String,
    pub procedure_hash: String,
    pub form_hash: String,
    pub state: DraftState,
    /// The step the person was on.
    pub step: String,
    pub subject: String,
    /// Everything typed, hidden and unparsable values included.
    pub data: Json<Value>,
    /// Grows with every save; a page that carries an older one is told.
    pub version: i64,
    /// When and from which data the documents were generated.
    pub seal: Option<Json<Value>>,
    /// Idempotency key of the submission.
    pub submit_key: String,
    pub case_id: Option<String>,
    /// How many expiry notices were sent.
    pub notices: i32,
    pub created_at: NaiveDateTime,
    pub updated_at: NaiveDateTime,
    pub expires_at: NaiveDateTime,
}
