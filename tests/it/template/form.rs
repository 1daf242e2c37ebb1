//! Every step of every form of the house, through the page template: the engine's page model and the templates agree.

use std::sync::atomic::{AtomicU32, Ordering};

use serde_json::{Value, json};
use sportello::engine::form::{Facts, Form};

use super::markup;
use super::stage::{Sample, files, read, render, renderer, root};
use crate::form::HOUSE;

/// What the web adds to the page model's slots.
fn fill_slots(node: &mut Value) {
    match node {
        Value::Array(items) => items.iter_mut().for_each(fill_slots),
        Value::Object(map) => {
            if map.get("kind") == Some(&json!("slot")) {
                map.insert("max_bytes".into(), json!(50_000_000));
            }
            map.values_mut().for_each(fill_slots);
        }
        _ => {}
    }
}

/// The pages of all visible steps, with every error shown.
fn pages(form: &Form, data: &Value) -> Vec<Value> {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let none = json!({});
    let facts = |data| Facts {
        data,
        user: &none,
        param: &none,
        lookup: &none,
        attached: &[],
        lists: &HOUSE.1,
        today: "2026-11-21".parse().expect("date"),
    };
    let mut new_id = || format!("r{}", NEXT.fetch_add(1, Ordering::Relaxed));
    let data = form.prefill(&facts(data), &mut new_id);
    let evaluation = form.evaluate(&facts(&data));
    let steps = form.page(&evaluation, &data, "", true).steps;
    let page = |code: &str| serde_json::to_value(form.page(&evaluation, &data, code, true));
    let mut pages: Vec<Value> = steps.iter().map(|s| page(&s.code).expect("JSON")).collect();
    pages.iter_mut().for_each(fill_slots);
    pages
}

/// An empty draft, then the data of the form's own cases: the first few, for each page takes a while to read strictly.
fn drafts(code: &str) -> Vec<Value> {
    let folder = root().join("tests/forms").join(code);
    let cases = if folder.is_dir() { files(&folder) } else { Vec::new() };
    let data = cases.iter().filter_map(|path| {
        let case: Value = serde_json::from_str(&read(path)).ok()?;
        case.get("data").cloned()
    });
    std::iter::once(json!({})).chain(data.take(3)).collect()
}

#[test]
fn every_step_of_every_form_renders_and_is_well_formed() {
    let renderer = renderer();
    let step: Value =
        serde_json::from_str(&read(&root().join("templates/samples/portal/step.json")))
            .expect("JSON");
    let mut seen = 0;
    for form in HOUSE.0.forms() {
        for (number, data) in drafts(&form.code).iter().enumerate() {
            for page in pages(form, data) {
                let name = format!("{} {number} {}", form.code, page["step"]["code"]);
                let data = json!({ "page": page, "draft": step["draft"] });
                let sample =
                    Sample { template: "portal/step.html".into(), name: name.clone(), data };
                let html =
                    render(&renderer, &sample, "it").unwrap_or_else(|e| panic!("{name}: {e}"));
                let faults = markup::faults(&html);
                assert!(faults.is_empty(), "{name}: {faults:#?}");
                seen += 1;
            }
        }
    }
    assert!(seen > 50, "only {seen} steps");
}
