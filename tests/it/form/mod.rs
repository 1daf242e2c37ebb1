//! The form engine: cases are files. `cases/` are evaluated over the fixtures, `tests/forms/` over the real forms,
//! `decode/` are posted pages, `faults/` are broken definitions. The formats are in `docs/forms.md` §8.

mod case;
mod codelist;
mod decode;
mod fault;
mod page;
mod property;
mod schema;
mod wording;

use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use serde_json::Value;
use sportello::base::patch::merge as patch;
use sportello::engine::form::{CodeLists, Definitions, Form, Library};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Reads the definitions below a folder, as the server does.
fn definitions(base: &Path) -> (Definitions, Arc<CodeLists>) {
    let (mut files, mut lists) = (Definitions::default(), CodeLists::default());
    for folder in ["forms", "schemas"] {
        for path in listed(&base.join(folder), "json") {
            let name = format!("{folder}/{}", path.file_name().unwrap().to_str().unwrap());
            files.add(&name, &std::fs::read_to_string(&path).unwrap()).unwrap();
        }
    }
    for path in listed(&base.join("schemas/codelists"), "csv") {
        let name = path.file_stem().unwrap().to_str().unwrap();
        lists.add(name, &std::fs::read_to_string(&path).unwrap()).unwrap();
    }
    (files, Arc::new(lists))
}

/// The files of a folder with an extension, in order.
fn listed(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut found: Vec<PathBuf> = entries.map(|e| e.unwrap().path()).collect();
    found.retain(|path| path.extension().is_some_and(|e| e == extension));
    found.sort();
    found
}

fn library(base: &Path) -> (Library, Arc<CodeLists>) {
    let (files, lists) = definitions(base);
    let library = Library::compile(&files, &lists).unwrap_or_else(|faults| {
        let lines: Vec<String> = faults.iter().map(ToString::to_string).collect();
        panic!("{} faults:\n{}", lines.len(), lines.join("\n"))
    });
    (library, lists)
}

/// The invented forms of this room.
static FIXTURES: LazyLock<(Library, Arc<CodeLists>)> =
    LazyLock::new(|| library(&root().join("tests/it/form/fixtures")));

/// The forms of the house.
pub static HOUSE: LazyLock<(Library, Arc<CodeLists>)> = LazyLock::new(|| library(&root()));

fn fixture() -> &'static Arc<Form> {
    FIXTURES.0.form("prova-pratica").unwrap()
}

/// The code lists of the invented forms.
fn lists() -> &'static Arc<CodeLists> {
    &FIXTURES.1
}

fn read(path: &Path) -> Value {
    let text = std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// A counter of row ids: `r1`, `r2`…
fn ids() -> impl FnMut() -> String {
    let mut next = 0;
    move || {
        next += 1;
        format!("r{next}")
    }
}
