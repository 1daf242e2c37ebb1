//! The compiled catalogue and the shape of a procedure file.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::domain::tenant::{Tenant, Tenants};
use crate::engine::form::{CodeLists, Form, Library};
use crate::engine::terms::Calendar;
use crate::engine::workflow::Workflow;
use crate::platform::db::WordIndex;

/// Everything that was read from definition files.
pub struct Catalogue {
    pub forms: Library,
    pub(super) procedures: BTreeMap<String, Arc<Procedure>>,
    pub(super) workflows: BTreeMap<String, Arc<Workflow>>,
    /// Code of today's workflow of a content hash.
    pub(super) workflow_hashes: BTreeMap<String, String>,
    pub(super) shared_lists: Arc<CodeLists>,
    pub(super) lists: BTreeMap<String, Arc<CodeLists>>,
    pub(super) calendars: BTreeMap<String, Arc<Calendar>>,
    pub tenants: Tenants,
    /// Crests and texts of the tenants, by path.
    pub(super) tenant_files: BTreeMap<String, Vec<u8>>,
    /// Invented people of the demo.
    pub people: Vec<Value>,
    /// Every procedure by the words that lead to it.
    pub(super) words: WordIndex,
    pub(super) old: Mutex<Old>,
}

/// Pinned versions that the files no longer have, compiled from the database.
#[derive(Default)]
pub(super) struct Old {
    pub forms: HashMap<String, Arc<Form>>,
    pub workflows: HashMap<String, Arc<Workflow>>,
    pub procedures: HashMap<String, Arc<Procedure>>,
}

/// One service.
#[derive(Debug, Clone, Deserialize)]
pub struct Procedure {
    pub code: String,
    pub version: String,
    pub title: String,
    pub sector: String,
    pub category: String,
    pub topics: Vec<String>,
    pub audience: Vec<String>,
    pub regime: String,
    pub form: String,
    #[serde(default)]
    pub preset: Map<String, Value>,
    #[serde(default)]
    pub parameters: Map<String, Value>,
    pub workflow: WorkflowChoice,
    pub term: TermOfLaw,
    pub silence: String,
    pub office: OfficeChoice,
    pub signature: String,
    pub stamp_duty: String,
    pub legal_basis: Vec<Source>,
    pub output: String,
    pub synonyms: Vec<String>,
    #[serde(default)]
    pub related: Vec<String>,
    pub sheet: Sheet,
    /// SHA-256 of the file's JSON.
    #[serde(skip)]
    pub hash: String,
    /// The file as read.
    #[serde(skip)]
    pub source: Value,
}

/// Which workflow a case follows.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub enum WorkflowChoice {
    /// Always the same.
    Fixed(String),
    /// By the data; the first true condition wins.
    Choice { choose: Vec<WorkflowRule>, default: String },
}

/// A condition over the data and the workflow it leads to.
#[derive(Debug, Clone, Deserialize)]
pub struct WorkflowRule {
    pub when: String,
    pub workflow: String,
}

/// Which office role is in charge.
#[derive(Debug, Clone, Deserialize)]
pub struct OfficeChoice {
    #[serde(default)]
    pub rules: Vec<OfficeRule>,
    pub default: String,
}

/// A condition over the data and the office it leads to.
#[derive(Debug, Clone, Deserialize)]
pub struct OfficeRule {
    pub when: String,
    pub office: String,
}

/// The term of the law.
#[derive(Debug, Clone, Deserialize, Serialize)]
pub struct TermOfLaw {
    pub days: u32,
    pub kind: String,
    pub source: String,
    pub verified_on: Option<NaiveDate>,
}

/// A norm, and when somebody checked it.
#[derive(Debug, Clone, Deserialize, Serialize)]
pub struct Source {
    pub source: String,
    pub verified_on: Option<NaiveDate>,
}

