//! A form as the engine holds it: an arena of nodes, each one property of the schema (rows apart).

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::Serialize;
use serde_json::Value;

use crate::engine::expression::{Expression, Type};

/// Index of a node in its form.
pub type NodeId = usize;

/// Row indexes of the lists around a place, outermost first.
pub type Rows = Vec<usize>;

/// One property of a form: a step, a group, a list, the row of a list, or a field.
#[derive(Debug)]
pub struct Node {
    /// The property's name; `*` for a row.
    pub name: String,
    /// The node that holds it; the root holds itself.
    pub parent: NodeId,
    /// From the root (not included) to the node itself.
    pub chain: Vec<NodeId>,
    /// What is inside, in page order.
    pub children: Vec<NodeId>,
    /// Which kind of thing it is.
    pub kind: Kind,
    /// The Italian label.
    pub title: String,
    /// One line always shown.
    pub description: Option<String>,
    /// The longer explanation.
    pub help: Option<String>,
    /// Listed in its parent's `required`.
    pub required: bool,
    /// Exists only if true.
    pub when: Option<Rule>,
    /// Required if true.
    pub required_when: Option<Rule>,
    /// Derived and read-only.
    pub compute: Option<Rule>,
    /// Born with this value.
    pub prefill: Option<Prefill>,
    /// Shown, not editable.
    pub readonly: Readonly,
    /// Rules among the fields of an object.
    pub asserts: Vec<Assert>,
    /// Eligibility rules.
    pub stops: Vec<Stop>,
    /// What to upload here.
    pub slots: Vec<SlotRule>,
    /// Own wording of problems, by failing keyword.
    pub errors: BTreeMap<String, String>,
    /// Legal basis of a declaration or field.
    pub legal: Option<Legal>,
    /// Other JSON Schema keywords of an object (`anyOf`, `dependentRequired`…), as written.
    pub combinators: Vec<(String, Value)>,
    /// Whether the property is written in a block.
    pub from_block: bool,
}

/// The kinds of node.
#[derive(Debug)]
pub enum Kind {
    /// The whole form.
    Root,
    /// A page.
    Step,
    /// A fieldset.
    Group,
    /// Rows of objects; its only child is the row.
    List(ListSpec),
    /// One row of a list.
    Row,
    /// A value.
    Field(Box<FieldSpec>),
}

/// Bounds and wording of a list.
#[derive(Debug)]
pub struct ListSpec {
    /// Least rows.
    pub min: usize,
    /// Most rows.
    pub max: usize,
    /// What a row is called.
    pub item_title: String,
    /// The button's text.
    pub add_label: String,
}

/// A field: what it holds and how it is shown.
#[derive(Debug)]
pub struct FieldSpec {
    /// What it holds.
    pub data: Data,
    /// How it is shown.
    pub widget: Widget,
    /// The options of a choice, in order.
    pub options: Vec<Choice>,
    /// Values that have a title but are not offered: a form narrowed the choice of a block.
    pub retired: Vec<Choice>,
    /// The code list it takes codes from.
    pub codelist: Option<String>,
    /// JSON Schema's `format`.
    pub format: Option<String>,
    /// Unit of measure.
    pub unit: Option<String>,
    /// Decimals shown.
    pub decimals: Option<usize>,
    /// Thousands are set apart by points; a year or a number of a register is not.
    pub grouping: bool,
    /// HTML autofill token.
    pub autocomplete: Option<String>,
    /// Longest text.
    pub max_length: Option<u64>,
    /// The keywords of JSON Schema, as written.
    pub schema: Value,
}

/// One option of a choice.
#[derive(Debug, Clone)]
pub struct Choice {
    /// The stored value.
    pub value: String,
    /// Its label.
    pub label: String,
    /// Its explanation.
    pub hint: Option<String>,
}

