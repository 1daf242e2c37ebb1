//! What a person would see: every path of every page, with the sentence why it is asked.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::engine::form::{Evaluation, Form, PageNode};

/// Every visible path of all pages, with why it is asked.
pub(super) fn collect(
    form: &Form,
    data: &Value,
    evaluation: &Evaluation,
) -> BTreeMap<String, Option<String>> {
    let mut found = BTreeMap::new();
    let steps = form.page(evaluation, data, "", true).steps;
    for step in steps {
        let page = form.page(evaluation, data, &step.code, true);
        found.insert(step.code, page.step.why.clone());
        page.step.nodes.iter().for_each(|node| visit(node, &mut found));
    }
    found
}

fn visit(node: &PageNode, found: &mut BTreeMap<String, Option<String>>) {
    match node {
        PageNode::Field(field) => {
            found.insert(field.path.clone(), field.why.clone());
        }
        PageNode::Group { path, why, nodes, .. } => {
            found.insert(path.clone(), why.clone());
            for node in nodes {
                visit(node, found);
            }
        }
        PageNode::List { path, why, rows, .. } => {
            found.insert(path.clone(), why.clone());
            for row in rows {
                found.insert(format!("{path}.{}", row.index), None);
                for node in &row.nodes {
                    visit(node, found);
                }
            }
        }
        PageNode::Slot { key, why, .. } => {
            found.insert(key.clone(), why.clone());
        }
    }
}
