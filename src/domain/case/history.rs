//! The append-only history of a case: each entry carries the hash of the one before, so that nothing can be changed,
//! removed or inserted unseen.

use diesel::result::QueryResult;
use serde_json::{Value, json};

use super::model::{Actor, Case, Event};
use super::queries;
use crate::domain::Scope;
use crate::domain::id::{CaseId, TenantId};
use crate::platform::audit::{self, Break, GENESIS, Link};
use crate::platform::db::{AnyConnection, Json};

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
    event.hash = audit::link(&event.previous_hash, &link_of(&event).fields);
    queries::insert_event(c, &event)?;
    Ok(event)
}

/// The entry as a link of the chain: everything in it but the two hashes is covered.
fn link_of(event: &Event) -> Link {
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
        event.payload.0,
    ]);
    Link { seq: event.seq, fields, previous: event.previous_hash.clone(), hash: event.hash.clone() }
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
    if events.is_empty() {
        return Ok(Verified::Broken { seq: 0, reason: "the case has no history" });
    }
    Ok(match audit::verify(events.iter().map(link_of)) {
        Ok(last) => Verified::Intact { entries: events.len(), last },
        Err(Break::Gap { found, .. }) => {
            Verified::Broken { seq: found, reason: "an entry is missing" }
        }
        Err(Break::Torn(seq)) => {
            Verified::Broken { seq, reason: "the entry does not follow the one before" }
        }
        Err(Break::Changed(seq)) => Verified::Broken { seq, reason: "the entry was changed" },
    })
}
