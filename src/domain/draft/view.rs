//! A draft with everything its pages need: definitions, files, and the engine's verdict on the data.

use std::sync::Arc;

use serde_json::{Map, Value, json};

use super::error::DraftError;
use super::model::Draft;
use crate::domain::Scope;
use crate::domain::catalogue::{Catalogue, Procedure};
use crate::domain::file::{self, File, FileRole, Holder};
use crate::domain::identity::Person;
use crate::engine::form::{AttachedFile, CodeLists, Evaluation, Facts, Form};
use crate::platform::db::AnyConnection;

/// A draft, understood.
#[derive(Clone)]
pub struct Filled {
    pub draft: Draft,
    pub form: Arc<Form>,
    pub procedure: Arc<Procedure>,
    pub lists: Arc<CodeLists>,
    /// Uploaded attachments.
    pub files: Vec<File>,
    pub evaluation: Evaluation,
    /// Values of `param`.
    pub parameters: Value,
    /// Values of `user`.
    pub user: Value,
}

impl Filled {
    /// The attachments as the engine counts them.
    pub fn attached(&self) -> Vec<AttachedFile> {
        attached(&self.files)
    }

    /// What an evaluation of `data` depends on.
    pub fn facts<'a>(
        &'a self,
        scope: &Scope,
        data: &'a Value,
        attached: &'a [AttachedFile],
    ) -> Facts<'a> {
        Facts {
            data,
            user: &self.user,
            param: &self.parameters,
            lookup: &Value::Null,
            attached,
            lists: &self.lists,
            today: scope.today,
        }
    }

    /// What the engine makes of other data with the same files.
    pub fn evaluate(&self, scope: &Scope, data: &Value) -> Evaluation {
        self.form.evaluate(&self.facts(scope, data, &self.attached()))
    }

    /// Whether nothing prevents sealing.
    pub fn is_complete(&self) -> bool {
        self.evaluation.is_complete() && self.unsigned().is_empty()
    }
}

/// What a draft's data are evaluated with.
pub(super) struct Ground {
    pub form: Arc<Form>,
    pub procedure: Arc<Procedure>,
    pub lists: Arc<CodeLists>,
    pub files: Vec<File>,
    pub parameters: Value,
    pub user: Value,
}

impl Ground {
    pub fn attached(&self) -> Vec<AttachedFile> {
        attached(&self.files)
    }

    pub fn facts<'a>(
        &'a self,
        scope: &Scope,
        data: &'a Value,
        attached: &'a [AttachedFile],
    ) -> Facts<'a> {
        Facts {
            data,
            user: &self.user,
            param: &self.parameters,
            lookup: &Value::Null,
            attached,
            lists: &self.lists,
            today: scope.today,
        }
    }

    /// The draft with the engine's verdict on its data.
    pub fn filled(self, scope: &Scope, draft: Draft) -> Filled {
        let attached = self.attached();
        let evaluation = self.form.evaluate(&self.facts(scope, &draft.data.0, &attached));
        let Self { form, procedure, lists, files, parameters, user } = self;
        Filled { draft, form, procedure, lists, files, evaluation, parameters, user }
    }
}

/// Reads definitions and files of a draft.
pub(super) fn ground(
    c: &mut AnyConnection,
    scope: &Scope,
    catalogue: &Catalogue,
    draft: &Draft,
    person: &Person,
) -> Result<Ground, DraftError> {
    let lists = catalogue.lists(&scope.tenant);
    let form = catalogue.form(c, &scope.tenant_id, &draft.form_hash, &lists)?;
    let procedure = catalogue.procedure_of(c, &scope.tenant_id, &draft.procedure_hash)?;
    let mut files = file::of_holder(c, &scope.tenant_id, &Holder::draft(&draft.id))?;
    files.retain(|f| f.role == FileRole::Attachment);
    let parameters = parameters(scope, &procedure);
    Ok(Ground { form, procedure, lists, files, parameters, user: user_facts(person) })
}

/// Reads definitions and files of a draft and evaluates it.
pub fn fill(
    c: &mut AnyConnection,
    scope: &Scope,
    catalogue: &Catalogue,
    draft: Draft,
    person: &Person,
) -> Result<Filled, DraftError> {
    Ok(ground(c, scope, catalogue, &draft, person)?.filled(scope, draft))
}

fn attached(files: &[File]) -> Vec<AttachedFile> {
    files.iter().map(|f| AttachedFile { key: f.slot.clone() }).collect()
}

/// `param` of a procedure in a tenant: the procedure's values, then the tenant's. What is computed from the data of the case
/// is known only at submission.
pub(super) fn parameters(scope: &Scope, procedure: &Procedure) -> Value {
    let fixed = procedure.parameters.iter().filter(|(_, value)| value.get("compute").is_none());
    let mut values: Map<String, Value> = fixed.map(|(n, v)| (n.clone(), v.clone())).collect();
    values.extend(scope.tenant.parameters_for(&procedure.code));
    Value::Object(values)
}

/// `user` of a person.
pub fn user_facts(person: &Person) -> Value {
    let mut facts = serde_json::to_value(&person.attributes.0).unwrap_or_else(|_| json!({}));
    facts["authenticated"] = Value::Bool(true);
    facts
}
