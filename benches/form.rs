//! The form engine on the largest form of the house: `cargo bench --bench form`.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    missing_docs,
    reason = "a benchmark that fails should stop"
)]

use std::path::Path;
use std::sync::{Arc, LazyLock};

use chrono::NaiveDate;
use divan::{Bencher, black_box};
use serde_json::Value;
use sportello::engine::form::{CodeLists, Definitions, Evaluation, Facts, Form, Library};

const FORM: &str = "edilizia-scia";

static LISTS: LazyLock<Arc<CodeLists>> = LazyLock::new(|| definitions().1);

static SCIA: LazyLock<Arc<Form>> = LazyLock::new(|| {
    let (files, lists) = definitions();
    let library =
        Library::compile(&files, &lists).unwrap_or_else(|faults| panic!("{} faults", faults.len()));
    Arc::clone(library.form(FORM).unwrap())
});

/// The data of the case that the others of the form extend.
static DATA: LazyLock<Value> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/forms").join(FORM);
    let texts = std::fs::read_dir(folder)
        .unwrap()
        .map(|e| std::fs::read_to_string(e.unwrap().path()).unwrap());
    let cases = texts.map(|text| serde_json::from_str::<Value>(&text).unwrap());
    let largest = cases
        .filter(|case| case.get("extends").is_none())
        .max_by_key(|case| case.to_string().len());
    largest.unwrap()["data"].clone()
});

fn definitions() -> (Definitions, Arc<CodeLists>) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (mut files, mut lists) = (Definitions::default(), CodeLists::default());
    for folder in ["forms", "schemas", "schemas/codelists"] {
        for entry in std::fs::read_dir(root.join(folder)).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap();
            match path.extension().and_then(|e| e.to_str()) {
                Some("json") => {
                    files
                        .add(&format!("{folder}/{name}"), &std::fs::read_to_string(&path).unwrap())
                        .unwrap();
                }
                Some("csv") => {
                    lists
                        .add(
                            name.trim_end_matches(".csv"),
                            &std::fs::read_to_string(&path).unwrap(),
                        )
                        .unwrap();
                }
                _ => {}
            }
        }
    }
    (files, Arc::new(lists))
}

fn facts(data: &Value) -> Facts<'_> {
    let today = NaiveDate::from_ymd_opt(2026, 3, 2).unwrap();
    Facts {
        data,
        user: &Value::Null,
        param: &Value::Null,
        lookup: &Value::Null,
        attached: &[],
        lists: &LISTS,
        today,
    }
}

/// The step whose page is the longest.
fn largest_step(evaluation: &Evaluation) -> String {
    let steps = SCIA.page(evaluation, &DATA, "", true).steps;
    let length = |code: &str| {
        serde_json::to_string(&SCIA.page(evaluation, &DATA, code, true)).unwrap().len()
    };
    steps.into_iter().map(|step| step.code).max_by_key(|code| length(code)).unwrap()
}

#[divan::bench]
fn evaluate(bencher: Bencher) {
    bencher.bench(|| SCIA.evaluate(&facts(black_box(&DATA))));
}

#[divan::bench]
fn evaluate_empty(bencher: Bencher) {
    bencher.bench(|| SCIA.evaluate(&facts(black_box(&Value::Null))));
}

#[divan::bench]
fn page_of_the_largest_step(bencher: Bencher) {
    let evaluation = SCIA.evaluate(&facts(&DATA));
    let step = largest_step(&evaluation);
    bencher.bench(|| SCIA.page(black_box(&evaluation), &DATA, &step, true));
}

/// What a starting server does.
#[divan::bench(sample_count = 20)]
fn load_every_form(bencher: Bencher) {
    let (files, lists) = definitions();
    bencher.bench(|| Library::load(black_box(&files), &lists));
}

/// What `check` does: also every block by itself, and the validators.
#[divan::bench(sample_count = 5)]
fn compile_every_form(bencher: Bencher) {
    let (files, lists) = definitions();
    bencher.bench(|| Library::compile(black_box(&files), &lists));
}

fn main() {
    divan::main();
}
