//! What was found out later about the signatures of a case's files.

use serde_json::json;

use super::history::{self, Entry};
use super::model::Actor;
use super::queries;
use crate::domain::Scope;
use crate::domain::id::CaseId;
use crate::platform::db::{AnyConnection, DatabaseError};

/// Writes the new verdict on a file into the history; one that is no pass is news for the office.
pub fn tell_verdict(
    c: &mut AnyConnection,
    scope: &Scope,
    id: &CaseId,
    file: &str,
    summary: &str,
    passed: bool,
) -> Result<(), DatabaseError> {
    let Some(case) = queries::find(c, &scope.tenant_id, id)? else { return Ok(()) };
    let actor = Actor::system();
    let title = format!("Firma di «{file}» verificata di nuovo: {summary}");
    let entry = Entry {
        action: "verifica_firma",
        title: &title,
        public: false,
        from: &case.state,
        to: &case.state,
        payload: json!({ "file": file, "passed": passed }),
    };
    history::append(c, scope, &case, &actor, entry)?;
    if !passed {
        queries::set_news(c, &scope.tenant_id, id)?;
    }
    Ok(())
}
