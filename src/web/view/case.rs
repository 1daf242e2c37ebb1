//! A case's head, its deadlines and its messages.

use std::sync::Arc;

use serde_json::{Value, json};

use super::instant;
use crate::base::clock::civil;
use crate::domain::Scope;
use crate::domain::case::{Case, Loaded, Term};
use crate::domain::catalogue::Catalogue;
use crate::domain::draft;
use crate::domain::identity::Person;
use crate::domain::message::Message;
use crate::engine::form::{CodeLists, Evaluation, Facts, Form};
use crate::engine::terms::ClockState;
use crate::web::here::Here;

/// Number, protocol, office, last day.
pub(in crate::web) fn case_head(
    catalogue: &Catalogue,
    here: &Here,
    case: &Case,
    email: Option<&str>,
) -> Value {
    let protocol = case
        .protocol_number
        .as_ref()
        .map(|number| json!({ "number": number, "at": case.protocol_at.map(instant) }));
    let due = case.due_on.map(|on| json!({ "on": on, "explain": case.due_text }));
    let url = format!("/pratiche/{}", case.id);
    json!({
        "id": case.id,
        "number": number(case),
        "protocol": protocol,
        "title": case.procedure_title,
        "subject": case.subject,
        "submitted_at": instant(case.submitted_at),
        "office": here.tenant.office_name(&case.office),
        "manager": case.assignee_name,
        "due": due,
        "email": email,
        "receipt_url": format!("{url}/ricevuta.pdf"),
        "url": url,
        "applicant": case.presenter,
        "version": case.version,
        "state": { "label": state_label(catalogue, case), "tone": state_tone(case), "explain": case.public_state },
    })
}

/// What people call the case: its protocol number, or a short code while it waits for one.
pub(in crate::web) fn number(case: &Case) -> String {
    let id = case.id.as_str();
    let short = id.get(id.len().saturating_sub(8)..).unwrap_or(id);
    case.protocol_number.clone().unwrap_or_else(|| short.to_uppercase())
}

/// The state in few words; in the sentence for the public where today's workflow no longer has it.
pub(in crate::web) fn state_label<'a>(catalogue: &'a Catalogue, case: &'a Case) -> &'a str {
    catalogue.state_title(&case.procedure_code, &case.state).unwrap_or(&case.public_state)
}

/// Colour family of a state; the words always say the same.
pub(in crate::web) fn state_tone(case: &Case) -> &'static str {
    match (case.phase.as_str(), case.outcome.as_str(), case.turn.as_str()) {
        ("closed", "positive", _) => "good",
        ("closed", "negative", _) => "bad",
        ("closed", ..) => "neutral",
        (_, _, "citizen") => "waiting",
        _ => "active",
    }
}

/// Terms with their dates in words.
pub(in crate::web) fn deadline_list(terms: &[Term]) -> Vec<Value> {
    terms
        .iter()
        .map(|term| {
            json!({
                "label": term.title,
                "on": term.deadline.date,
                "explain": term.deadline.text,
                "state": clock(term),
                "source": term.source,
            })
        })
        .collect()
}

fn clock(term: &Term) -> &'static str {
    match term.deadline.state {
        ClockState::Suspended | ClockState::Interrupted => "suspended",
        ClockState::Fulfilled if !term.deadline.late => "met",
        ClockState::Stopped => "met",
        ClockState::Expired | ClockState::Fulfilled => "missed",
        ClockState::Running | ClockState::NotStarted => "running",
    }
}

/// The conversation, from the point of view of one side.
pub(in crate::web) fn message_list(messages: &[Message], office_side: bool) -> Vec<Value> {
    messages
        .iter()
        .map(|m| {
            json!({
                "id": m.id,
                "at": instant(m.at),
                "text": m.body,
                "mine": m.from_office == office_side,
                "read_at": m.read_at.map(instant),
                "files": [],
                "from": m.author_name,
            })
        })
        .collect()
}

/// A case's answers, as the engine sees them today (nothing is validated again; titles and labels come with it).
pub(in crate::web) fn evaluate_case(
    scope: &Scope,
    form: &Form,
    lists: &Arc<CodeLists>,
    loaded: &Loaded,
    person: Option<&Person>,
) -> Evaluation {
    let user = person.map_or(Value::Null, draft::user_facts);
    form.evaluate(&Facts {
        data: &loaded.body.data.0,
        user: &user,
        param: &loaded.body.parameters.0,
        lookup: &Value::Null,
        attached: &[],
        lists,
        today: civil(loaded.case.submitted_at).date().min(scope.today),
    })
}

/// Title of an act by the code of its template: `esito-negativo` → "Esito negativo".
pub(in crate::web) fn act_title(code: &str) -> String {
    let words = code.replace(['-', '_'], " ");
    let mut letters = words.chars();
    letters.next().map(|c| c.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
