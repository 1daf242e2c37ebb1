//! From files to forms: blocks expanded, keywords and names checked, rules bound, the validator built.
//!
//! Everything that can be wrong with a definition is found here, all at once, as [`Fault`]s that point at the file and
//! value where the author wrote it, also when that is a block mounted elsewhere. What compiles needs no check later.

mod document;
mod expand;
pub(super) mod graph;
mod keyword;
mod lint;
mod name;
mod read;
mod rule;
mod schema;

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, OnceLock};

use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::base::fault::Fault;
use crate::engine::expression::Pool;

use super::codelist::CodeLists;
use super::node::{Form, NodeId, Readonly};
use super::source::{Definitions, Located};

/// What compiling needs besides the file: the blocks, the lists, the expressions parsed so far.
#[derive(Clone, Copy)]
struct Bench<'a> {
    files: &'a Definitions,
    lists: &'a CodeLists,
    pool: &'a Pool,
    /// Blocks expanded so far.
    blocks: &'a RefCell<HashMap<String, Located>>,
    /// Whether the validators are built now, to see that they can be.
    thorough: bool,
}

/// Every form of a set of definitions, compiled.
#[derive(Debug, Default)]
pub struct Library {
    forms: BTreeMap<String, Arc<Form>>,
}

impl Library {
    /// Compiles every `forms/*.json` and checks every `schemas/*.json`.
    ///
    /// # Errors
    /// All faults of all files, sorted, each once.
    pub fn compile(files: &Definitions, lists: &CodeLists) -> Result<Self, Vec<Fault>> {
        let (library, faults) = Self::compile_all(files, lists);
        if faults.is_empty() { Ok(library) } else { Err(faults) }
    }

    /// As [`Library::compile`], but yields the sound forms together with the faults of the others.
    pub fn compile_all(files: &Definitions, lists: &CodeLists) -> (Self, Vec<Fault>) {
        let (pool, blocks) = (&Pool::default(), &RefCell::default());
        let bench = Bench { files, lists, pool, blocks, thorough: true };
        let (library, mut faults) = Self::load_with(bench);
        for (file, value) in files.below("schemas/") {
            faults.extend(lint::block(file, value, bench));
        }
        tidy(&mut faults);
        (library, faults)
    }

    /// The sound forms, as fast as can be, for a server that starts: blocks are not checked apart from the forms that
    /// mount them, and the validators are built by the first evaluation.
    pub fn load(files: &Definitions, lists: &CodeLists) -> (Self, Vec<Fault>) {
        let (pool, blocks) = (&Pool::default(), &RefCell::default());
        let bench = Bench { files, lists, pool, blocks, thorough: false };
        let (library, mut faults) = Self::load_with(bench);
        tidy(&mut faults);
        (library, faults)
    }

    fn load_with(bench: Bench<'_>) -> (Self, Vec<Fault>) {
        let (mut library, mut faults) = (Self::default(), Vec::new());
        // one thread: two take the same time and twice the processor, most of it in the allocator
        for (file, value) in bench.files.below("forms/") {
            match Form::compile(file, value, bench) {
                Ok(form) => {
                    library.forms.insert(form.code.clone(), Arc::new(form));
                }
                Err(found) => faults.extend(found),
            }
        }
        (library, faults)
    }

    /// The form with this code.
    pub fn form(&self, code: &str) -> Option<&Arc<Form>> {
        self.forms.get(code)
    }

    /// All forms, by code.
    pub fn forms(&self) -> impl Iterator<Item = &Arc<Form>> {
        self.forms.values()
    }
}

/// In order, each once: the same fault of a block met through several mounts differs only after the semicolon, in the
/// names that the mount knows.
fn tidy(faults: &mut Vec<Fault>) {
    fn gist(fault: &Fault) -> &str {
        fault.reason.split(';').next().unwrap_or_default()
    }
    faults.sort();
    faults.dedup_by(|a, b| a.file == b.file && a.pointer == b.pointer && gist(a) == gist(b));
}

impl Form {
    /// Compiles one form file with its blocks.
    fn compile(file: &str, value: &Value, bench: Bench<'_>) -> Result<Self, Vec<Fault>> {
        let mut faults = Vec::new();
        let written = Located::of_file(file, value);
        lint::file(&written, &mut faults);
        let expanded = expand::expand(written, bench, &mut faults);
        Self::finish(&expanded, bench, Reading::Form, faults)
    }