/// What a field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Data {
    /// A text.
    Text,
    /// An ISO date.
    Date,
    /// A time or a date and time.
    Time,
    /// A whole number.
    Integer,
    /// Cents.
    Money,
    /// A number.
    Number,
    /// Yes or no.
    Boolean,
    /// Several texts.
    Texts,
    /// A GeoJSON geometry.
    Geometry,
}

/// How a field is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs, reason = "the names are those of docs/forms.md §3")]
pub enum Widget {
    Text,
    Textarea,
    Number,
    Money,
    Date,
    Time,
    Datetime,
    Email,
    Tel,
    Radio,
    Select,
    Checkboxes,
    Yesno,
    Declaration,
    Codelist,
    Geojson,
    Output,
}

/// An expression and where each of its names is found.
#[derive(Debug)]
pub struct Rule {
    /// The expression.
    pub expression: Expression,
    /// For each of its references, in order.
    pub bindings: Vec<Binding>,
    /// Which of them stand directly in a comparison.
    pub compared: Vec<usize>,
}

/// Where a name of an expression is found at run time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Binding {
    /// In the data, at this node (its rows are those of the rule).
    Data(NodeId),
    /// `user.x`
    User(String),
    /// `param.x`
    Param(String),
    /// `lookup.x.y`
    Lookup(Vec<String>),
    /// `today`
    Today,
    /// A file under this code, in the row of the rule if the slot is declared in one.
    Attached {
        /// The code of the attachment.
        code: String,
        /// The object that declares it.
        place: NodeId,
    },
}

/// How a draft's or a row's value is born.
#[derive(Debug)]
pub enum Prefill {
    /// By an expression.
    Rule(Box<Rule>),
    /// On a group: the equally named fields of this object (`user`).
    Copy(String),
}

/// Whether a field may be edited.
#[derive(Debug)]
pub enum Readonly {
    /// It may.
    No,
    /// It may not.
    Yes,
    /// It depends.
    Rule(Box<Rule>),
}

/// A relation among fields with its message.
#[derive(Debug)]
pub struct Assert {
    /// What must hold: the parts joined by `&&`, each silent by itself while what it compares is empty.
    pub that: Vec<Rule>,
    /// What to write.
    pub message: String,
    /// The field that shows the message, or the object itself.
    pub at: Option<NodeId>,
    /// Error or warning.
    pub level: Level,
}

/// How bad a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// The case cannot be submitted.
    Error,
    /// Shown, never blocking.
    Warning,
}

/// Why a case cannot be submitted at all.
#[derive(Debug)]
pub struct Stop {
    /// When.
    pub when: Rule,
    /// What to say.
    pub message: String,
    /// The norm.
    pub source: Option<String>,
}

/// A number, fixed or by rule.
#[derive(Debug)]
pub enum Amount {
    /// Fixed.
    Fixed(i64),
    /// By rule.
    Rule(Box<Rule>),
}

/// What to upload.
#[derive(Debug)]
pub struct SlotRule {
    /// Its stable code.
    pub code: String,
    /// Its title.
    pub title: String,
    /// A line of explanation.
    pub description: Option<String>,
    /// Asked only if true.
    pub when: Option<Rule>,
    /// Accepted kinds of file.
    pub types: Vec<String>,
    /// Least files.
    pub min: Amount,
    /// Most files.
    pub max: Amount,
    /// Roles that must have signed the file.
    pub signed_by: Vec<String>,
    /// The norm.
    pub source: Option<String>,
}

/// The legal basis of a declaration or of a field.
#[derive(Debug, Clone, Serialize)]
pub struct Legal {
    /// The norm.
    pub source: String,
    /// Version of the wording.
    pub version: Option<String>,
    /// ISO date on which a person checked it.
    pub verified_on: Option<String>,
}

