//! A case in a list of the office.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::due::due;
use crate::base::clock::civil;
use crate::domain::case::Case;
use crate::domain::catalogue::{Catalogue, Procedure, WorkflowChoice};
use crate::domain::id::CaseId;
use crate::engine::workflow::Workflow;
use crate::web::view::{number, state_tone};
use crate::web::visitor::Officer;

/// Address of a case's page, below the tenant's prefix.
pub(super) fn case_path(id: &CaseId) -> String {
    format!("/ufficio/pratiche/{id}")
}

/// A row of the queue. `unread` is how many messages of the citizen wait.
pub(super) fn row(
    catalogue: &Catalogue,
    case: &Case,
    officer: &Officer,
    today: NaiveDate,
    unread: i64,
) -> Value {
    let own = case.assignee_id.as_ref() == Some(&officer.account.id);
    let subject = (!case.subject.is_empty()).then_some(case.subject.as_str());
    let news = case.news && case.phase != "closed";
    json!({
        "number": number(case),
        "protocol": case.protocol_number,
        "title": case.procedure_title,
        "subject": subject,
        "applicant": case.presenter,
        "state": { "label": state_title(catalogue, case), "tone": state_tone(case) },
        "due": due(case, today),
        "assignee": case.assignee_name,
        "mine": own && case.turn == "office",
        "labels": if news { vec!["Novità"] } else { Vec::new() },
        "unread": unread,
        "received_on": civil(case.submitted_at).date(),
        "url": case_path(&case.id),
    })
}

/// The state in the office's words: those of today's workflow of the procedure; the citizen's if it is gone.
fn state_title(catalogue: &Catalogue, case: &Case) -> String {
    catalogue
        .procedure(&case.procedure_code)
        .and_then(|p| workflows_of(catalogue, p).find_map(|w| w.state(&case.state)))
        .map_or_else(|| case.public_state.clone(), |state| state.title.clone())
}

/// Every workflow that a procedure can lead to.
pub(super) fn workflows_of<'a>(
    catalogue: &'a Catalogue,
    procedure: &'a Procedure,
) -> impl Iterator<Item = &'a Workflow> {
    let codes: Vec<&str> = match &procedure.workflow {
        WorkflowChoice::Fixed(code) => vec![code],
        WorkflowChoice::Choice { choose, default } => {
            choose.iter().map(|rule| rule.workflow.as_str()).chain([default.as_str()]).collect()
        }
    };
    codes.into_iter().filter_map(|code| catalogue.workflow(code)).map(std::convert::AsRef::as_ref)
}
