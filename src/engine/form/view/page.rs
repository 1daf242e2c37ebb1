//! The page model: what templates get.

use serde::Serialize;
use serde_json::Value;

use super::super::facts::{Problem, StopHit};
use super::super::node::{Legal, Widget};

/// One step of a form, ready to be shown.
#[derive(Debug, Clone, Serialize)]
pub struct Page {
    /// The form.
    pub form: FormHead,
    /// The visible steps.
    pub steps: Vec<StepTab>,
    /// The step shown.
    pub step: StepView,
    /// Problems of all steps, in page order.
    pub problems: Vec<Problem>,
    /// Why the case cannot be submitted at all.
    pub stops: Vec<StopHit>,
}

/// What is said of the form on each page.
#[derive(Debug, Clone, Serialize)]
pub struct FormHead {
    /// Its code.
    pub code: String,
    /// Its title.
    pub title: String,
    /// Its version.
    pub version: String,
}

/// A step in the list of steps.
#[derive(Debug, Clone, Serialize)]
pub struct StepTab {
    /// Its code.
    pub code: String,
    /// Its title.
    pub title: String,
    /// From 1.
    pub number: usize,
    /// `todo` (answers are missing), `done`, or `errors` (answers are wrong).
    pub state: &'static str,
    /// It is the one shown.
    pub current: bool,
}

/// The step shown.
#[derive(Debug, Clone, Serialize)]
pub struct StepView {
    /// Its code.
    pub code: String,
    /// Its title.
    pub title: String,
    /// A line below it.
    pub description: Option<String>,
    /// The longer explanation.
    pub help: Option<String>,
    /// Why the step is there, where a condition decides.
    pub why: Option<String>,
    /// What it holds.
    pub nodes: Vec<PageNode>,
}

/// Something in a page.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum PageNode {
    /// A value.
    Field(Box<FieldView>),
    /// A fieldset.
    Group {
        /// `f-` and the path with hyphens.
        id: String,
        /// The path with row indexes.
        path: String,
        /// Its title.
        label: String,
        /// A line below it.
        description: Option<String>,
        /// The longer explanation.
        help: Option<String>,
        /// Why it is asked, where a condition decides.
        why: Option<String>,
        /// What it holds.
        nodes: Vec<PageNode>,
        /// Errors of the group as a whole.
        errors: Vec<String>,
        /// Warnings of the group as a whole.
        warnings: Vec<String>,
        /// Legal basis.
        legal: Option<Legal>,
    },
    /// Rows.
    List {
        /// `f-` and the path with hyphens.
        id: String,
        /// As `path`.
        name: String,
        /// The path with row indexes.
        path: String,
        /// Its title.
        label: String,
        /// A line below it.
        description: Option<String>,
        /// The longer explanation.
        help: Option<String>,
        /// Why it is asked, where a condition decides.
        why: Option<String>,
        /// Errors of the list as a whole.
        errors: Vec<String>,
        /// Warnings of the list as a whole.
        warnings: Vec<String>,
        /// The rows.
        rows: Vec<RowView>,
        /// Whether one more fits.
        can_add: bool,
        /// The button's text.
        add_label: String,
        /// Least rows.
        min: usize,
        /// Most rows.
        max: usize,
        /// At least one row is needed.
        required: bool,
    },
    /// Where a file goes; `files` are filled in by whoever keeps them.
    Slot {
        /// `s-` and the key with hyphens.
        id: String,
        /// `code` or `code/rowid`.
        key: String,
        /// The code.
        code: String,
        /// Its title.
        label: String,
        /// A line below it.
        description: Option<String>,
        /// Accepted kinds of file.
        types: Vec<String>,
        /// Roles, in words, that must sign the file.
        signed_by: Vec<String>,
        /// At least one file is needed.
        required: bool,
        /// Least files.
        min: usize,
        /// Most files.
        max: usize,
        /// The norm.
        source: Option<String>,
        /// Why it is asked, where a condition decides.
        why: Option<String>,
        /// Errors.
        errors: Vec<String>,
        /// The files, by the web.
        files: Vec<Value>,
    },
}

/// A row of a list.
#[derive(Debug, Clone, Serialize)]
pub struct RowView {
    /// The row's stable id (`_id`).
    pub id: String,
    /// From 0, as in names.
    pub index: usize,
    /// From 1, as people count.
    pub number: usize,
    /// What the row is, told apart by its first answers.
    pub title: String,
    /// What it holds.
    pub nodes: Vec<PageNode>,
    /// Errors of the row as a whole.
    pub errors: Vec<String>,
    /// Warnings of the row as a whole.
    pub warnings: Vec<String>,
    /// More rows than the least.
    pub can_remove: bool,
    /// Not the first.
    pub can_up: bool,
    /// Not the last.
    pub can_down: bool,
}

/// A field in a page.
#[derive(Debug, Clone, Serialize)]
pub struct FieldView {
    /// `f-` and the path with hyphens.
    pub id: String,
    /// The control's name: the path with row indexes.
    pub name: String,
    /// The same path.
    pub path: String,
    /// The title.
    pub label: String,
    /// A line below it.
    pub description: Option<String>,
    /// The longer explanation.
    pub help: Option<String>,
    /// The widget.
    pub widget: Widget,
    /// What the control holds: a text as the person writes it (dates ISO), `true`/`false`, or a list of codes.
    pub value: Value,
    /// The value in words: the label of a code, an Italian date.
    pub display: String,
    /// The options of a choice, of a short code list, or the chosen codes of a long one.
    pub options: Vec<OptionView>,
    /// It must be filled.
    pub required: bool,
    /// It cannot be changed.
    pub readonly: bool,
    /// What is wrong.
    pub errors: Vec<String>,
    /// What may be wrong.
    pub warnings: Vec<String>,
    /// HTML's autofill token.
    pub autocomplete: Option<String>,
    /// HTML's keyboard hint.
    pub inputmode: Option<&'static str>,
    /// Unit of measure.
    pub unit: Option<String>,
    /// Longest text.
    pub max_length: Option<u64>,
    /// The code list to search.
    pub codelist: Option<String>,
    /// Several codes may be chosen.
    pub multiple: bool,
    /// Legal basis.
    pub legal: Option<Legal>,
    /// Why it is asked, where a condition decides.
    pub why: Option<String>,
}

/// An option of a choice.
#[derive(Debug, Clone, Serialize)]
pub struct OptionView {
    /// What is posted.
    pub value: String,
    /// What is read.
    pub label: String,
    /// Its explanation.
    pub hint: Option<String>,
    /// It is chosen.
    pub selected: bool,
}
