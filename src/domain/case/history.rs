//! The append-only history of a case: each entry carries the hash of the one before, so that nothing can be changed,
//! removed or inserted unseen.

use diesel::result::QueryResult;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::model::{Actor, Case, Event};
use super::queries;
use crate::domain::Scope;
use crate::domain::id::{CaseId, TenantId};
use crate::platform::db::{AnyConnection, Json};

/// What the first entry has before it.
const GENESIS: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// An entry to be written.
pub(super) struct Entry<'a> {
    pub action: &'a str,
    pub title: &'a str,
    pub public: bool,
    pub from: &'a str,
    pub to: &'a str,
    pub payload: Value,
}

/// Appends an entry.
pub(super) fn append(
    c: &mut AnyConnection,
    scope: &Scope,
    case: &Case,
    actor: &Actor,
    entry: Entry<'_>,
) -> QueryResult<Event> {
    let last = queries::last_event(c, &scope.tenant_id, &case.id)?;
    let (seq, previous) = last.map_or((1, GENESIS.to_owned()), |(seq, hash)| (seq + 1, hash));
    let mut event = Event {
        tenant_id: scope.tenant_id.clone(),
        case_id: case.id.clone(),
        seq,
        at: scope.at,
        actor_kind: actor.kind,
        actor_id: actor.id.clone(),
        actor_name: actor.name.clone(),
        action: entry.action.to_owned(),
        title: entry.title.to_owned(),
        public: entry.public,
        from_state: entry.from.to_owned(),
        to_state: entry.to.to_owned(),
        payload: Json(entry.payload),
        previous_hash: previous,
        hash: String::new(),
    };
    event.hash = digest(&event);
    queries::insert_event(c, &event)?;
    Ok(event)
}

/// SHA-256 over the canonical form of everything in the entry but its own hash.
fn digest(event: &Event) -> String {
    let fields = json!([
        event.tenant_id,
        event.case_id,
        event.seq,
        event.at.and_utc().timestamp_micros(),
        event.actor_kind,
        event.actor_id,
        event.actor_name,
        event.action,
        event.title,
        event.public,
        event.from_state,
        event.to_state,
        canonical(&event.payload.0),
        event.previous_hash,
    ]);
    hex::encode(Sha256::digest(fields.to_string().as_bytes()))
}

/// The same value with the members of every object in order of name.
fn canonical(value: &Value) -> Value {
    match value {
        Value::Object(members) => {
            let mut sorted: Vec<_> = members.iter().collect();
            sorted.sort_by_key(|(name, _)| name.as_str());
            Value::Object(sorted.into_iter().map(|(n, v)| (n.clone(), canonical(v))).collect())
        }
        Value::Array(items) => Value::Array(items.iter().map(canonical).collect()),
        other => other.clone(),
    }
}

/// The result of verifying a history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verified {
    /// Every link holds; the last hash.
    Intact { entries: usize, last: String },
    /// The first entry that does not hold, and why.
    Broken { seq: i64, reason: &'static str },
}

/// Proves the history of one case.
pub fn verify_history(
    c: &mut AnyConnection,
    tenant: &TenantId,
    case: &CaseId,
) -> QueryResult<Verified> {
    let events = queries::events_of(c, tenant, case)?;
    let mut previous = GENESIS.to_owned();
    for (index, event) in events.iter().enumerate() {
        let broken = |reason| Verified::Broken { seq: event.seq, reason };
        if event.seq != index as i64 + 1 {
            return Ok(broken("an entry is missing"));
        }
        if event.previous_hash != previous {
            return Ok(broken("the entry does not follow the one before"));
        }
        if digest(event) != event.hash {
            return Ok(broken("the entry was changed"));
        }
        previous.clone_from(&event.hash);
    }
    if events.is_empty() {
        return Ok(Verified::Broken { seq: 0, reason: "the case has no history" });
    }
    Ok(Verified::Intact { entries: events.len(), last: previous })
}
