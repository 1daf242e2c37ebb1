//! What a form is evaluated against, and what comes out.

use std::collections::HashSet;
use std::sync::Arc;

use chrono::NaiveDate;
use serde::Serialize;
use serde_json::Value;

use super::codelist::CodeLists;
use super::node::{Level, NodeId, Rows};

/// Everything an evaluation may depend on.
#[derive(Debug, Clone, Copy)]
pub struct Facts<'a> {
    /// The draft's data, hidden answers included.
    pub data: &'a Value,
    /// The logged-in person (`user.x`), an object.
    pub user: &'a Value,
    /// Parameters of procedure and tenant (`param.x`), an object; the form's defaults fill the gaps.
    pub param: &'a Value,
    /// Results of look-ups (`lookup.x`), an object.
    pub lookup: &'a Value,
    /// The files attached so far.
    pub attached: &'a [AttachedFile],
    /// The code lists of the municipality: a compiled form serves all.
    pub lists: &'a Arc<CodeLists>,
    /// The civil date in Rome.
    pub today: NaiveDate,
}

/// A file attached to a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttachedFile {
    /// The slot's key: `code`, or `code/rowid` for the slot of a row.
    pub key: String,
}

/// What the data mean.
#[derive(Debug, Clone, Serialize)]
pub struct Evaluation {
    /// Visible and computed data only: what is validated, sealed and submitted.
    pub data: Value,
    /// Errors and warnings, in page order.
    pub problems: Vec<Problem>,
    /// Why the case cannot be submitted at all.
    pub stops: Vec<StopHit>,
    /// What to attach.
    pub slots: Vec<Slot>,
    /// The documents to seal and who signs them.
    pub documents: Vec<DocumentPlan>,
    /// Everybody who signs something: the signers of the documents, then the form's further `roles`.
    pub parties: Vec<Signer>,
    /// What is to pay.
    pub fees: Vec<Due>,
    /// The line that tells this case from others.
    pub subject: String,
    /// Hidden instances (the topmost ones).
    #[serde(skip)]
    pub(super) hidden: HashSet<(NodeId, Rows)>,
    /// Instances required by a `required_when`.
    #[serde(skip)]
    pub(super) required: HashSet<(NodeId, Rows)>,
    /// Instances made read-only by a rule.
    #[serde(skip)]
    pub(super) readonly: HashSet<(NodeId, Rows)>,
    /// The day it was made for.
    #[serde(skip)]
    pub(super) today: NaiveDate,
    /// The code lists it was made with: its views show their labels.
    #[serde(skip)]
    pub(super) lists: Arc<CodeLists>,
}

impl Evaluation {
    /// Whether nothing stands against submission: no error, no stop. Missing attachments are errors.
    pub fn is_complete(&self) -> bool {
        self.stops.is_empty() && self.errors().next().is_none()
    }

    /// The problems that block.
    pub fn errors(&self) -> impl Iterator<Item = &Problem> {
        self.problems.iter().filter(|p| p.level == Level::Error)
    }
}

/// Something wrong with the data, bound to a place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// Error or warning.
    pub level: Level,
    /// The step's code.
    pub step: String,
    /// The instance: `titolari.titolare.codice_fiscale`; the key of a slot for a missing attachment.
    pub path: String,
    /// The id of the element in the page.
    pub id: String,
    /// The field's title.
    pub label: String,
    /// What is wrong and what to write.
    pub message: String,
    /// The failing keyword: `required`, `format`, `assert`, `attachment`…
    pub keyword: &'static str,
}

/// An eligibility rule that holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StopHit {
    /// Why and what to do.
    pub message: String,
    /// The norm.
    pub source: Option<String>,
    /// The step that declares it; empty at the top.
    pub step: String,
    /// Nothing of what it depends on has been answered yet: it blocks, but pages need not say so.
    pub premature: bool,
}

/// An entry of the checklist of attachments.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Slot {
    /// `code`, or `code/rowid`.
    pub key: String,
    /// The code.
    pub code: String,
    /// The step that shows it; what is declared at the top is asked for in the last one.
    pub step: String,
    /// The object that declares it.
    pub path: String,
    /// Its title.
    pub title: String,
    /// A line of explanation.
    pub description: Option<String>,
    /// Accepted kinds of file.
    pub types: Vec<String>,
    /// Roles that must sign it.
    pub signed_by: Vec<String>,
    /// The same roles in words.
    pub signed_by_labels: Vec<String>,
    /// Least files; 0 = optional.
    pub min: usize,
    /// Most files.
    pub max: usize,
    /// Files there are.
    pub count: usize,
    /// Why it is asked for, where a condition asks.
    pub why: Option<String>,
    /// The norm.
    pub source: Option<String>,
}

impl Slot {
    /// Whether files are still needed.
    pub fn is_missing(&self) -> bool {
        self.count < self.min
    }
}

/// A document to seal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DocumentPlan {
    /// Its code.
    pub code: String,
    /// Its title.
    pub title: String,
    /// `qualified`, `authenticated` or `none`.
    pub signature: String,
    /// Codes of the visible steps it prints.
    pub steps: Vec<String>,
    /// Who signs.
    pub signers: Vec<Signer>,
}

/// Who signs a document or an attachment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Signer {
    /// The role's code.
    pub role: String,
    /// The role in words.
    pub role_label: String,
    /// First and family name, as far as written.
    pub name: String,
    /// Codice fiscale, as far as written.
    pub fiscal_code: String,
}

/// Something to pay.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Due {
    /// Its code.
    pub code: String,
    /// Its title.
    pub title: String,
    /// Cents.
    pub cents: i64,
    /// `submission` or `act`.
    pub due: String,
    /// The norm.
    pub source: Option<String>,
    /// When a person checked it.
    pub verified_on: Option<String>,
}
