//! A signed upload: whose signatures it bears, and who is still missing.

use super::model::{RequiredSigner, SealedDocument};
use super::queries;
use crate::domain::Scope;
use crate::domain::draft::DraftError;
use crate::domain::file::{self, File, Holder};
use crate::engine::signature::report::{SubIndication, Verdict};
use crate::engine::signature::{Party, Report};
use crate::platform::db::AnyConnection;

/// The result of judging an upload.
#[derive(Debug, Clone)]
pub struct Judged {
    /// Whether the upload takes the place of the signed document.
    pub accepted: bool,
    /// Who has not signed yet.
    pub missing: Vec<RequiredSigner>,
}

/// The parties that the signature engine must look for.
pub fn parties(document: &SealedDocument) -> Vec<Party> {
    let signers = document.signers.0.iter();
    signers
        .map(|s| Party {
            name: s.name.clone(),
            fiscal_code: s.fiscal_code.clone(),
            role: s.role_label.clone(),
        })
        .collect()
}

/// Whether a report lets a file stand as the signed document: the content is the sealed one, no signature is broken, and every
/// certificate is trusted, valid and not known to be revoked. Only what cannot be known yet (revocation) is left to later.
fn is_acceptable(report: &Report) -> bool {
    report.integrity == Some(true)
        && match report.verdict {
            Verdict::TotalPassed => true,
            Verdict::Indeterminate => report.sub_indication == Some(SubIndication::TryLater),
            _ => false,
        }
}

/// Takes a signed upload in, or refuses it; a refused file leaves the one before where it was.
pub fn accept(
    c: &mut AnyConnection,
    scope: &Scope,
    holder: &Holder,
    document: &SealedDocument,
    upload: &File,
    report: &Report,
) -> Result<Judged, DraftError> {
    let names: Vec<&str> =
        report.missing_parties().iter().map(|p| p.fiscal_code.as_str()).collect();
    let missing: Vec<RequiredSigner> = document
        .signers
        .0
        .iter()
        .filter(|s| names.contains(&s.fiscal_code.as_str()))
        .cloned()
        .collect();
    if !is_acceptable(report) {
        return Ok(Judged { accepted: false, missing });
    }
    if let Some(old) = &document.signed_file_id {
        file::delete(c, &scope.tenant_id, holder, old)?;
    }
    file::insert(c, upload)?;
    queries::set_signed(c, &scope.tenant_id, &document.id, Some(&upload.id), &missing)?;
    Ok(Judged { accepted: true, missing })
}
