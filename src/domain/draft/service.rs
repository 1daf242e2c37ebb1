//! Use cases: start, save, discard.

use chrono::{Duration, NaiveDateTime};
use serde_json::Value;

use super::error::DraftError;
use super::model::{Draft, DraftState};
use super::queries::{self, Change};
use super::view::{Filled, Ground, ground, parameters, user_facts};
use crate::domain::Scope;
use crate::domain::catalogue::{Catalogue, Pinned, Procedure, pin};
use crate::domain::file::Holder;
use crate::domain::id::DraftId;
use crate::domain::identity::Person;
use crate::domain::seal;
use crate::engine::form::{Action, Form};
use crate::platform::db::{AnyConnection, Json};

/// The answer to "start".
pub enum Opened {
    /// A new draft.
    New(Draft),
    /// The person has drafts of this procedure already: offer them.
    Existing(Vec<Draft>),
}

/// Starts a procedure: offers the drafts there are, or makes one.
pub fn open(
    c: &mut AnyConnection,
    scope: &Scope,
    catalogue: &Catalogue,
    person: &Person,
    procedure: &str,
) -> Result<Opened, DraftError> {
    let existing = queries::of_person(c, &scope.tenant_id, &person.id, Some(procedure))?;
    if existing.is_empty() {
        open_new(c, scope, catalogue, person, procedure).map(Opened::New)
    } else {
        Ok(Opened::Existing(existing))
    }
}

/// Makes a draft, whatever others there are, with what the house already knows filled in.
pub fn open_new(
    c: &mut AnyConnection,
    scope: &Scope,
    catalogue: &Catalogue,
    person: &Person,
    procedure: &str,
) -> Result<Draft, DraftError> {
    let procedure = catalogue.offered(&scope.tenant, procedure).ok_or(DraftError::NotOffered)?;
    let form = catalogue.forms.form(&procedure.form).ok_or(DraftError::NotOffered)?;
    pin_both(c, scope, procedure, form)?;
    let param = parameters(scope, procedure);
    let user = user_facts(person);
    let lists = catalogue.lists(&scope.tenant);
    let facts = crate::engine::form::Facts {
        data: &Value::Null,
        user: &user,
        param: &param,
        lookup: &Value::Null,
        attached: &[],
        lists: &lists,
        today: scope.today,
    };
    let mut new_ids = || scope.ids.row();
    let mut data = form.prefill(&facts, &mut new_ids);
    preset(&mut data, procedure);
    let evaluation = form.evaluate(&crate::engine::form::Facts { data: &data, ..facts });
    let draft = Draft {
        tenant_id: scope.tenant_id.clone(),
        id: DraftId::new(scope.ids.id()),
        person_id: person.id.clone(),
        procedure_code: procedure.code.clone(),
        procedure_hash: procedure.hash.clone(),
        form_hash: form.hash.clone(),
        state: DraftState::Open,
        step: first_step(form),
        subject: evaluation.subject,
        data: Json(data),
        version: 1,
        seal: None,
        submit_key: scope.ids.token(),
        case_id: None,
        notices: 0,
        created_at: scope.at,
        updated_at: scope.at,
        expires_at: expiry(scope),
    };
    queries::insert(c, &draft)?;
    Ok(draft)
}

fn pin_both(
    c: &mut AnyConnection,
    scope: &Scope,
    procedure: &Procedure,
    form: &Form,
) -> Result<(), DraftError> {
    let form_source = form.source();
    let definitions = [
        Pinned {
            kind: "procedure",
            code: &procedure.code,
            version: &procedure.version,
            hash: &procedure.hash,
            body: &procedure.source,
        },
        Pinned {
            kind: "form",
            code: &form.code,
            version: &form.version,
            hash: &form.hash,
            body: &form_source,
        },
    ];
    for definition in &definitions {
        pin(c, &scope.tenant_id, definition, scope.at)?;
    }
    Ok(())
}

fn first_step(form: &Form) -> String {
    form.steps().first().map(|id| form.nodes[*id].name.clone()).unwrap_or_default()
}

/// Sets the values that the procedure fixes.
fn preset(data: &mut Value, procedure: &Procedure) {
    for (path, value) in &procedure.preset {
        let mut place = &mut *data;
        for name in path.split('.') {
            if !place.is_object() {
                *place = Value::Object(serde_json::Map::new());
            }
            place = &mut place[name];
        }
        *place = value.clone();
    }
}

fn expiry(scope: &Scope) -> NaiveDateTime {
    scope.at + Duration::days(scope.tenant.limits.draft_idle_days)
}

/// A person's own draft that is not yet a case.
pub fn own(
    c: &mut AnyConnection,
    scope: &Scope,
    person: &Person,
    id: &DraftId,
) -> Result<Draft, DraftError> {
    let draft = queries::find(c, &scope.tenant_id, id)?
        .filter(|d| d.person_id == person.id)
        .ok_or(DraftError::NotFound)?;
    match (draft.state, &draft.case_id) {
        (DraftState::Submitted, Some(case)) => Err(DraftError::Submitted(case.clone())),
        (DraftState::Submitted, None) => Err(DraftError::NotFound),
        _ => Ok(draft),
    }
}