    /// Compiles the expanded definition a case has pinned ([`Form::source`]).
    ///
    /// # Errors
    /// Its faults: a definition that compiled once fails only if a code list it names is gone.
    pub fn restore(source: &Value, lists: &CodeLists) -> Result<Self, Vec<Fault>> {
        let code = source.get("code").and_then(Value::as_str).unwrap_or_default();
        let expanded = Located::of_file(&format!("forms/{code}.json"), source);
        let (files, pool, blocks) = Default::default();
        let bench = Bench { files: &files, lists, pool: &pool, blocks: &blocks, thorough: false };
        Self::finish(&expanded, bench, Reading::Pinned, Vec::new())
    }

    fn finish(
        expanded: &Located,
        bench: Bench<'_>,
        reading: Reading,
        mut faults: Vec<Fault>,
    ) -> Result<Self, Vec<Fault>> {
        let form = build(expanded, bench, reading, &mut faults);
        tidy(&mut faults);
        match form {
            Some(form) if faults.is_empty() => Ok(form),
            _ => Err(faults),
        }
    }
}

/// Why a definition is read, which decides how strictly its names are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reading {
    /// A form of today.
    Form,
    /// A block by itself: parameters are whatever the forms declare.
    Block,
    /// The expanded definition of a case: sound when it was pinned; blocks can no longer be told from the form.
    Pinned,
}

/// Builds a form of an expanded definition; `None` if it is too broken to.
fn build(
    expanded: &Located,
    bench: Bench<'_>,
    reading: Reading,
    faults: &mut Vec<Fault>,
) -> Option<Form> {
    let reader = read::Reader::read(expanded, bench.lists);
    let (mut nodes, written) = (reader.nodes, reader.written);
    faults.extend(reader.faults);
    let parameters = document::parameters(expanded, faults);
    let slots = lint::slots(&written, faults);
    let mut ruler = rule::Ruler {
        nodes: &nodes,
        parameters: &parameters,
        slots: &slots,
        bench,
        form_file: &expanded.file,
        reading,
        faults: Vec::new(),
    };
    let rules: Vec<rule::Found> = (0..nodes.len()).map(|id| ruler.node(id, written[id])).collect();
    let (documents, fees) = (ruler.documents(expanded), ruler.fees(expanded));
    let roles = ruler.roles(expanded);
    let subject = ruler.subject(expanded);
    faults.append(&mut ruler.faults);
    for (node, found) in nodes.iter_mut().zip(rules) {
        node.when = found.when;
        node.required_when = found.required_when;
        node.compute = found.compute;
        node.prefill = found.prefill;
        node.readonly = found.readonly.unwrap_or(Readonly::No);
        node.asserts = found.asserts;
        node.stops = found.stops;
        node.slots = found.slots;
    }
    lint::after(&nodes, &written, faults);
    lint::signing_roles(&nodes, &written, (&documents, &roles), faults);
    let order = graph::order(&nodes)
        .map_err(|circle| faults.push(describe(&circle, &nodes, &written)))
        .ok()?;
    let source = expanded.to_value().to_string();
    let text = |key: &str| expanded.text(key).map(str::to_owned);
    let form = Form {
        code: text("code").unwrap_or_default(),
        version: text("version").unwrap_or_default(),
        title: text("title").unwrap_or_default(),
        description: text("description"),
        hash: hex::encode(Sha256::digest(source.as_bytes())),
        source: source.into(),
        nodes,
        order,
        validator: OnceLock::new(),
        parameters,
        documents,
        roles,
        fees,
        subject,
    };
    if bench.thorough
        && let Err(reason) = form.validator()
    {
        schema::blame(&form.nodes, &written, reason, faults);
        return None;
    }
    Some(form)
}

fn describe(circle: &[NodeId], nodes: &[super::node::Node], written: &[&Located]) -> Fault {
    let names: Vec<String> =
        circle.iter().map(|id| super::place::schema_path(nodes, *id)).collect();
    let at = circle.first().and_then(|id| written.get(*id));
    let reason = format!("the conditions go in a circle: {}", names.join(" → "));
    at.map_or_else(|| Fault::new("", "", reason.clone()), |at| at.fault(reason.clone()))
}
