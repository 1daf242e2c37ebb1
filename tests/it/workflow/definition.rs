//! The files are sound; unsound ones are refused with the place and the reason.

use serde_json::{Value, json};
use sportello::engine::workflow::{Fragments, Workflow};

use super::{folder, fragments, read, root, workflows};

#[test]
fn every_workflow_of_the_repository_compiles_and_is_named_after_its_file() {
    let compiled = workflows();
    let names: Vec<String> = folder("workflows").into_keys().collect();
    assert_eq!(compiled.iter().map(|w| w.code.clone()).collect::<Vec<_>>(), names);
    for workflow in compiled {
        for term in &workflow.terms {
            assert!(!term.source.is_empty(), "{} {} has no source", workflow.code, term.code);
        }
    }
}

#[test]
fn a_workflow_is_whole_without_its_fragments() {
    let none = Fragments::new();
    for workflow in workflows() {
        let again = Workflow::compile("pinned.json", &workflow.source, &none).unwrap();
        assert_eq!(again.mermaid(), workflow.mermaid(), "{}", workflow.code);
    }
}

#[test]
fn the_files_follow_their_schema() {
    for (schema, files) in [
        ("workflow", "workflows"),
        ("fragment", "workflows/fragments"),
        ("calendar", "schemas/calendars"),
    ] {
        let schema = read(&root().join(format!("schemas/definition/{schema}.json")));
        let shared = read(&root().join("schemas/definition/workflow.json"));
        let uri = "https://sportello.invalid/schemas/definition/workflow.json";
        let registry = jsonschema::Registry::new().add(uri, &shared).unwrap().prepare().unwrap();
        let validator = jsonschema::options().with_registry(&registry).build(&schema).unwrap();
        for (name, value) in folder(files) {
            let errors: Vec<String> = validator
                .iter_errors(&value)
                .map(|e| format!("{} {e}", e.instance_path()))
                .collect();
            assert!(errors.is_empty(), "{files}/{name}: {errors:#?}");
        }
    }
}

/// A small sound machine; each case of `faults/` is a merge patch over it and the fault it must cause.
fn small() -> Value {
    json!({
        "code": "prova", "version": "1.0.0", "title": "Prova", "initial": "aperta",
        "parameters": { "giorni": { "title": "Giorni", "type": "integer", "default": 10 } },
        "flags": { "visto": { "title": "Visto", "type": "boolean" } },
        "terms": { "decisione": { "title": "Decisione", "length": "param.giorni", "source": "art. 2 L. 241/1990", "verified_on": null } },
        "effects": [ { "start": "decisione" } ],
        "states": {
            "aperta": { "title": "Aperta", "public": "Aperta.", "phase": "open", "turn": "office" },
            "attesa": { "title": "Attesa", "public": "Tocca a te.", "phase": "waiting", "turn": "citizen" },
            "chiusa": { "title": "Chiusa", "public": "Chiusa.", "phase": "closed", "turn": "none", "final": true }
        },
        "actions": {
            "chiedi": { "title": "Chiedi", "from": ["aperta"], "to": "attesa", "by": ["istruttore"] },
            "rispondi": { "title": "Rispondi", "from": ["attesa"], "back": true, "by": ["citizen"] },
            "chiudi": { "title": "Chiudi", "from": ["aperta", "attesa"], "to": "chiusa", "by": ["responsabile"] },
            "scade": { "title": "Scade", "from": ["aperta"], "to": "chiusa", "by": ["timer"], "fires": { "expiry": "decisione" } }
        }
    })
}

fn patch(target: &mut Value, change: &Value) {
    match change {
        Value::Object(members) => {
            for (key, value) in members {
                if value.is_null() && key != "verified_on" {
                    target.as_object_mut().unwrap().shift_remove(key);
                } else {
                    patch(&mut target[key], value);
                }
            }
        }
        other => *target = other.clone(),
    }
}

#[test]
fn the_small_machine_is_sound() {
    Workflow::compile("prova.json", &small(), &Fragments::new()).unwrap();
}

#[test]
fn every_unsound_file_is_refused_with_place_and_reason() {
    let fragments = fragments();
    for (name, case) in folder("tests/it/workflow/faults") {
        let mut file = small();
        patch(&mut file, &case["patch"]);
        let faults = Workflow::compile("prova.json", &file, &fragments).err().unwrap_or_default();
        let (pointer, reason) =
            (case["pointer"].as_str().unwrap(), case["reason"].as_str().unwrap());
        let found = faults.iter().any(|f| f.pointer == pointer && f.reason.contains(reason));
        assert!(found, "{name}: expected {pointer}: {reason}; got {faults:#?}");
    }
}

#[test]
fn the_example_of_the_authors_guide_compiles() {
    let guide = std::fs::read_to_string(root().join("docs/workflows.md")).unwrap();
    let example = guide.split("```json").nth(1).unwrap().split("```").next().unwrap();
    let value = serde_json::from_str(example).unwrap();
    let workflow = Workflow::compile("workflows/esempio.json", &value, &fragments()).unwrap();
    assert!(workflow.action("ritira").is_some());
}
