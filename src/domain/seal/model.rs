//! Rows of sealed documents.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};

use crate::domain::file::HolderKind;
use crate::domain::id::{FileId, TenantId};
use crate::platform::db::schema::sealed_documents;
use crate::platform::db::{Json, MultiBackend};

/// A person who must sign a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequiredSigner {
    pub role: String,
    pub role_label: String,
    pub name: String,
    pub fiscal_code: String,
}

/// A document generated from the data, with the bytes that must be signed.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = sealed_documents)]
#[diesel(check_for_backend(MultiBackend))]
pub struct SealedDocument {
    pub tenant_id: TenantId,
    pub id: String,
    pub holder_kind: HolderKind,
    pub holder_id: String,
    pub position: i32,
    pub code: String,
    pub title: String,
    /// `qualified`, `authenticated` or `none`.
    pub signature: String,
    pub signers: Json<Vec<RequiredSigner>>,
    pub file_id: FileId,
    pub signed_file_id: Option<FileId>,
    /// Who has not signed yet.
    pub missing: Json<Vec<RequiredSigner>>,
    pub created_at: NaiveDateTime,
}

impl SealedDocument {
    /// Whether nothing more must be signed.
    pub fn is_complete(&self) -> bool {
        self.signature != "qualified" || self.signed_file_id.is_some() && self.missing.0.is_empty()
    }
}
