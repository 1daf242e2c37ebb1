//! Evaluation cases: facts in a file, what must follow from them beside.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use chrono::NaiveDate;
use serde::Deserialize;
use serde_json::{Value, json};
use sportello::engine::form::{
    AttachedFile, CodeLists, Evaluation, Facts, Form, Library, PageNode, Signer,
};

use super::{FIXTURES, HOUSE, listed, patch, read, root};

/// A case; `docs/forms.md` §8 says what each part means.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    #[serde(default)]
    #[allow(dead_code, reason = "for whoever reads the file")]
    note: String,
    extends: Option<String>,
    today: Option<NaiveDate>,
    #[serde(default)]
    data: Value,
    #[serde(default)]
    user: Value,
    #[serde(default)]
    param: Value,
    #[serde(default)]
    lookup: Value,
    #[serde(default)]
    attached: Vec<String>,
    #[serde(default)]
    expect: Expect,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct Expect {
    #[serde(default)]
    visible: Vec<String>,
    #[serde(default)]
    hidden: Vec<String>,
    problems: Option<Vec<Wanted>>,
    #[serde(default)]
    some_problems: Vec<Wanted>,
    #[serde(default)]
    no_problems_at: Vec<String>,
    warnings: Option<Vec<Wanted>>,
    slots: Option<BTreeMap<String, Value>>,
    #[serde(default)]
    some_slots: Vec<String>,
    #[serde(default)]
    no_slots: Vec<String>,
    stops: Option<Vec<String>>,
    #[serde(default)]
    computed: BTreeMap<String, Value>,
    documents: Option<BTreeMap<String, Vec<String>>>,
    #[serde(default)]
    parties: Vec<String>,
    fees: Option<BTreeMap<String, i64>>,
    subject: Option<String>,
    complete: Option<bool>,
    #[serde(default)]
    why: BTreeMap<String, String>,
}

#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
struct Wanted {
    path: String,
    #[serde(default)]
    message: String,
}

/// Reads a case and, first, the one it extends.
fn load(path: &Path) -> Case {
    let mut value = read(path);
    while let Some(base) = value.get("extends").and_then(Value::as_str).map(str::to_owned) {
        let mut whole = read(&path.parent().unwrap().join(base));
        whole.as_object_mut().unwrap().remove("expect");
        value.as_object_mut().unwrap().shift_remove("extends");
        patch(&mut whole, &value);
        value = whole;
    }
    let case: Case =
        serde_json::from_value(value).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    assert!(case.extends.is_none());
    case
}

fn run(form: &Form, lists: &Arc<CodeLists>, path: &Path) {
    let case = load(path);
    let attached: Vec<AttachedFile> =
        case.attached.iter().map(|key| AttachedFile { key: key.clone() }).collect();
    let facts = Facts {
        data: &case.data,
        user: &case.user,
        param: &case.param,
        lookup: &case.lookup,
        attached: &attached,
        lists,
        today: case.today.unwrap_or(NaiveDate::from_ymd_opt(2026, 3, 2).unwrap()),
    };
    let evaluation = form.evaluate(&facts);
    let mut faults = Vec::new();
    compare(form, &case, &evaluation, &mut faults);
    let again = form.evaluate(&Facts { data: &evaluation.data, ..facts });
    if again.data != evaluation.data || again.problems != evaluation.problems {
        faults.push("evaluating the effective data again gives something else".to_owned());
    }
    assert!(faults.is_empty(), "{}:\n  {}", path.display(), faults.join("\n  "));
}

fn at<'a>(data: &'a Value, path: &str) -> Option<&'a Value> {
    let pointer = format!("/{}", path.replace('.', "/"));
    data.pointer(&pointer)
}

fn compare(form: &Form, case: &Case, evaluation: &Evaluation, faults: &mut Vec<String>) {
    let expect = &case.expect;
    let whys = collect(form, &case.data, evaluation);
    for path in &expect.visible {
        if !whys.contains_key(path) {
            faults.push(format!("{path} should be visible"));
        }
    }
    for path in &expect.hidden {
        if whys.contains_key(path) || at(&evaluation.data, path).is_some() {
            faults.push(format!("{path} should be hidden"));
        }
        if form.locate(path).is_none() {
            faults.push(format!("{path} does not exist in the form"));
        }
    }
    for (path, value) in &expect.computed {
        let found = at(&evaluation.data, path).unwrap_or(&Value::Null);
        if found != value {
            faults.push(format!("{path} should be {value}, it is {found}"));
        }
    }
    for (path, sentence) in &expect.why {
        let told = whys.get(path).cloned().flatten();
        if told.as_deref() != Some(sentence) {
            faults.push(format!("{path} should be told “{sentence}”, not {told:?}"));
        }
    }
    compare_problems(expect, evaluation, faults);
    compare_outcome(expect, evaluation, faults);
}

