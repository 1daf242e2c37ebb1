//! The condition language: what it evaluates to, what it refuses, how it is told. A case is an entry of a file.

mod property;

use std::path::Path;

use serde_json::{Map, Value};
use sportello::engine::expression::{Expression, Labels, Mode, Names, Type};

/// The entries of every file in a folder of this room.
fn cases(folder: &str) -> Vec<(String, Value)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/expression").join(folder);
    let mut found = Vec::new();
    for file in std::fs::read_dir(&root).unwrap() {
        let path = file.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        let entries: Vec<Value> =
            serde_json::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        for (index, entry) in entries.into_iter().enumerate() {
            found.push((format!("{}#{index}", path.display()), entry));
        }
    }
    assert!(!found.is_empty(), "no cases in {folder}");
    found
}

fn text<'a>(case: &'a Value, key: &str) -> &'a str {
    case.get(key).and_then(Value::as_str).unwrap_or_else(|| panic!("`{key}` is missing in {case}"))
}

#[test]
fn expressions_evaluate() {
    for (name, case) in cases("value") {
        let expression =
            Expression::parse(text(&case, "cel")).unwrap_or_else(|e| panic!("{name}: {e}"));
        let variables: Map<String, Value> =
            case.get("with").and_then(Value::as_object).cloned().unwrap_or_default();
        match (expression.evaluate(&variables), case.get("is")) {
            (Ok(value), Some(expected)) => {
                assert_eq!(&value, expected, "{name}: {}", expression.text())
            }
            (Err(_), None) => {}
            (result, expected) => {
                panic!("{name}: {} gave {result:?}, not {expected:?}", expression.text())
            }
        }
    }
}

/// Types given by the case: `{ "this.a": "text", "this.c": ["x", "y"] }`.
struct Given(Map<String, Value>);

impl Names for Given {
    fn type_of(&self, path: &[String], mode: Mode) -> Result<Type, String> {
        if mode == Mode::Attached {
            return Ok(Type::Boolean);
        }
        self.0.get(&path.join(".")).map(kind).ok_or_else(|| format!("unknown `{}`", path.join(".")))
    }

    fn has_code(&self, _: &str, code: &str) -> Option<bool> {
        Some(code == "IT")
    }
}

fn kind(written: &Value) -> Type {
    match written {
        Value::Array(items) => {
            let values = items.iter().filter_map(Value::as_str).map(str::to_owned);
            Type::Choice(std::sync::Arc::new(values.collect()))
        }
        Value::Object(fields) => {
            let fields = fields.iter().map(|(name, value)| (name.clone(), kind(value)));
            Type::List(Box::new(Type::Object(std::sync::Arc::new(fields.collect()))))
        }
        Value::String(name) => match name.as_str() {
            "text" => Type::Text,
            "date" => Type::Date,
            "number" => Type::Number,
            "boolean" => Type::Boolean,
            "texts" => Type::List(Box::new(Type::Text)),
            "state" => Type::Code("stati".into()),
            other => panic!("unknown type {other}"),
        },
        other => panic!("unknown type {other}"),
    }
}

#[test]
fn broken_expressions_are_refused_with_a_reason() {
    for (name, case) in cases("fault") {
        let cel = text(&case, "cel");
        let reasons = match Expression::parse(cel) {
            Err(syntax) => vec![syntax.to_string()],
            Ok(mut expression) => {
                let names = Given(
                    case.get("names").and_then(Value::as_object).cloned().unwrap_or_default(),
                );
                expression.bind(&names).err().unwrap_or_default()
            }
        };
        let expected = text(&case, "reason");
        assert!(
            reasons.iter().any(|r| r.contains(expected)),
            "{name}: `{cel}` gave {reasons:?}, not “{expected}”"
        );
    }
}

/// Labels derived from names: the last segment with a capital; options as `[code]`.
struct Plain;

impl Labels for Plain {
    fn title(&self, path: &[String]) -> Option<String> {
        let known = !matches!(path[0].as_str(), "today" | "user" | "param" | "lookup");
        known.then(|| path.last().map(|name| name[..1].to_uppercase() + &name[1..])).flatten()
    }

    fn option(&self, _: &[String], code: &str) -> Option<String> {
        Some(code.to_uppercase())
    }

    fn attachment(&self, code: &str) -> Option<String> {
        Some(code.to_owned())
    }

    fn is_date(&self, path: &[String]) -> bool {
        path.last().is_some_and(|name| matches!(name.as_str(), "dal" | "al"))
    }
}

#[test]
fn conditions_are_told_in_italian() {
    for (name, case) in cases("told") {
        let expression =
            Expression::parse(text(&case, "cel")).unwrap_or_else(|e| panic!("{name}: {e}"));
        let told = expression.tell(&Plain);
        assert_eq!(
            told.as_deref(),
            case.get("it").and_then(Value::as_str),
            "{name}: {}",
            expression.text()
        );
    }
}

#[test]
fn every_name_is_listed_once() {
    let text = "this.a == 'x' && this.a != 'y' && given(this.a) && this.rows.exists(r, r.b.c == today && given(r.d))";
    let expression = Expression::parse(text).unwrap();
    let names: Vec<String> = expression
        .references()
        .iter()
        .map(|r| format!("{} {:?}", r.path.join("."), r.mode))
        .collect();
    assert_eq!(names, ["this.a Value", "this.a Given", "this.rows Value", "today Value"]);
    let rows = &expression.references()[2];
    assert_eq!(
        rows.fields,
        [(vec!["b".into(), "c".into()], Mode::Value), (vec!["d".into()], Mode::Given)]
    );
}

#[test]
fn conjuncts_stand_alone() {
    let expression =
        Expression::parse("this.a == 'x' && (this.b || this.c) && this.d > 2").unwrap();
    let parts = expression.conjuncts().unwrap();
    let names =
        |e: &Expression| e.references().iter().map(|r| r.path.join(".")).collect::<Vec<_>>();
    assert_eq!(
        parts.iter().map(names).collect::<Vec<_>>(),
        [vec!["this.a"], vec!["this.b", "this.c"], vec!["this.d"]]
    );
}

#[test]
fn a_failure_never_quotes_data() {
    let expression = Expression::parse("this.a - 1 > 0 && this.a.startsWith('x')").unwrap();
    let variables: Map<String, Value> =
        serde_json::from_str(r#"{ "this": { "a": "RSSMRA80A01H501U" } }"#).unwrap();
    let failure = expression.evaluate(&variables).err().map(|e| e.to_string()).unwrap_or_default();
    assert!(!failure.contains("RSSMRA"), "{failure}");
}
