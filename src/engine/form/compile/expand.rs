//! Blocks: `$ref` with siblings becomes the block, patched; `require`, `optional` and `hide` are carried out.

use std::sync::Arc;

use serde_json::Value;

use crate::base::fault::Fault;
use crate::engine::expression::Pool;

use super::super::source::{Located, Tree};
use super::Bench;

/// Blocks may contain blocks; deeper than this is a circle or a mistake.
const MAX_DEPTH: usize = 8;

/// Lists of an object whose entries carry conditions, and the key of the condition.
const RULE_LISTS: [(&str, &str); 3] =
    [("assert", "that"), ("attachments", "when"), ("stops", "when")];

/// Replaces every `$ref` below `node` by its patched block.
pub(in super::super) fn expand(
    node: Located,
    bench: Bench<'_>,
    faults: &mut Vec<Fault>,
) -> Located {
    expand_at(node, bench, faults, &mut Vec::new())
}

fn expand_at(
    node: Located,
    bench: Bench<'_>,
    faults: &mut Vec<Fault>,
    open: &mut Vec<String>,
) -> Located {
    let Located { file, pointer, value } = node;
    let value = match value {
        Tree::Object(fields) if fields.iter().any(|(name, _)| **name == *"$ref") => {
            return mount(
                Located { file, pointer, value: Tree::Object(fields) },
                bench,
                faults,
                open,
            );
        }
        Tree::Object(fields) => Tree::Object(
            fields.into_iter().map(|(k, v)| (k, expand_at(v, bench, faults, open))).collect(),
        ),
        Tree::Array(items) => Tree::Array(
            items.into_iter().map(|item| expand_at(item, bench, faults, open)).collect(),
        ),
        leaf @ Tree::Leaf(_) => leaf,
    };
    Located { file, pointer, value }
}

fn mount(
    mut node: Located,
    bench: Bench<'_>,
    faults: &mut Vec<Fault>,
    open: &mut Vec<String>,
) -> Located {
    let Some(reference) = node.remove("$ref") else { return node };
    let path = reference.as_text().and_then(block_path);
    let Some((path, block)) =
        path.and_then(|path| bench.files.get(&path).map(|block| (path, block)))
    else {
        faults.push(reference.fault("there is no such block: write ../schemas/<name>.json"));
        return stand_in(node);
    };
    if open.len() >= MAX_DEPTH || open.contains(&path) {
        faults.push(reference.fault("this block contains itself"));
        return node;
    }
    let block = expanded(&path, block, bench, faults, open);
    if node.get("title").is_none() && block.get("title").is_none() {
        faults.push(node.fault("the block has no title: give it one here"));
    }
    apply(block, node, bench, faults)
}

/// A block with its own blocks expanded: a sound one is expanded once and copied at every mount.
fn expanded(
    path: &str,
    block: &Value,
    bench: Bench<'_>,
    faults: &mut Vec<Fault>,
    open: &mut Vec<String>,
) -> Located {
    if let Some(block) = bench.blocks.borrow().get(path) {
        return block.clone();
    }
    let before = faults.len();
    open.push(path.to_owned());
    let mut block = expand_at(Located::of_file(path, block), bench, faults, open);
    open.pop();
    for key in ["$schema", "code", "version", "notes", "sources"] {
        block.remove(key);
    }
    if faults.len() == before {
        bench.blocks.borrow_mut().insert(path.to_owned(), block.clone());
    }
    block
}

/// An empty object in the place of a block that is not there, so that nothing more is said of it.
fn stand_in(mut node: Located) -> Located {
    for key in ["require", "optional", "hide"] {
        node.remove(key);
    }
    let leaf = node.with(Tree::Leaf(Arc::new(Value::from("object"))));
    let empty = node.with(Tree::Object(Vec::new()));
    node.set("type", leaf);
    node.set("properties", empty);
    node
}

/// `../schemas/x.json`, as forms and blocks write it, to the path among the definitions.
fn block_path(reference: &str) -> Option<String> {
    let name = reference.strip_prefix("../schemas/").or_else(|| reference.strip_prefix("./"))?;
    let known = name.strip_suffix(".json").is_some_and(|stem| !stem.contains('/'));
    known.then(|| format!("schemas/{name}"))
}

fn apply(
    mut block: Located,
    mut siblings: Located,
    bench: Bench<'_>,
    faults: &mut Vec<Fault>,
) -> Located {
    let (require, optional, hide) =
        (siblings.remove("require"), siblings.remove("optional"), siblings.remove("hide"));
    block.patch(siblings);
    for name in names(require.as_ref(), &block, faults) {
        let required = block.texts("required");
        if !required.contains(&name) {
            set_required(&mut block, required.into_iter().chain([name]).collect());
        }
    }
    for name in names(optional.as_ref(), &block, faults) {
        let required = block.texts("required").into_iter().filter(|n| *n != name).collect();
        set_required(&mut block, required);
    }
    for name in names(hide.as_ref(), &block, faults) {
        let required = block.texts("required").into_iter().filter(|n| *n != name).collect();
        set_required(&mut block, required);
        if let Some(properties) = block.get_mut("properties") {
            properties.remove(&name);
        }
        drop_rules(&mut block, &name, bench.pool);
    }
    block
}

/// The names a convenience lists; each must be a field of the block.
fn names(list: Option<&Located>, block: &Located, faults: &mut Vec<Fault>) -> Vec<String> {
    let mut found = Vec::new();
    for item in list.map(Located::items).unwrap_or_default() {
        let Some(name) = item.as_text() else { continue };
        if block.get("properties").is_some_and(|p| p.get(name).is_some()) {
            found.push(name.to_owned());
        } else {
            faults.push(item.fault(format!("the block has no field `{name}`")));
        }
    }
    found
}

fn set_required(block: &mut Located, names: Vec<String>) {
    let at = block.get("required").unwrap_or(block);
    let leaf = |name: String| at.with(Tree::Leaf(Arc::new(Value::String(name))));
    let list = at.with(Tree::Array(names.into_iter().map(leaf).collect()));
    block.set("required", list);
}

/// Removes the rules of an object and of its fields that read the hidden field `this.<name>`.
fn drop_rules(block: &mut Located, name: &str, pool: &Pool) {
    for (list, key) in RULE_LISTS {
        if let Some(Located { value: Tree::Array(items), .. }) = block.get_mut(list) {
            items.retain(|item| {
                let shown_there = item.text("at") == Some(name);
                !shown_there && !item.text(key).is_some_and(|text| reads(pool, text, name))
            });
        }
    }
    let Some(properties) = block.get_mut("properties") else { return };
    let Tree::Object(fields) = &mut properties.value else { return };
    for (_, field) in fields {
        for key in ["when", "required_when", "compute", "prefill", "readonly"] {
            if field.text(key).is_some_and(|text| reads(pool, text, name)) {
                field.remove(key);
            }
        }
    }
}

fn reads(pool: &Pool, text: &str, name: &str) -> bool {
    pool.parse(text).is_ok_and(|expression| {
        expression
            .references()
            .iter()
            .any(|r| r.path.len() > 1 && r.path[0] == "this" && r.path[1] == name)
    })
}
