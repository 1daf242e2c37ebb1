//! The JSON Schemas of the definition files, which give editors completion, accept every file that the engine does.

use serde_json::Value;

use super::{definitions, read, root};

/// A schema of `schemas/definition`, with what it takes from `block.json` put inside.
fn validator(name: &str) -> jsonschema::Validator {
    let folder = root().join("schemas/definition");
    let text =
        std::fs::read_to_string(folder.join(name)).unwrap().replace("block.json#/$defs", "#/$defs");
    let mut schema: Value = serde_json::from_str(&text).unwrap();
    schema["$defs"] = read(&folder.join("block.json"))["$defs"].clone();
    jsonschema::options().should_validate_formats(true).build(&schema).unwrap()
}

fn check(validator: &jsonschema::Validator, file: &str, value: &Value) {
    let errors: Vec<String> =
        validator.iter_errors(value).map(|e| format!("{}: {e:.200}", e.instance_path())).collect();
    assert!(errors.is_empty(), "{file}:\n{}", errors.join("\n"));
}

#[test]
fn every_definition_follows_its_schema() {
    let (form, block) = (validator("form.json"), validator("block.json"));
    for base in [root(), root().join("tests/it/form/fixtures")] {
        let (files, _) = definitions(&base);
        files.below("forms/").for_each(|(file, value)| check(&form, file, value));
        files.below("schemas/").for_each(|(file, value)| check(&block, file, value));
    }
}

#[test]
fn an_unknown_keyword_is_refused_everywhere() {
    let form = validator("form.json");
    let (files, _) = definitions(&root().join("tests/it/form/fixtures"));
    let sound = files.get("forms/prova-pratica.json").unwrap();
    assert!(form.is_valid(sound));
    for place in [
        "",
        "/properties/lavori",
        "/properties/lavori/properties/tipo",
        "/documents/0",
        "/documents/0/signers/0",
        "/fees/0",
        "/attachments/0",
        "/properties/lavori/assert/0",
        "/sources/0",
    ] {
        let mut broken = sound.clone();
        broken.pointer_mut(place).unwrap()["requird"] = Value::Bool(true);
        assert!(!form.is_valid(&broken), "at {place}");
    }
}
