//! A last day as officers read it: how far it is, and how urgent.

use chrono::NaiveDate;
use serde_json::{Value, json};

use crate::domain::case::Case;

/// Days before the end in which a term is near.
const SOON: i64 = 7;

/// `{ on, tone, label }`, or null for a case without a date or closed.
pub(super) fn due(case: &Case, today: NaiveDate) -> Value {
    let Some(on) = case.due_on.filter(|_| case.phase != "closed") else { return Value::Null };
    let days = (on - today).num_days();
    let waiting = case.phase == "waiting" && days >= 0;
    let tone = match days {
        _ if waiting => "suspended",
        ..0 => "late",
        0..=SOON => "soon",
        _ => "ok",
    };
    let label = if waiting { format!("in attesa, {}", distance(days)) } else { distance(days) };
    json!({ "on": on, "tone": tone, "label": label })
}

/// "scaduta ieri", "scade oggi", "tra 28 giorni".
fn distance(days: i64) -> String {
    match days {
        ..-1 => format!("scaduta da {} giorni", -days),
        -1 => "scaduta ieri".to_owned(),
        0 => "scade oggi".to_owned(),
        1 => "scade domani".to_owned(),
        _ => format!("tra {days} giorni"),
    }
}
