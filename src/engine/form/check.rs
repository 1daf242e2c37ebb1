//! What `sportello check` says of the forms: every fault at once, and how large each form is.

use serde::Serialize;

use crate::base::fault::Fault;

use super::codelist::CodeLists;
use super::compile::Library;
use super::node::{Form, Kind, Node, Readonly, Widget};
use super::source::Definitions;

/// Faults and figures of a set of definitions.
#[derive(Debug, Serialize)]
pub struct Report {
    /// Everything wrong, sorted by file and pointer.
    pub faults: Vec<Fault>,
    /// The sound forms, by code.
    pub forms: Vec<FormStats>,
}

/// How large a form is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FormStats {
    /// Its code.
    pub code: String,
    /// Steps.
    pub steps: usize,
    /// Fields, each once even inside rows.
    pub fields: usize,
    /// Fields written in blocks.
    pub fields_from_blocks: usize,
    /// Conditions, computed values, assertions and stops.
    pub rules: usize,
    /// Attachments.
    pub attachments: usize,
    /// Declarations to tick.
    pub declarations: usize,
    /// Documents.
    pub documents: usize,
    /// Legal bases that nobody checked yet.
    pub unverified: usize,
}

/// Compiles everything; nothing is left out of the report because something else is wrong.
pub fn check(files: &Definitions, lists: &CodeLists) -> Report {
    let (library, faults) = Library::compile_all(files, lists);
    Report { faults, forms: library.forms().map(|form| form.stats()).collect() }
}

impl Form {
    /// How large the form is.
    pub fn stats(&self) -> FormStats {
        let fields: Vec<&Node> =
            self.nodes.iter().filter(|node| matches!(node.kind, Kind::Field(_))).collect();
        let declaration =
            |node: &&Node| matches!(&node.kind, Kind::Field(f) if f.widget == Widget::Declaration);
        FormStats {
            code: self.code.clone(),
            steps: self.steps().len(),
            fields_from_blocks: fields.iter().filter(|node| node.from_block).count(),
            declarations: fields.iter().copied().filter(declaration).count(),
            fields: fields.len(),
            rules: self.nodes.iter().map(rules).sum(),
            attachments: self.nodes.iter().map(|node| node.slots.len()).sum(),
            documents: self.documents.len(),
            unverified: unverified(&self.source()),
        }
    }
}

fn rules(node: &Node) -> usize {
    let single = [&node.when, &node.required_when, &node.compute].into_iter().flatten().count();
    let readonly = usize::from(matches!(node.readonly, Readonly::Rule(_)));
    let slots = node.slots.iter().filter(|slot| slot.when.is_some()).count();
    single + readonly + slots + node.asserts.len() + node.stops.len()
}

/// How many `"verified_on": null` the definition holds.
fn unverified(value: &serde_json::Value) -> usize {
    match value {
        serde_json::Value::Object(fields) => fields
            .iter()
            .map(|(key, value)| {
                usize::from(key == "verified_on" && value.is_null()) + unverified(value)
            })
            .sum(),
        serde_json::Value::Array(items) => items.iter().map(unverified).sum(),
        _ => 0,
    }
}