/// A document to seal.
#[derive(Debug)]
pub struct DocumentRule {
    /// Its code.
    pub code: String,
    /// Its title.
    pub title: String,
    /// `qualified`, `authenticated` or `none`.
    pub signature: String,
    /// Made only if true.
    pub when: Option<Rule>,
    /// The steps it prints.
    pub steps: Vec<NodeId>,
    /// Who signs.
    pub signers: Vec<SignerRule>,
}

/// A party that signs.
#[derive(Debug)]
pub struct SignerRule {
    /// The role's code.
    pub role: String,
    /// The role in words.
    pub role_label: String,
    /// The object, or the list whose rows sign.
    pub party: NodeId,
    /// Signs only if true.
    pub when: Option<Rule>,
    /// Selects the rows.
    pub filter: Option<Rule>,
    /// Names of the fields: codice fiscale, first name, family name.
    pub fields: [NodeId; 3],
}

/// Something to pay.
#[derive(Debug)]
pub struct FeeRule {
    /// Its code.
    pub code: String,
    /// Its title.
    pub title: String,
    /// Cents.
    pub amount: Amount,
    /// Due only if true.
    pub when: Option<Rule>,
    /// `submission` or `act`.
    pub due: String,
    /// The norm.
    pub source: Option<String>,
    /// When a person checked it.
    pub verified_on: Option<String>,
}

/// A parameter of a form.
#[derive(Debug, Clone)]
pub struct Parameter {
    /// Its name.
    pub name: String,
    /// Its Italian title.
    pub title: String,
    /// Its type in expressions.
    pub kind: Type,
    /// Its value where nobody sets one.
    pub default: Value,
}

/// A piece of the subject line.
#[derive(Debug, Clone)]
pub enum Piece {
    /// As written.
    Text(String),
    /// The label of a field.
    Field(NodeId),
}

/// A compiled form: immutable, shared.
#[derive(Debug)]
pub struct Form {
    /// Its code, the file's name.
    pub code: String,
    /// Its version.
    pub version: String,
    /// Its title.
    pub title: String,
    /// What it is for.
    pub description: Option<String>,
    /// SHA-256 (hex) of the expanded definition: what a draft pins.
    pub hash: String,
    /// The expanded definition, as compact JSON: many times smaller than a tree, and read only when it is pinned.
    pub(super) source: Box<str>,
    /// All nodes; 0 is the root.
    pub nodes: Vec<Node>,
    /// Nodes with `when` or `compute`, each after what it depends on.
    pub(super) order: Vec<NodeId>,
    /// JSON Schema over the effective data, compiled when it is first needed: most forms of a catalogue wait long for
    /// their first applicant.
    pub(super) validator: OnceLock<Result<jsonschema::Validator, String>>,
    /// Parameters.
    pub parameters: Vec<Parameter>,
    /// Documents.
    pub documents: Vec<DocumentRule>,
    /// Parties that sign attachments without signing a document.
    pub roles: Vec<SignerRule>,
    /// Fees.
    pub fees: Vec<FeeRule>,
    /// The subject line.
    pub subject: Vec<Piece>,
}

impl Form {
    /// The steps, in order, visible or not.
    pub fn steps(&self) -> &[NodeId] {
        &self.nodes[0].children
    }

    /// The expanded definition: what [`Form::restore`] takes.
    pub fn source(&self) -> Value {
        serde_json::from_str(&self.source).unwrap_or_default()
    }

    /// A step by its code.
    pub fn step(&self, code: &str) -> Option<NodeId> {
        self.steps().iter().copied().find(|id| self.nodes[*id].name == code)
    }

    /// How many lists are around a node.
    pub fn depth(&self, id: NodeId) -> usize {
        self.nodes[id].chain.iter().filter(|n| matches!(self.nodes[**n].kind, Kind::Row)).count()
    }

    /// The child of `parent` with this name.
    pub fn child(&self, parent: NodeId, name: &str) -> Option<NodeId> {
        self.nodes[parent].children.iter().copied().find(|id| self.nodes[*id].name == name)
    }
}
