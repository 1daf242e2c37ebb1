//! Submission: a draft becomes a case in one transaction, once.
//!
//! The transaction validates again against the pinned form, checks seal and signatures, opens the workflow, numbers the case
//! in the register, assigns it, writes its history and enqueues what follows (receipt, notices). A repeated submission, by a
//! double click or a retry, finds the case of the first.

use serde_json::{Value, json};

use super::effect;
use super::error::SubmitError;
use super::history::{self, Entry};
use super::model::{Actor, ActorKind, Case, CaseBody, Party};
use super::queries;
use super::receive::{Receiver, continuity, receiver, remember};
use super::register;
use super::search;
use super::situation::{Loaded, NO_DATE};
use crate::domain::Scope;
use crate::domain::catalogue::{Catalogue, Pinned, WorkflowChoice, pin};
use crate::domain::draft::{self, Draft, DraftError, Filled};
use crate::domain::file::{self, Holder};
use crate::domain::id::{CaseId, DraftId};
use crate::domain::identity::Person;
use crate::domain::link;
use crate::domain::rule;
use crate::domain::seal;
use crate::domain::statistic;
use crate::engine::expression::Expression;
use crate::engine::workflow::{Standing, Workflow};
use crate::gateway::register::Register;
use crate::platform::db::{AnyConnection, Json};

/// The answer to a submission.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Submitted {
    pub case: CaseId,
    /// The draft had become a case before.
    pub again: bool,
}

/// Submits a draft.
pub fn submit(
    c: &mut AnyConnection,
    scope: &Scope,
    catalogue: &Catalogue,
    register: &dyn Register,
    person: &Person,
    id: &DraftId,
    key: &str,
) -> Result<Submitted, SubmitError> {
    let draft = match draft::own(c, scope, person, id) {
        Ok(draft) => draft,
        Err(DraftError::Submitted(case)) => {
            return Ok(Submitted { case: CaseId::new(case), again: true });
        }
        Err(other) => return Err(other.into()),
    };
    if draft.submit_key != key {
        return Err(SubmitError::WrongKey);
    }
    let filled = draft::fill(c, scope, catalogue, draft, person)?;
    let main = check(c, scope, &filled)?;
    let case = CaseId::new(scope.ids.id());
    // Whoever marks the draft first makes the case; on PostgreSQL the other waits here and then finds nothing to mark.
    if !draft::mark_submitted(c, &scope.tenant_id, id, case.as_str(), scope.at)? {
        let known = queries::of_draft(c, &scope.tenant_id, id)?.ok_or(SubmitError::NotSealed)?;
        return Ok(Submitted { case: known.id, again: true });
    }
    let mut loaded = build(c, scope, catalogue, &filled, person, &case)?;
    let receiver = place(c, scope, &mut loaded, &filled)?;
    let step = loaded.workflow.open(&loaded.situation(scope.today));
    register::incoming(c, scope, register, &mut loaded.case, &main)?;
    loaded.take_in(&step, scope.today);
    let parties = parties(&filled, &loaded.case, person);
    let text = search::text_of(&loaded.case, &parties, &loaded.body.data.0);
    queries::insert(c, &loaded.case, &loaded.body, &parties, &text)?;
    statistic::filed(c, scope, &loaded.case)?;
    link::record(c, scope, &case, &loaded.body.data.0)?;
    hand_over(c, scope, &filled.draft, &case)?;
    let actor =
        Actor { kind: ActorKind::Person, id: person.id.as_str().to_owned(), name: person.name() };
    record(c, scope, &loaded, &actor, &main, &receiver)?;
    for step_move in &step.moves {
        effect::record_move(c, scope, &loaded.case, &Actor::system(), step_move, json!({}))?;
    }
    effect::after_submission(c, scope, &loaded, &parties, person)?;
    effect::carry_out(c, scope, register, &mut loaded, &step.effects, &Actor::system())?;
    Ok(Submitted { case, again: false })
}

