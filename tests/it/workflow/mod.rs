//! Workflows: the files of the repository, every (state, action, role) of each, journeys in files, random walks.

mod definition;
mod journey;
mod matrix;
mod walk;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};
use sportello::engine::workflow::{Fragments, Workflow};

pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

pub fn read(path: &Path) -> Value {
    let text = std::fs::read_to_string(path).unwrap();
    serde_json::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// The JSON files of a folder by name without extension, in order.
pub fn folder(path: &str) -> BTreeMap<String, Value> {
    let entries = std::fs::read_dir(root().join(path)).unwrap().map(|e| e.unwrap().path());
    entries
        .filter(|p| p.extension().is_some_and(|e| e == "json"))
        .map(|p| (p.file_stem().unwrap().to_string_lossy().into_owned(), read(&p)))
        .collect()
}

pub fn fragments() -> Fragments {
    folder("workflows/fragments")
}

pub fn workflows() -> Vec<Workflow> {
    let fragments = fragments();
    let compile = |(name, value): (String, Value)| {
        Workflow::compile(&format!("workflows/{name}.json"), &value, &fragments).unwrap_or_else(
            |faults| panic!("{}", faults.iter().map(|f| format!("{f}\n")).collect::<String>()),
        )
    };
    folder("workflows").into_iter().map(compile).collect()
}

pub fn workflow(code: &str) -> Workflow {
    workflows().into_iter().find(|w| w.code == code).unwrap_or_else(|| panic!("no workflow {code}"))
}

/// The smallest input that an action's form accepts; `yes` answers its questions.
pub fn fill(schema: &Value, yes: bool) -> Value {
    if let Some(options) = schema["enum"].as_array() {
        return options[usize::from(!yes) % options.len()].clone();
    }
    match schema["type"].as_str() {
        Some("object") => {
            let all: Vec<&String> =
                schema["properties"].as_object().map(|p| p.keys().collect()).unwrap_or_default();
            let required = schema["required"].as_array().map(Vec::as_slice).unwrap_or_default();
            let some = schema["minProperties"].as_u64().unwrap_or(0) as usize;
            let wanted = |i: usize, k: &str| i < some || required.iter().any(|r| r == k);
            let fields = all.iter().enumerate().filter(|(i, k)| wanted(*i, k));
            Value::Object(
                fields
                    .map(|(_, k)| ((*k).clone(), fill(&schema["properties"][*k], yes)))
                    .collect::<Map<_, _>>(),
            )
        }
        Some("array") => {
            let n = schema["minItems"].as_u64().unwrap_or(0);
            Value::Array((0..n).map(|_| fill(&schema["items"], yes)).collect())
        }
        Some("boolean") => json!(yes),
        Some("integer" | "number") => {
            json!(schema["minimum"].as_i64().unwrap_or(0).max(i64::from(yes) * 10))
        }
        _ if schema["format"] == "date" => json!("2026-06-01"),
        _ => json!("x".repeat(schema["minLength"].as_u64().unwrap_or(1).max(1) as usize)),
    }
}