fn compare_problems(expect: &Expect, evaluation: &Evaluation, faults: &mut Vec<String>) {
    let errors: Vec<(&str, &str)> = evaluation
        .errors()
        .filter(|p| p.keyword != "attachment")
        .map(|p| (p.path.as_str(), p.message.as_str()))
        .collect();
    let warnings: Vec<(&str, &str)> = evaluation
        .problems
        .iter()
        .filter(|p| serde_json::to_value(p.level).unwrap() == "warning")
        .map(|p| (p.path.as_str(), p.message.as_str()))
        .collect();
    let fits = |wanted: &Wanted, found: &(&str, &str)| {
        wanted.path == found.0 && found.1.contains(&wanted.message)
    };
    for (exact, found) in [(&expect.problems, &errors), (&expect.warnings, &warnings)] {
        let Some(exact) = exact else { continue };
        if exact.len() != found.len()
            || exact.iter().zip(found).any(|(wanted, found)| !fits(wanted, found))
        {
            faults.push(format!("problems are {found:#?}\n  not {exact:#?}"));
        }
    }
    for wanted in &expect.some_problems {
        if !errors.iter().any(|found| fits(wanted, found)) {
            faults.push(format!("no problem {wanted:?} among {errors:#?}"));
        }
    }
    for path in &expect.no_problems_at {
        if let Some(found) =
            errors.iter().find(|(at, _)| at == path || at.starts_with(&format!("{path}.")))
        {
            faults.push(format!("there should be no problem at {path}: {found:?}"));
        }
    }
}

fn compare_outcome(expect: &Expect, evaluation: &Evaluation, faults: &mut Vec<String>) {
    let keys: Vec<&str> = evaluation.slots.iter().map(|slot| slot.key.as_str()).collect();
    if let Some(wanted) = &expect.slots {
        let found: BTreeMap<String, Value> = evaluation
            .slots
            .iter()
            .map(|slot| {
                (
                    slot.key.clone(),
                    json!({ "min": slot.min, "max": slot.max, "missing": slot.is_missing() }),
                )
            })
            .collect();
        if *wanted != found {
            faults.push(format!("slots are {found:?}, not {wanted:?}"));
        }
    }
    let code = |key: &str| keys.iter().any(|k| *k == key || k.split('/').next() == Some(key));
    faults.extend(
        expect
            .some_slots
            .iter()
            .filter(|key| !code(key))
            .map(|key| format!("no slot {key} among {keys:?}")),
    );
    faults.extend(
        expect
            .no_slots
            .iter()
            .filter(|key| code(key))
            .map(|key| format!("slot {key} should not be there")),
    );
    if let Some(wanted) = &expect.stops {
        let found: Vec<&str> = evaluation.stops.iter().map(|s| s.message.as_str()).collect();
        if wanted.len() != found.len()
            || wanted.iter().zip(&found).any(|(w, f)| !f.contains(w.as_str()))
        {
            faults.push(format!("stops are {found:?}, not {wanted:?}"));
        }
    }
    let told = |all: &[Signer]| -> Vec<String> {
        all.iter().map(|s| format!("{}:{}:{}", s.role, s.fiscal_code, s.name)).collect()
    };
    let parties = told(&evaluation.parties);
    let absent = expect.parties.iter().filter(|party| !parties.contains(party));
    faults.extend(absent.map(|party| format!("no party {party} among {parties:?}")));
    if let Some(wanted) = &expect.documents {
        let found: BTreeMap<String, Vec<String>> =
            evaluation.documents.iter().map(|d| (d.code.clone(), told(&d.signers))).collect();
        if *wanted != found {
            faults.push(format!("documents are {found:?}, not {wanted:?}"));
        }
    }
    if let Some(wanted) = &expect.fees {
        let found: BTreeMap<String, i64> =
            evaluation.fees.iter().map(|f| (f.code.clone(), f.cents)).collect();
        if *wanted != found {
            faults.push(format!("fees are {found:?}, not {wanted:?}"));
        }
    }
    if let Some(wanted) = expect.subject.as_ref().filter(|w| **w != evaluation.subject) {
        faults.push(format!("the subject is “{}”, not “{wanted}”", evaluation.subject));
    }
    if let Some(wanted) = expect.complete.filter(|w| *w != evaluation.is_complete()) {
        let errors: Vec<_> = evaluation.errors().map(|p| (&p.path, &p.message)).collect();
        faults.push(format!("complete should be {wanted}: {errors:#?} {:?}", evaluation.stops));
    }
}

