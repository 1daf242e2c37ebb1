//! A case in a list of the office.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::due::due;
use crate::base::clock::civil;
use crate::domain::case::Case;
use crate::domain::catalogue::Catalogue;
use crate::domain::id::CaseId;
use crate::domain::label::Label;
use crate::web::view::{number, state_label, state_tone};
use crate::web::visitor::Officer;

/// Address of a case's page, below the tenant's prefix.
pub(super) fn case_path(id: &CaseId) -> String {
    format!("/ufficio/pratiche/{id}")
}

/// "Novità" where there is some, then the labels.
fn marks(case: &Case, labels: &[(CaseId, Label)]) -> Vec<Value> {
    let news = case.news && case.phase != "closed";
    let new = news.then(|| json!({ "label": "Novità", "tone": "neutral" }));
    let own = labels.iter().filter(|(id, _)| *id == case.id);
    new.into_iter().chain(own.map(|(_, l)| json!({ "label": l.title, "tone": l.tone }))).collect()
}

/// A row of the queue. `unread` is how many messages of the citizen wait.
pub(super) fn row(
    catalogue: &Catalogue,
    case: &Case,
    officer: &Officer,
    today: NaiveDate,
    unread: i64,
    labels: &[(CaseId, Label)],
) -> Value {
    let own = case.assignee_id.as_ref() == Some(&officer.account.id);
    let subject = (!case.subject.is_empty()).then_some(case.subject.as_str());
    json!({
        "id": case.id,
        "number": number(case),
        "protocol": case.protocol_number,
        "title": case.procedure_title,
        "subject": subject,
        "applicant": case.presenter,
        "state": { "label": state_label(catalogue, case), "tone": state_tone(case) },
        "due": due(case, today),
        "assignee": case.assignee_name,
        "mine": own && case.turn == "office",
        "labels": marks(case, labels),
        "unread": unread,
        "received_on": civil(case.submitted_at).date(),
        "url": case_path(&case.id),
    })
}