/// Whether the draft may become a case; gives the hash of its main document (or of its data, if it has none).
fn check(c: &mut AnyConnection, scope: &Scope, filled: &Filled) -> Result<String, SubmitError> {
    if !filled.is_complete() {
        return Err(SubmitError::Incomplete);
    }
    let holder = Holder::draft(&filled.draft.id);
    let documents = seal::of_holder(c, &scope.tenant_id, &holder)?;
    let sealed = filled.draft.seal.as_ref().and_then(|s| s.0.get("data_sha256")?.as_str());
    let now = seal::data_digest(&filled.evaluation, &filled.files);
    if sealed != Some(now.as_str()) {
        return Err(SubmitError::NotSealed);
    }
    if documents.iter().any(|document| !document.is_complete()) {
        return Err(SubmitError::NotSigned);
    }
    let main = documents.first().map(|d| d.signed_file_id.as_ref().unwrap_or(&d.file_id).clone());
    let file = match main {
        Some(id) => file::find(c, &scope.tenant_id, &holder, &id)?,
        None => None,
    };
    Ok(file.map_or(now, |f| f.sha256))
}

fn build(
    c: &mut AnyConnection,
    scope: &Scope,
    catalogue: &Catalogue,
    filled: &Filled,
    person: &Person,
    id: &CaseId,
) -> Result<Loaded, SubmitError> {
    let procedure = &filled.procedure;
    let data = filled.evaluation.data.clone();
    let code = choose_workflow(&procedure.workflow, &data, &filled.parameters);
    let missing = || SubmitError::Catalogue(format!("no workflow {code}"));
    let workflow = catalogue.workflow(&code).ok_or_else(missing)?.clone();
    let hash = catalogue.workflow_hash(&code).ok_or_else(missing)?.to_owned();
    let pinned = Pinned {
        kind: "workflow",
        code: &workflow.code,
        version: &workflow.version,
        hash: &hash,
        body: &workflow.source,
    };
    pin(c, &scope.tenant_id, &pinned, scope.at)?;
    let calendar = catalogue
        .calendar(&scope.tenant)
        .cloned()
        .ok_or_else(|| SubmitError::Catalogue("no calendar".into()))?;
    let term = json!({ "term_days": procedure.term.days, "term_kind": procedure.term.kind,
        "silence": procedure.silence });
    let computed = computed(&procedure.parameters, &data, &filled.parameters);
    let parameters = workflow.parameters(&[&term, &filled.parameters, &computed]);
    let body = CaseBody {
        tenant_id: scope.tenant_id.clone(),
        case_id: id.clone(),
        procedure_hash: procedure.hash.clone(),
        form_hash: filled.draft.form_hash.clone(),
        workflow_hash: hash,
        parameters: Json(parameters),
        data: Json(data),
        standing: Json(Standing::new(workflow.initial.clone(), scope.today)),
    };
    let case = blank(scope, filled, person, id, &workflow);
    Ok(Loaded::fresh(scope, case, body, workflow, procedure.clone(), calendar))
}

fn blank(
    scope: &Scope,
    filled: &Filled,
    person: &Person,
    id: &CaseId,
    workflow: &Workflow,
) -> Case {
    Case {
        tenant_id: scope.tenant_id.clone(),
        id: id.clone(),
        draft_id: filled.draft.id.as_str().to_owned(),
        procedure_code: filled.procedure.code.clone(),
        procedure_title: filled.procedure.title.clone(),
        person_id: person.id.clone(),
        presenter: person.name(),
        subject: filled.evaluation.subject.clone(),
        state: workflow.initial.clone(),
        phase: "open".to_owned(),
        turn: "office".to_owned(),
        outcome: "none".to_owned(),
        public_state: String::new(),
        office: String::new(),
        assignee_id: None,
        assignee_name: None,
        protocol_number: None,
        protocol_at: None,
        submitted_at: scope.at,
        due_on: None,
        due_text: String::new(),
        timer_on: None,
        priority: 1,
        sort_due: NO_DATE,
        news: true,
        version: 1,
        updated_at: scope.at,
    }
}

fn choose_workflow(choice: &WorkflowChoice, data: &Value, param: &Value) -> String {
    match choice {
        WorkflowChoice::Fixed(code) => code.clone(),
        WorkflowChoice::Choice { choose, default } => choose
            .iter()
            .find(|rule| holds(&rule.when, data, param))
            .map_or_else(|| default.clone(), |rule| rule.workflow.clone()),
    }
}

