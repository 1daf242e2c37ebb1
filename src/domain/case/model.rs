//! Rows of cases, their parties and their history.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;
use serde_json::Value;

use crate::domain::id::{AccountId, CaseId, PersonId, TenantId};
use crate::engine::workflow::Standing;
use crate::platform::db::schema::{case_bodies, cases, events, parties};
use crate::platform::db::{Json, MultiBackend};
use crate::text_enum;

text_enum! {
    /// Who acted.
    ActorKind {
        /// A party, through the portal.
        Person = "person",
        /// An officer.
        Account = "account",
        /// The house itself, following the workflow.
        System = "system",
        /// The passing of time.
        Timer = "timer",
    }
}

/// The half of a case that lists read.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = cases)]
#[diesel(check_for_backend(MultiBackend))]
pub struct Case {
    pub tenant_id: TenantId,
    pub id: CaseId,
    pub draft_id: String,
    pub procedure_code: String,
    pub procedure_title: String,
    pub person_id: PersonId,
    /// Name of who submitted it.
    pub presenter: String,
    pub subject: String,
    pub state: String,
    /// `open`, `waiting` or `closed`.
    pub phase: String,
    /// Whose move it is: `citizen`, `office`, `body`, `none`.
    pub turn: String,
    /// `positive`, `negative`, `neutral` or `none`.
    pub outcome: String,
    /// The state in the citizen's words.
    pub public_state: String,
    pub office: String,
    pub assignee_id: Option<AccountId>,
    pub assignee_name: Option<String>,
    pub protocol_number: Option<String>,
    pub protocol_at: Option<NaiveDateTime>,
    pub submitted_at: NaiveDateTime,
    /// Last useful day of the main term.
    pub due_on: Option<NaiveDate>,
    /// That day, explained in one Italian line.
    pub due_text: String,
    /// When the timer must look at the case again.
    pub timer_on: Option<NaiveDate>,
    /// 0 = the office must move now; 1 = the office's turn; 2 = somebody else's; 3 = closed.
    pub priority: i32,
    /// `due_on`, or the end of time: lists are sorted by it.
    pub sort_due: NaiveDate,
    /// Something happened that no officer has looked at.
    pub news: bool,
    pub version: i64,
    pub updated_at: NaiveDateTime,
}

/// The half that only the case's own page reads.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = case_bodies)]
#[diesel(check_for_backend(MultiBackend))]
pub struct CaseBody {
    pub tenant_id: TenantId,
    pub case_id: CaseId,
    pub procedure_hash: String,
    pub form_hash: String,
    pub workflow_hash: String,
    /// Values of `param` at submission.
    pub parameters: Json<Value>,
    /// The submitted data.
    pub data: Json<Value>,
    /// What the workflow remembers: state, counts, clocks, flags.
    pub standing: Json<Standing>,
}

/// A person with a part in the case.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = parties)]
#[diesel(check_for_backend(MultiBackend))]
pub struct Party {
    pub tenant_id: TenantId,
    pub case_id: CaseId,
    pub position: i32,
    pub role: String,
    pub name: String,
    pub fiscal_code: String,
}

/// One entry of a case's history; each carries the hash of the one before.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = events)]
#[diesel(check_for_backend(MultiBackend))]
pub struct Event {
    pub tenant_id: TenantId,
    pub case_id: CaseId,
    pub seq: i64,
    pub at: NaiveDateTime,
    pub actor_kind: ActorKind,
    pub actor_id: String,
    pub actor_name: String,
    pub action: String,
    pub title: String,
    /// Whether the parties see it.
    pub public: bool,
    pub from_state: String,
    pub to_state: String,
    pub payload: Json<Value>,
    pub previous_hash: String,
    pub hash: String,
}

/// Who acts on a case.
#[derive(Debug, Clone)]
pub struct Actor {
    pub kind: ActorKind,
    pub id: String,
    pub name: String,
}

impl Actor {
    /// The house itself.
    pub fn system() -> Self {
        Self { kind: ActorKind::System, id: String::new(), name: "Sportello".to_owned() }
    }

    /// The passing of time.
    pub fn timer() -> Self {
        Self { kind: ActorKind::Timer, id: String::new(), name: "Scadenza del termine".to_owned() }
    }
}
