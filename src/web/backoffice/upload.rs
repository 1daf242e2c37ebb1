//! The signed document of an act, as the office uploads it.

use actix_web::web::Data;
use serde_json::Value;

use crate::app::App;
use crate::domain::Scope;
use crate::domain::file::{self, File, FileRole, Holder};
use crate::domain::id::{CaseId, FileId};
use crate::engine::signature::Report;
use crate::engine::signature::report::Verdict;
use crate::platform::db::Json;
use crate::platform::store::{Family, Stored};
use crate::web::error::PageError;
use crate::web::judge::{self, Expectation};
use crate::web::transfer::Uploaded;

/// Name of the form's field.
pub(super) const FIELD: &str = "_file:atto";

/// The uploaded act as a file of the case; the inner error says in Italian why it cannot be used.
pub(super) async fn signed_act(
    app: &Data<App>,
    scope: &Scope,
    case: &CaseId,
    owner: &str,
    slot: &str,
    uploaded: &Uploaded,
) -> Result<Result<File, String>, PageError> {
    let stored = &uploaded.stored;
    if !matches!(stored.kind.family, Family::Pdf | Family::Signed) {
        return Ok(Err(
            "Il file dell’atto deve essere un PDF firmato o un P7M: caricane un altro.".to_owned(),
        ));
    }
    let report = judge::judge(app, &stored.key, Expectation::default()).await?;
    if report.signatures.is_empty() || report.verdict >= Verdict::TotalFailed {
        return Ok(Err(format!(
            "La firma dell’atto non va bene: {} Firma di nuovo il documento e caricalo.",
            report.summary
        )));
    }
    Ok(Ok(act_file(scope, case, owner, slot, stored, Some(&report))))
}

/// The row of an act's document.
pub(super) fn act_file(
    scope: &Scope,
    case: &CaseId,
    owner: &str,
    slot: &str,
    stored: &Stored,
    report: Option<&Report>,
) -> File {
    let holder = Holder::case(case);
    let inner = (stored.kind.family == Family::Signed).then_some("application/pdf");
    File {
        tenant_id: scope.tenant_id.clone(),
        id: FileId::new(scope.ids.id()),
        holder_kind: holder.kind,
        holder_id: holder.id,
        slot: slot.to_owned(),
        role: FileRole::Act,
        name: file::file_name(slot, 1, stored.kind.mime, inner),
        media_type: stored.kind.mime.to_owned(),
        bytes: i64::try_from(stored.size).unwrap_or(i64::MAX),
        sha256: stored.sha256.clone(),
        store_key: stored.key.as_str().to_owned(),
        verdict: report.map(|r| r.verdict.code().to_owned()).unwrap_or_default(),
        report: report.and_then(|r| serde_json::to_value(r).ok()).map(Json::<Value>),
        created_at: scope.at,
        created_by: owner.to_owned(),
    }
}