/// What a page sends.
pub struct SaveInput<'a> {
    pub step: &'a str,
    pub pairs: &'a [(String, String)],
    /// `add:…`, `remove:…`, `up:…`, `down:…`, or anything else.
    pub action: &'a str,
    /// The version that the page was made from.
    pub version: Option<i64>,
    /// Whether the person was told that another window was faster, and saves all the same.
    pub force: bool,
}

/// The answer to "save".
pub struct Saved {
    /// The draft as it is now, evaluated.
    pub filled: Filled,
    /// Fields that the page should not have sent; nothing of them was kept.
    pub forged: usize,
}

/// Saves one step of a draft, valid or not.
pub fn save(
    c: &mut AnyConnection,
    scope: &Scope,
    catalogue: &Catalogue,
    person: &Person,
    id: &DraftId,
    input: &SaveInput<'_>,
) -> Result<Saved, DraftError> {
    let mut draft = own(c, scope, person, id)?;
    let overtaken = input.version.is_some_and(|v| v != draft.version);
    if overtaken && !input.force {
        return Err(DraftError::Overtaken);
    }
    let version = draft.version;
    let ground = ground(c, scope, catalogue, &draft, person)?;
    if ground.form.step(input.step).is_none() {
        return Err(DraftError::NoStep);
    }
    let (data, forged) = apply(scope, &ground, &draft.data.0, input);
    let unchanged = data == draft.data.0;
    if !unchanged {
        unseal(c, scope, &mut draft)?;
    }
    draft.data = Json(data);
    input.step.clone_into(&mut draft.step);
    let mut filled = ground.filled(scope, draft);
    filled.draft.subject.clone_from(&filled.evaluation.subject);
    write(c, scope, version, &mut filled.draft)?;
    Ok(Saved { filled, forged })
}

/// The data with what the page sent and its row buttons did.
fn apply(scope: &Scope, ground: &Ground, before: &Value, input: &SaveInput<'_>) -> (Value, usize) {
    let mut new_ids = || scope.ids.row();
    let attached = ground.attached();
    let facts = ground.facts(scope, before, &attached);
    let decoded = ground.form.decode(input.step, input.pairs, &facts, &mut new_ids);
    let facts = ground.facts(scope, &decoded.data, &attached);
    let action = Action::parse(input.action);
    let mut data = ground.form.act(input.step, &action, &facts, &mut new_ids);
    preset(&mut data, &ground.procedure);
    (data, decoded.forged)
}

/// Takes a sealed draft back to editing: what was signed no longer says what the data say.
fn unseal(c: &mut AnyConnection, scope: &Scope, draft: &mut Draft) -> Result<(), DraftError> {
    if draft.state == DraftState::Sealed {
        seal::discard(c, &scope.tenant_id, &Holder::draft(&draft.id))?;
        draft.state = DraftState::Open;
        draft.seal = None;
    }
    Ok(())
}

pub(super) fn write(
    c: &mut AnyConnection,
    scope: &Scope,
    version: i64,
    draft: &mut Draft,
) -> Result<(), DraftError> {
    let change = Change {
        data: &draft.data.0,
        step: &draft.step,
        subject: &draft.subject,
        state: draft.state,
        seal: draft.seal.as_ref().map(|s| s.0.clone()),
        at: scope.at,
        expires_at: expiry(scope),
    };
    if !queries::update(c, &scope.tenant_id, &draft.id, version, change)? {
        return Err(DraftError::Overtaken);
    }
    draft.version = version + 1;
    draft.updated_at = scope.at;
    draft.expires_at = expiry(scope);
    Ok(())
}

/// Attachments changed: documents that list them are no longer true. The version stays, so that open pages may go on.
pub fn unseal_draft(
    c: &mut AnyConnection,
    scope: &Scope,
    mut draft: Draft,
) -> Result<(), DraftError> {
    if draft.state == DraftState::Sealed {
        unseal(c, scope, &mut draft)?;
        let version = draft.version;
        write(c, scope, version, &mut draft)?;
    }
    Ok(())
}

/// Deletes a draft with all it holds.
pub fn discard(
    c: &mut AnyConnection,
    scope: &Scope,
    person: &Person,
    id: &DraftId,
) -> Result<(), DraftError> {
    let draft = own(c, scope, person, id)?;
    remove(c, scope, &draft)
}

pub(super) fn remove(
    c: &mut AnyConnection,
    scope: &Scope,
    draft: &Draft,
) -> Result<(), DraftError> {
    let holder = Holder::draft(&draft.id);
    seal::discard(c, &scope.tenant_id, &holder)?;
    crate::domain::file::delete_all(c, &scope.tenant_id, &holder)?;
    queries::delete(c, &scope.tenant_id, &draft.id)?;
    Ok(())
}

/// The documents of the draft are generated over these data.
pub fn mark_sealed(
    c: &mut AnyConnection,
    scope: &Scope,
    mut draft: Draft,
    seal: Value,
) -> Result<Draft, DraftError> {
    draft.state = DraftState::Sealed;
    draft.seal = Some(Json(seal));
    let version = draft.version;
    write(c, scope, version, &mut draft)?;
    Ok(draft)
}

/// Puts other data in the place of a draft's, as an import does; presets stay.
pub fn replace_data(
    c: &mut AnyConnection,
    scope: &Scope,
    mut draft: Draft,
    data: Value,
) -> Result<Draft, DraftError> {
    unseal(c, scope, &mut draft)?;
    draft.data = Json(data);
    let version = draft.version;
    write(c, scope, version, &mut draft)?;
    Ok(draft)
}
