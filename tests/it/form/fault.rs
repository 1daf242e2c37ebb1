//! Broken definitions: each case patches the sound fixture and lists the faults that must come of it, no more.

use serde_json::Value;
use sportello::engine::form::Library;

use super::{definitions, listed, patch, read, root};

#[test]
fn every_fault_is_reported_where_it_is_written() {
    let base = root().join("tests/it/form");
    let cases = listed(&base.join("faults"), "json");
    assert!(cases.len() > 10);
    let mut failed = Vec::new();
    for path in cases {
        let case = read(&path);
        let (mut files, lists) = definitions(&base.join("fixtures"));
        for file in ["forms/prova-pratica.json", "schemas/persona.json"] {
            let mut whole = files.get(file).unwrap().clone();
            patch(&mut whole, case.get(file).unwrap_or(&serde_json::json!({})));
            files.insert(file, whole);
        }
        let faults = Library::compile(&files, &lists).err().unwrap_or_default();
        let found: Vec<String> = faults.iter().map(ToString::to_string).collect();
        let wanted = case["faults"].as_array().unwrap();
        let fits = |wanted: &Value, found: &String| {
            let (place, reason) =
                (wanted["at"].as_str().unwrap(), wanted["reason"].as_str().unwrap());
            found.starts_with(&format!("{place}: ")) && found.contains(reason)
        };
        let all = wanted.iter().all(|w| found.iter().any(|f| fits(w, f)));
        if !all || wanted.len() != found.len() {
            failed.push(format!("{}:\nfound {found:#?}\nwanted {wanted:#?}", path.display()));
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n\n"));
}
