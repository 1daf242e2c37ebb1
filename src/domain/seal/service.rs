//! Keeping what was sealed.

use serde_json::json;

use super::model::{RequiredSigner, SealedDocument};
use super::queries;
use crate::domain::Scope;
use crate::domain::draft::{self, Draft, DraftError};
use crate::domain::file::{self, File, Holder};
use crate::engine::form::DocumentPlan;
use crate::platform::db::{AnyConnection, Json};

/// A document with its bytes already in the store.
pub struct NewDocument {
    pub plan: DocumentPlan,
    pub file: File,
}

/// Replaces the sealed documents of a draft and marks it sealed over `data_sha256`.
pub fn replace(
    c: &mut AnyConnection,
    scope: &Scope,
    draft: Draft,
    documents: &[NewDocument],
    data_sha256: &str,
) -> Result<Draft, DraftError> {
    let holder = Holder::draft(&draft.id);
    queries::discard(c, &scope.tenant_id, &holder)?;
    for (position, document) in (0..).zip(documents) {
        file::insert(c, &document.file)?;
        queries::insert(c, &row(scope, &holder, position, document))?;
    }
    let seal = json!({ "data_sha256": data_sha256, "at": scope.at.and_utc().to_rfc3339() });
    draft::mark_sealed(c, scope, draft, seal)
}

fn row(scope: &Scope, holder: &Holder, position: i32, document: &NewDocument) -> SealedDocument {
    let plan = &document.plan;
    let signers: Vec<RequiredSigner> = plan
        .signers
        .iter()
        .map(|s| RequiredSigner {
            role: s.role.clone(),
            role_label: s.role_label.clone(),
            name: s.name.clone(),
            fiscal_code: s.fiscal_code.clone(),
        })
        .collect();
    SealedDocument {
        tenant_id: scope.tenant_id.clone(),
        id: scope.ids.id(),
        holder_kind: holder.kind,
        holder_id: holder.id.clone(),
        position,
        code: plan.code.clone(),
        title: plan.title.clone(),
        signature: plan.signature.clone(),
        missing: Json(signers.clone()),
        signers: Json(signers),
        file_id: document.file.id.clone(),
        signed_file_id: None,
        created_at: scope.at,
    }
}
