//! Making labels and giving them to cases.

use super::error::LabelError;
use super::model::{Label, TONES};
use super::queries;
use crate::domain::Scope;
use crate::domain::id::CaseId;
use crate::platform::db::AnyConnection;

/// Longest title, in characters.
pub const LONGEST: usize = 40;

/// A new label of an office.
pub fn create(
    c: &mut AnyConnection,
    scope: &Scope,
    office: &str,
    title: &str,
    tone: &str,
) -> Result<Label, LabelError> {
    let title: String = title.trim().chars().take(LONGEST).collect();
    if title.is_empty() {
        return Err(LabelError::Empty);
    }
    if queries::of_title(c, &scope.tenant_id, office, &title)?.is_some() {
        return Err(LabelError::Known);
    }
    let known = TONES.iter().find(|(code, _)| *code == tone).map_or("neutral", |(code, _)| code);
    let row = Label {
        tenant_id: scope.tenant_id.clone(),
        id: scope.ids.id(),
        office: office.to_owned(),
        title,
        tone: known.to_owned(),
        created_at: scope.at,
    };
    queries::insert(c, &row)?;
    Ok(row)
}

/// Puts a label on a case of `office`, whose label it must be; `false` if the case has it.
pub fn attach(
    c: &mut AnyConnection,
    scope: &Scope,
    office: &str,
    case: &CaseId,
    label: &str,
) -> Result<bool, LabelError> {
    let found = queries::find(c, &scope.tenant_id, label)?.filter(|l| l.office == office);
    let label = found.ok_or(LabelError::NotFound)?;
    Ok(queries::wear(c, &scope.tenant_id, case, &label.id)?)
}
