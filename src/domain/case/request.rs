//! Requests to the citizen: precise things asked, a term to answer, the answer.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;
use serde_json::{Value, json};

use super::error::ActError;
use super::model::Actor;
use super::situation::Loaded;
use crate::domain::Scope;
use crate::domain::id::{CaseId, TenantId};
use crate::engine::terms::reckon;
use crate::engine::workflow::Scene;
use crate::platform::db::schema::requests;
use crate::platform::db::{AnyConnection, DatabaseError, Json, MultiBackend};
use crate::text_enum;

text_enum! {
    /// Where a request is.
    RequestState { Open = "open", Answered = "answered" }
}

/// One request.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = requests)]
#[diesel(check_for_backend(MultiBackend))]
pub struct Request {
    pub tenant_id: TenantId,
    pub id: String,
    pub case_id: CaseId,
    /// What kind: `integrazione`, `regolarizzazione`, `conformazione`…
    pub action: String,
    /// The citizen's action that answers it; empty until it is known.
    pub answer_action: String,
    pub title: String,
    pub body: String,
    /// The things asked: texts, or objects with `title`.
    pub items: Json<Value>,
    pub state: RequestState,
    pub due_on: Option<NaiveDate>,
    pub answer: Json<Value>,
    pub created_at: NaiveDateTime,
    pub created_by: String,
    pub answered_at: Option<NaiveDateTime>,
}

/// Opens a request as the workflow's effect says.
pub(super) fn open(
    c: &mut AnyConnection,
    scope: &Scope,
    loaded: &Loaded,
    actor: &Actor,
    kind: &str,
    items: &Value,
    due: Option<&str>,
) -> Result<(), DatabaseError> {
    let row = Request {
        tenant_id: scope.tenant_id.clone(),
        id: scope.ids.id(),
        case_id: loaded.case.id.clone(),
        action: kind.to_owned(),
        answer_action: String::new(),
        title: loaded.case.public_state.clone(),
        body: String::new(),
        items: Json(items.clone()),
        state: RequestState::Open,
        due_on: due.and_then(|term| due_date(scope, loaded, term)),
        answer: Json(json!({})),
        created_at: scope.at,
        created_by: actor.name.clone(),
        answered_at: None,
    };
    diesel::insert_into(requests::table).values(&row).execute(c)?;
    Ok(())
}

fn due_date(scope: &Scope, loaded: &Loaded, term: &str) -> Option<NaiveDate> {
    let situation = loaded.situation(scope.today);
    let scene = Scene::new(&loaded.workflow, &situation, &Value::Null);
    let term_spec = scene.term(term)?;
    let events = situation.standing.clocks.get(term)?;
    reckon(term_spec, events, &loaded.calendar, scope.today).date
}

/// Every request of a case, oldest first.
pub fn requests_of(
    c: &mut AnyConnection,
    tenant: &TenantId,
    case: &CaseId,
) -> QueryResult<Vec<Request>> {
    requests::table
        .filter(requests::tenant_id.eq(tenant))
        .filter(requests::case_id.eq(case))
        .order((requests::created_at, requests::id))
        .select(Request::as_select())
        .load(c)
}

/// The requests that wait for an answer, of several cases at once.
pub fn open_requests(
    c: &mut AnyConnection,
    tenant: &TenantId,
    cases: &[CaseId],
) -> QueryResult<Vec<Request>> {
    requests::table
        .filter(requests::tenant_id.eq(tenant))
        .filter(requests::case_id.eq_any(cases.to_vec()))
        .filter(requests::state.eq(RequestState::Open))
        .order((requests::due_on, requests::id))
        .select(Request::as_select())
        .load(c)
}

/// Closes a request with its answer.
pub fn answer_request(
    c: &mut AnyConnection,
    scope: &Scope,
    request: &Request,
    answer: Value,
) -> Result<(), ActError> {
    let changed = diesel::update(
        requests::table
            .filter(requests::tenant_id.eq(&scope.tenant_id))
            .filter(requests::id.eq(&request.id))
            .filter(requests::state.eq(RequestState::Open)),
    )
    .set((
        requests::state.eq(RequestState::Answered),
        requests::answer.eq(Json(answer)),
        requests::answered_at.eq(scope.at),
    ))
    .execute(c)?;
    if changed == 1 { Ok(()) } else { Err(ActError::Overtaken) }
}