/// The parameters that the data of the case decide: `{ "compute": CEL }` in the procedure.
fn computed(parameters: &serde_json::Map<String, Value>, data: &Value, param: &Value) -> Value {
    let variables = variables(data, param);
    let compute = |value: &Value| {
        let expression = Expression::parse(value.get("compute")?.as_str()?).ok()?;
        expression.evaluate(&variables).ok()
    };
    let values =
        parameters.iter().filter_map(|(name, value)| Some((name.clone(), compute(value)?)));
    Value::Object(values.collect())
}

fn variables(data: &Value, param: &Value) -> serde_json::Map<String, Value> {
    let mut variables = data.as_object().cloned().unwrap_or_default();
    variables.insert("data".to_owned(), data.clone());
    variables.insert("param".to_owned(), param.clone());
    variables
}

/// Whether a condition over the data of a case holds; one that cannot be parsed was refused at load.
pub(super) fn holds(condition: &str, data: &Value, param: &Value) -> bool {
    let variables = variables(data, param);
    Expression::parse(condition).is_ok_and(|e| e.holds(&variables).unwrap_or(false))
}

/// Office and person of a new case.
fn place(
    c: &mut AnyConnection,
    scope: &Scope,
    loaded: &mut Loaded,
    filled: &Filled,
) -> Result<Receiver, SubmitError> {
    let rules = rule::active(c, &scope.tenant_id)?;
    let (data, parameters) = (&loaded.body.data.0, &filled.parameters);
    let found = receiver(c, scope, &filled.procedure, &rules, data, parameters)?;
    let found = continuity(c, scope, data, found)?;
    remember(c, scope, &found)?;
    loaded.case.office.clone_from(&found.office);
    if let Some(person) = &found.person {
        loaded.case.assignee_id = Some(person.id.clone());
        loaded.case.assignee_name = Some(person.name.clone());
    }
    Ok(found)
}

/// Everybody who signs something, each once, then the presenter if not among them.
fn parties(filled: &Filled, case: &Case, person: &Person) -> Vec<Party> {
    let mut found: Vec<(String, String, String)> = Vec::new();
    for signer in &filled.evaluation.parties {
        if !found.iter().any(|(_, _, code)| *code == signer.fiscal_code) {
            let code = signer.fiscal_code.clone();
            found.push((signer.role_label.clone(), signer.name.clone(), code));
        }
    }
    if !found.iter().any(|(_, _, code)| *code == person.fiscal_code) {
        found.push(("Chi ha presentato".to_owned(), person.name(), person.fiscal_code.clone()));
    }
    let party = |(position, (role, name, fiscal_code))| Party {
        tenant_id: case.tenant_id.clone(),
        case_id: case.id.clone(),
        position,
        role,
        name,
        fiscal_code,
    };
    (0..).zip(found).map(party).collect()
}

/// Files and sealed documents pass from the draft to the case.
fn hand_over(
    c: &mut AnyConnection,
    scope: &Scope,
    draft: &Draft,
    case: &CaseId,
) -> Result<(), SubmitError> {
    let (from, to) = (Holder::draft(&draft.id), Holder::case(case));
    file::move_to(c, &scope.tenant_id, &from, &to)?;
    seal::move_to(c, &scope.tenant_id, &from, &to)?;
    Ok(())
}

fn record(
    c: &mut AnyConnection,
    scope: &Scope,
    loaded: &Loaded,
    actor: &Actor,
    main: &str,
    receiver: &Receiver,
) -> Result<(), SubmitError> {
    let case = &loaded.case;
    let entry = Entry {
        action: "presentazione",
        title: "Presentazione",
        public: true,
        from: "",
        to: &loaded.workflow.initial,
        payload: json!({
            "document_sha256": main,
            "protocol_number": case.protocol_number,
            "procedure_hash": loaded.body.procedure_hash,
            "form_hash": loaded.body.form_hash,
            "workflow_hash": loaded.body.workflow_hash,
        }),
    };
    history::append(c, scope, case, actor, entry)?;
    let entry = Entry {
        action: "assegnazione",
        title: "Assegnazione",
        public: false,
        from: &loaded.workflow.initial,
        to: &loaded.workflow.initial,
        payload: json!({ "office": case.office, "person": receiver.person.as_ref().map(|a| &a.name),
            "why": receiver.why, "rule": receiver.rule.as_ref().map(|r| &r.id) }),
    };
    history::append(c, scope, case, &Actor::system(), entry)?;
    Ok(())
}