/// The service sheet of the national model; texts are Markdown without headings.
#[derive(Debug, Clone, Deserialize, Serialize)]
pub struct Sheet {
    pub description: String,
    pub addressed_to: String,
    pub how_to: String,
    pub needed: Vec<String>,
    pub obtained: String,
    pub times: String,
    #[serde(default)]
    pub phases: Vec<SheetPhase>,
    pub costs: String,
    pub access: String,
    pub conditions: String,
    pub contacts: String,
    #[serde(default)]
    pub restrictions: Option<String>,
    #[serde(default)]
    pub special_cases: Option<String>,
    #[serde(default)]
    pub outcome: Option<String>,
    #[serde(default)]
    pub remedies: Option<String>,
    #[serde(default)]
    pub more: Option<String>,
}

/// A milestone of the service.
#[derive(Debug, Clone, Deserialize, Serialize)]
pub struct SheetPhase {
    pub title: String,
    #[serde(default)]
    pub days: Option<u32>,
    #[serde(default)]
    pub description: Option<String>,
}

impl Catalogue {
    /// A procedure that `tenant` offers.
    pub fn offered(&self, tenant: &Tenant, code: &str) -> Option<&Arc<Procedure>> {
        self.procedures.get(code).filter(|_| tenant.offers(code))
    }

    /// Every procedure that `tenant` offers, by code.
    pub fn all_offered<'a>(
        &'a self,
        tenant: &'a Tenant,
    ) -> impl Iterator<Item = &'a Arc<Procedure>> {
        self.procedures.values().filter(|p| tenant.offers(&p.code))
    }

    /// A procedure by code, whoever offers it.
    pub fn procedure(&self, code: &str) -> Option<&Arc<Procedure>> {
        self.procedures.get(code)
    }

    /// All procedures.
    pub fn procedures(&self) -> impl Iterator<Item = &Arc<Procedure>> {
        self.procedures.values()
    }

    /// A workflow of today's files.
    pub fn workflow(&self, code: &str) -> Option<&Arc<Workflow>> {
        self.workflows.get(code)
    }

    /// The content hash of a workflow of today's files.
    pub fn workflow_hash(&self, code: &str) -> Option<&str> {
        self.workflow_hashes.iter().find(|(_, c)| *c == code).map(|(hash, _)| hash.as_str())
    }

    /// All workflows.
    pub fn workflows(&self) -> impl Iterator<Item = &Arc<Workflow>> {
        self.workflows.values()
    }

    /// Every workflow that a procedure can lead to.
    pub fn workflows_of<'a>(
        &'a self,
        procedure: &'a Procedure,
    ) -> impl Iterator<Item = &'a Workflow> {
        let codes: Vec<&str> = match &procedure.workflow {
            WorkflowChoice::Fixed(code) => vec![code],
            WorkflowChoice::Choice { choose, default } => {
                choose.iter().map(|rule| rule.workflow.as_str()).chain([default.as_str()]).collect()
            }
        };
        codes.into_iter().filter_map(|code| self.workflow(code)).map(AsRef::as_ref)
    }

    /// Title of a state of a procedure, by the workflows of today; none if it is gone.
    pub fn state_title(&self, procedure: &str, state: &str) -> Option<&str> {
        let procedure = self.procedure(procedure)?;
        let found = self.workflows_of(procedure).find_map(|w| w.state(state))?;
        Some(found.title.as_str())
    }

    /// The code lists before any tenant's own are laid over them.
    pub fn shared_lists(&self) -> &Arc<CodeLists> {
        &self.shared_lists
    }

    /// The code lists as a tenant has them.
    pub fn lists(&self, tenant: &Tenant) -> Arc<CodeLists> {
        self.lists.get(&tenant.slug).cloned().unwrap_or_default()
    }

    /// The working calendar of a tenant.
    pub fn calendar(&self, tenant: &Tenant) -> Option<&Arc<Calendar>> {
        self.calendars.get(&tenant.slug)
    }

    /// A file of a tenant's folder (crest, text).
    pub fn tenant_file(&self, tenant: &Tenant, name: &str) -> Option<&[u8]> {
        self.tenant_files.get(&format!("tenants/{}/{name}", tenant.slug)).map(Vec::as_slice)
    }
}
