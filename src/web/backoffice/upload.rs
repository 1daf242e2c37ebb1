//! The signed document of an act: prepared from the act's data, signed outside, uploaded, compared with what was prepared.

use actix_web::web::Data;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::app::App;
use crate::domain::Scope;
use crate::domain::file::{self, File, FileRole, Holder};
use crate::domain::id::{CaseId, FileId};
use crate::engine::signature::Report;
use crate::engine::signature::report::Verdict;
use crate::platform::audit::canonical;
use crate::platform::db::{DatabaseError, Json};
use crate::platform::store::{Family, Stored};
use crate::web::error::PageError;
use crate::web::judge::{self, Expectation};
use crate::web::transfer::Uploaded;

/// Name of the form's field.
pub(super) const FIELD: &str = "_file:atto";

/// An act on its way to a signature.
pub(super) struct Paper<'a> {
    pub case: &'a CaseId,
    /// Code of the action.
    pub action: &'a str,
    /// The state of the case and the acts it has: both change what the document says.
    pub state: &'a str,
    pub acts: usize,
    /// What the officer typed.
    pub input: &'a Value,
    /// Who writes it.
    pub owner: &'a str,
    /// Its place among the documents of the case.
    pub slot: &'a str,
    /// Codici fiscali of those who may sign it; empty where the municipality does not say.
    pub signers: &'a [String],
}

impl Paper<'_> {
    /// Where the prepared document is found again: as long as nothing that it says has changed.
    fn place(&self) -> String {
        let said = canonical(&json!([self.action, self.state, self.acts, self.input]));
        let digest = hex::encode(Sha256::digest(said.to_string()));
        format!("{}-{}", self.action, &digest[..24])
    }
}

/// Keeps the document that is handed out to be signed.
pub(super) async fn prepare(
    app: &Data<App>,
    scope: &Scope,
    paper: &Paper<'_>,
    bytes: Vec<u8>,
) -> Result<(), PageError> {
    let stored = app.store.put_bytes(scope.tenant_id.as_str(), bytes).await;
    let stored = stored.map_err(PageError::internal)?;
    let mut row = act_file(scope, paper, &stored, None);
    let holder = Holder::prepared(paper.case);
    (row.holder_kind, row.holder_id) = (holder.kind, holder.id);
    row.slot = paper.place();
    app.database
        .write(move |c| -> Result<(), DatabaseError> {
            file::insert(c, &row)?;
            Ok(())
        })
        .await?;
    Ok(())
}

/// The documents handed out for this act as it stands now, the newest first.
async fn prepared(
    app: &Data<App>,
    scope: &Scope,
    paper: &Paper<'_>,
) -> Result<Vec<String>, PageError> {
    let (tenant, holder, place) =
        (scope.tenant_id.clone(), Holder::prepared(paper.case), paper.place());
    app.database
        .read(move |c| -> Result<Vec<String>, PageError> {
            let files = file::of_holder(c, &tenant, &holder)?;
            let ours = files.into_iter().rev().filter(|f| f.slot == place);
            Ok(ours.map(|f| f.sha256).collect())
        })
        .await
}

/// The uploaded act as a file of the case; the inner error says in Italian why it cannot be used.
pub(super) async fn signed_act(
    app: &Data<App>,
    scope: &Scope,
    paper: &Paper<'_>,
    uploaded: &Uploaded,
) -> Result<Result<File, String>, PageError> {
    let stored = &uploaded.stored;
    if !matches!(stored.kind.family, Family::Pdf | Family::Signed) {
        return Ok(Err(
            "Il file dell’atto deve essere un PDF firmato o un P7M: caricane un altro.".to_owned(),
        ));
    }
    let candidates = prepared(app, scope, paper).await?;
    if candidates.is_empty() {
        return Ok(Err(
            "Il documento non risulta preparato con questi dati: apri l’anteprima, scarica il PDF, firma quello e caricalo."
                .to_owned(),
        ));
    }
    let mut refusal = String::new();
    for sha256 in candidates {
        let level = judge::level(app, "act", paper.action);
        let expected = Expectation { content_sha256: Some(sha256), parties: Vec::new(), level };
        let report = judge::judge(app, &stored.key, expected).await?;
        match fault(&report, paper.signers) {
            None => return Ok(Ok(act_file(scope, paper, stored, Some(&report)))),
            Some(told) => refusal = told,
        }
    }
    Ok(Err(refusal))
}

/// What stands against a signed act, in words.
fn fault(report: &Report, allowed: &[String]) -> Option<String> {
    if report.signatures.is_empty() || report.verdict >= Verdict::TotalFailed {
        return Some(format!(
            "La firma dell’atto non va bene: {} Firma di nuovo il documento scaricato dall’anteprima e caricalo.",
            report.summary
        ));
    }
    let signer = |code: &String| allowed.contains(code);
    let codes = report.signatures.iter().filter_map(|s| s.signer.as_ref()?.fiscal_code.as_ref());
    (!allowed.is_empty() && !codes.into_iter().any(signer)).then(|| {
        "L’atto è firmato, ma non da chi può adottarlo: lo firma chi ne ha il ruolo in questo ufficio.".to_owned()
    })
}

/// The row of an act's document.
pub(super) fn act_file(
    scope: &Scope,
    paper: &Paper<'_>,
    stored: &Stored,
    report: Option<&Report>,
) -> File {
    let holder = Holder::case(paper.case);
    let inner = (stored.kind.family == Family::Signed).then_some("application/pdf");
    File {
        tenant_id: scope.tenant_id.clone(),
        id: FileId::new(scope.ids.id()),
        holder_kind: holder.kind,
        holder_id: holder.id,
        slot: paper.slot.to_owned(),
        role: FileRole::Act,
        name: file::file_name(paper.slot, 1, stored.kind.mime, inner),
        media_type: stored.kind.mime.to_owned(),
        bytes: i64::try_from(stored.size).unwrap_or(i64::MAX),
        sha256: stored.sha256.clone(),
        store_key: stored.key.as_str().to_owned(),
        verdict: report.map(|r| r.verdict.code().to_owned()).unwrap_or_default(),
        report: report.and_then(|r| serde_json::to_value(r).ok()).map(Json::<Value>),
        created_at: scope.at,
        created_by: paper.owner.to_owned(),
    }
}
