//! Rows of files.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use serde_json::Value;

use crate::domain::id::{CaseId, DraftId, FileId, TenantId};
use crate::platform::db::schema::files;
use crate::platform::db::{Json, MultiBackend};
use crate::text_enum;

text_enum! {
    /// What holds a file.
    HolderKind { Draft = "draft", Case = "case", Prepared = "prepared", Register = "register" }
}

text_enum! {
    /// Why a file is there.
    FileRole {
        /// Answers a slot of the form's checklist.
        Attachment = "attachment",
        /// Generated from the data, to be signed.
        Sealed = "sealed",
        /// A sealed document with its signatures.
        Signed = "signed",
        /// The receipt of submission.
        Receipt = "receipt",
        /// An act of the office.
        Act = "act",
        /// Answers a request for integration.
        Integration = "integration",
        /// The protocol register of a day.
        Register = "register",
    }
}

/// Who holds a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    pub kind: HolderKind,
    pub id: String,
}

impl Holder {
    /// A draft.
    pub fn draft(id: &DraftId) -> Self {
        Self { kind: HolderKind::Draft, id: id.as_str().to_owned() }
    }

    /// The acts of a case that were made to be signed and are not adopted yet.
    pub fn prepared(id: &CaseId) -> Self {
        Self { kind: HolderKind::Prepared, id: id.as_str().to_owned() }
    }

    /// The protocol register of a civil day.
    pub fn register(day: chrono::NaiveDate) -> Self {
        Self { kind: HolderKind::Register, id: day.to_string() }
    }

    /// A case.
    pub fn case(id: &CaseId) -> Self {
        Self { kind: HolderKind::Case, id: id.as_str().to_owned() }
    }
}

/// One file.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = files)]
#[diesel(check_for_backend(MultiBackend))]
pub struct File {
    pub tenant_id: TenantId,
    pub id: FileId,
    pub holder_kind: HolderKind,
    pub holder_id: String,
    /// Key of the checklist slot, code of the document, or act.
    pub slot: String,
    pub role: FileRole,
    pub name: String,
    pub media_type: String,
    pub bytes: i64,
    /// Lower-case hex.
    pub sha256: String,
    pub store_key: String,
    /// Verdict of its signatures; empty if it bears none.
    pub verdict: String,
    /// The signature report.
    pub report: Option<Json<Value>>,
    pub created_at: NaiveDateTime,
    pub created_by: String,
}