/// Every visible path of all pages, with why it is asked.
fn collect(form: &Form, data: &Value, evaluation: &Evaluation) -> BTreeMap<String, Option<String>> {
    let mut found = BTreeMap::new();
    let steps = form.page(evaluation, data, "", true).steps;
    for step in steps {
        let page = form.page(evaluation, data, &step.code, true);
        found.insert(step.code, page.step.why.clone());
        page.step.nodes.iter().for_each(|node| visit(node, &mut found));
    }
    found
}

fn visit(node: &PageNode, found: &mut BTreeMap<String, Option<String>>) {
    match node {
        PageNode::Field(field) => {
            found.insert(field.path.clone(), field.why.clone());
        }
        PageNode::Group { path, why, nodes, .. } => {
            found.insert(path.clone(), why.clone());
            nodes.iter().for_each(|node| visit(node, found));
        }
        PageNode::List { path, why, rows, .. } => {
            found.insert(path.clone(), why.clone());
            for row in rows {
                found.insert(format!("{path}.{}", row.index), None);
                row.nodes.iter().for_each(|node| visit(node, found));
            }
        }
        PageNode::Slot { key, why, .. } => {
            found.insert(key.clone(), why.clone());
        }
    }
}

fn run_folder((library, lists): &(Library, Arc<CodeLists>), folder: &Path) -> usize {
    let mut count = 0;
    let Ok(entries) = std::fs::read_dir(folder) else { return 0 };
    for entry in entries {
        let path = entry.unwrap().path();
        let code = path.file_name().unwrap().to_str().unwrap().to_owned();
        let form =
            library.form(&code).unwrap_or_else(|| panic!("{}: no such form", path.display()));
        for case in listed(&path, "json") {
            run(form, lists, &case);
            count += 1;
        }
    }
    count
}

#[test]
fn the_fixture_behaves() {
    assert!(run_folder(&FIXTURES, &root().join("tests/it/form/cases")) > 5);
}

#[test]
fn the_forms_of_the_house_behave() {
    assert!(run_folder(&HOUSE, &root().join("tests/forms")) > 50);
}

#[test]
fn a_pinned_definition_is_restored_as_it_was() {
    let (library, lists) = &*HOUSE;
    for form in library.forms() {
        let restored = Form::restore(&form.source(), lists)
            .unwrap_or_else(|faults| panic!("{}: {:#?}", form.code, faults));
        assert_eq!((&restored.hash, restored.nodes.len()), (&form.hash, form.nodes.len()));
        let signers = |f: &Form| f.documents.iter().map(|d| d.signers.len()).sum::<usize>();
        assert_eq!(signers(&restored), signers(form));
    }
}

#[test]
fn every_form_of_the_house_compiles_and_bears_an_empty_draft() {
    let (library, lists) = &*HOUSE;
    for form in library.forms() {
        let facts = Facts {
            data: &Value::Null,
            user: &Value::Null,
            param: &Value::Null,
            lookup: &Value::Null,
            attached: &[],
            lists,
            today: NaiveDate::from_ymd_opt(2026, 3, 2).unwrap(),
        };
        let evaluation = form.evaluate(&facts);
        let hasty: Vec<_> = evaluation.stops.iter().filter(|stop| !stop.premature).collect();
        assert!(hasty.is_empty(), "{}: an empty draft is stopped: {hasty:?}", form.code);
        assert!(!evaluation.is_complete(), "{}: an empty draft is complete", form.code);
        let wrong: Vec<_> = evaluation
            .errors()
            .filter(|p| !matches!(p.keyword, "required" | "attachment" | "anyOf"))
            .collect();
        assert!(
            wrong.is_empty(),
            "{}: an empty draft has more than missing answers: {wrong:#?}",
            form.code
        );
    }
}
