//! Everything that was answered, for the check page and for the documents.

use serde::Serialize;
use serde_json::Value;

use super::super::facts::Evaluation;
use super::super::node::{Form, Kind, NodeId, Rows, Widget};
use super::super::place;

/// A step of the summary.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Section {
    /// The step's code.
    pub step: String,
    /// Its title.
    pub title: String,
    /// Its answers.
    pub entries: Vec<Entry>,
}

/// An answer, or a group of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// `field`, `declaration`, `group`, `list` or `row`.
    pub kind: &'static str,
    /// The path with row indexes.
    pub path: String,
    /// The title.
    pub label: String,
    /// The answer in words; empty for groups and for what is not answered.
    pub value: String,
    /// The norm of a declaration.
    pub source: Option<String>,
    /// Version of a declaration's wording.
    pub version: Option<String>,
    /// What is inside.
    pub entries: Vec<Entry>,
}

impl Form {
    /// The visible answers, step by step. Fields without an answer are left out; empty groups too.
    pub fn summary(&self, evaluation: &Evaluation) -> Vec<Section> {
        let visible =
            self.steps().iter().copied().filter(|id| !self.is_hidden(evaluation, *id, &[]));
        visible
            .map(|id| Section {
                step: self.nodes[id].name.clone(),
                title: self.nodes[id].title.clone(),
                entries: self.entries(evaluation, id, &Rows::new()),
            })
            .collect()
    }

    fn entries(&self, evaluation: &Evaluation, id: NodeId, rows: &Rows) -> Vec<Entry> {
        self.nodes[id]
            .children
            .iter()
            .filter_map(|child| self.entry(evaluation, *child, rows))
            .collect()
    }

    fn entry(&self, evaluation: &Evaluation, id: NodeId, rows: &Rows) -> Option<Entry> {
        let node = &self.nodes[id];
        let value = place::get(&self.nodes, &evaluation.data, id, rows)?;
        let (kind, text, entries) = match &node.kind {
            Kind::Field(field) if field.widget == Widget::Declaration => (value
                == &Value::Bool(true))
                .then_some(("declaration", "Dichiarato".to_owned(), Vec::new()))?,
            Kind::Field(_) => {
                let text = self.display(id, value, &evaluation.lists, evaluation.today);
                ("field", text, Vec::new())
            }
            Kind::List(spec) => {
                let row = *node.children.first()?;
                let count = value.as_array().map_or(0, Vec::len);
                let rows = (0..count)
                    .map(|index| self.row_entry(evaluation, row, rows, index, &spec.item_title));
                ("list", String::new(), rows.collect::<Vec<_>>())
            }
            _ => ("group", String::new(), self.entries(evaluation, id, rows)),
        };
        if text.is_empty() && entries.is_empty() {
            return None;
        }
        let (source, version) =
            node.legal.clone().map_or((None, None), |l| (Some(l.source), l.version));
        let path = place::path(&self.nodes, id, rows);
        Some(Entry { kind, path, label: node.title.clone(), value: text, source, version, entries })
    }

    fn row_entry(
        &self,
        evaluation: &Evaluation,
        row: NodeId,
        rows: &Rows,
        index: usize,
        title: &str,
    ) -> Entry {
        let mut inner = rows.clone();
        inner.push(index);
        Entry {
            kind: "row",
            path: place::path(&self.nodes, row, &inner),
            label: format!("{title} {}", index + 1),
            value: String::new(),
            source: None,
            version: None,
            entries: self.entries(evaluation, row, &inner),
        }
    }
}
