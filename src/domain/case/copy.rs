//! Cases like another, many at once: for the demo and for measuring with a full database.

use super::error::ActError;
use super::history::{self, Entry};
use super::model::Actor;
use super::{queries, register, search};
use crate::domain::Scope;
use crate::domain::id::CaseId;
use crate::gateway::register::Register;
use crate::platform::db::AnyConnection;

/// Registers a case equal to `id` under a new number, `days` later or earlier; its history begins with the copy.
///
/// # Errors
/// A case that is not there, or the database's.
pub fn copy(
    c: &mut AnyConnection,
    scope: &Scope,
    register: &dyn Register,
    id: &CaseId,
    days: i64,
) -> Result<CaseId, ActError> {
    let mut case = queries::find(c, &scope.tenant_id, id)?.ok_or(ActError::NotFound)?;
    let mut body = queries::body(c, &scope.tenant_id, id)?;
    let mut parties = queries::parties_of(c, &scope.tenant_id, id)?;
    let by = chrono::Duration::days(days);
    case.id = CaseId::new(scope.ids.id());
    case.draft_id = case.id.as_str().to_owned();
    body.case_id = case.id.clone();
    for party in &mut parties {
        party.case_id = case.id.clone();
    }
    case.submitted_at += by;
    case.updated_at += by;
    for day in [&mut case.due_on, &mut case.timer_on].into_iter().flatten() {
        *day += by;
    }
    if case.due_on.is_some() {
        case.sort_due += by;
    }
    // Its parties find it in their area like their others; nobody is written to.
    register::incoming(c, scope, register, &mut case, "")?;
    let text = search::text_of(&case, &parties, &body.data.0);
    queries::insert(c, &case, &body, &parties, &text)?;
    let entry = Entry {
        action: "copia",
        title: "Copia dimostrativa",
        public: false,
        from: "",
        to: &case.state,
        payload: serde_json::json!({ "of": id }),
    };
    history::append(c, scope, &case, &Actor::system(), entry)?;
    Ok(case.id)
}
