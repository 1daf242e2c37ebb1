//! Checks of whole files: heads, sources, codes that come twice, blocks by themselves.

use serde_json::{Value, json};

use crate::base::fault::Fault;

use super::super::node::{DocumentRule, Kind, Node, NodeId, SignerRule};
use super::super::source::{Located, Tree};
use super::{Bench, Reading, build, expand};

/// The head of a form file.
pub(super) fn file(form: &Located, faults: &mut Vec<Fault>) {
    for key in ["code", "version", "title"] {
        if form.text(key).is_none_or(str::is_empty) {
            faults.push(form.fault(format!("`{key}` is missing")));
        }
    }
    let name = form.file.strip_prefix("forms/").and_then(|f| f.strip_suffix(".json"));
    if let (Some(name), Some(code)) = (name, form.get("code"))
        && code.as_text() != Some(name)
    {
        faults.push(code.fault(format!("the code must be the file's name, `{name}`")));
    }
    match form.get("sources").map(Located::items) {
        None | Some([]) => {
            faults.push(form.fault("`sources` must name the norms the form rests on"));
        }
        Some(items) => {
            for item in items
                .iter()
                .filter(|item| item.text("source").is_none() || item.get("verified_on").is_none())
            {
                faults.push(item.fault(
                    "a source has `source` and `verified_on` (null until a person checked it)",
                ));
            }
        }
    }
    if form.text("subject").is_none() {
        faults.push(form.fault("`subject` is missing: the line that tells this case from others"));
    }
    if form.get("documents").is_none_or(|d| d.items().is_empty()) {
        faults.push(form.fault("`documents` must declare at least the main document"));
    }
}

/// Code and place of every attachment; a code may stand once.
pub(super) fn slots(written: &[&Located], faults: &mut Vec<Fault>) -> Vec<(String, NodeId)> {
    let mut found: Vec<(String, NodeId)> = Vec::new();
    for (id, at) in written.iter().enumerate() {
        for item in at.get("attachments").map(Located::items).unwrap_or_default() {
            let Some(code) = item.text("code") else { continue };
            if found.iter().any(|(known, _)| known == code) {
                faults.push(item.fault(format!("the attachment `{code}` comes twice")));
            }
            found.push((code.to_owned(), id));
        }
    }
    found
}

/// What can only be seen once everything is read: required computed fields, hidden rows, crossed bounds.
pub(super) fn after(nodes: &[Node], written: &[&Located], faults: &mut Vec<Fault>) {
    for (node, at) in nodes.iter().zip(written) {
        if node.compute.is_some() && node.required_when.is_some() {
            faults.push(at.fault("a computed field cannot be required: it has the value it has"));
        }
        if matches!(node.kind, Kind::Row) && node.when.is_some() {
            faults.push(at.fault(
                "a row cannot be hidden: put `when` on the list or on the fields of the row",
            ));
        }
        if matches!(&node.kind, Kind::List(spec) if spec.min > spec.max) {
            faults.push(at.fault("`minItems` is above `maxItems`"));
        }
    }
}

/// Roles that must sign an attachment, but that nobody has. What has no documents at all is a block: its form has them.
pub(super) fn signing_roles(
    nodes: &[Node],
    written: &[&Located],
    (documents, further): (&[DocumentRule], &[SignerRule]),
    faults: &mut Vec<Fault>,
) {
    if documents.is_empty() {
        return;
    }
    let signers = documents.iter().flat_map(|document| &document.signers).chain(further);
    let roles: Vec<&str> = signers.map(|signer| signer.role.as_str()).collect();
    for (id, node) in nodes.iter().enumerate() {
        for (index, slot) in node.slots.iter().enumerate() {
            let Some(role) = slot.signed_by.iter().find(|role| !roles.contains(&role.as_str()))
            else {
                continue;
            };
            let item = written[id].get("attachments").and_then(|list| list.items().get(index));
            if let Some(item) = item {
                faults.push(item.fault(format!(
                    "`signed_by` names `{role}`, a role that neither a document nor `roles` gives to anybody"
                )));
            }
        }
    }
}

/// Checks a block mounted alone, as the only group of the only step.
pub(super) fn block(file: &str, value: &Value, bench: Bench<'_>) -> Vec<Fault> {
    let mut faults = Vec::new();
    let frame = json!({ "title": "-", "type": "object", "properties": { "passo": { "title": "-", "type": "object",
        "properties": {} } } });
    let mut form = Located::of_file("", &frame);
    let mut block = expand::expand(Located::of_file(file, value), bench, &mut faults);
    for key in ["$schema", "code", "version", "notes", "sources"] {
        block.remove(key);
    }
    if let Some(properties) = form
        .get_mut("properties")
        .and_then(|p| p.get_mut("passo"))
        .and_then(|s| s.get_mut("properties"))
        && let Tree::Object(fields) = &mut properties.value
    {
        fields.push(("blocco".into(), block));
    }
    build(&form, bench, Reading::Block, &mut faults);
    faults.retain(|fault| !fault.file.is_empty());
    faults
}
