//! Evaluation cases: facts in a file, what must follow from them beside.

use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;

use chrono::NaiveDate;
use serde_json::Value;
use sportello::engine::form::trial::{Case, Coverage, judge};
use sportello::engine::form::{CodeLists, Facts, Form, Library};

use super::{FIXTURES, HOUSE, listed, read, root};

fn run_folder(
    (library, lists): &(Library, Arc<CodeLists>),
    folder: &Path,
    coverage: &mut Coverage,
) -> usize {
    let mut count = 0;
    let Ok(entries) = std::fs::read_dir(folder) else { return 0 };
    for entry in entries {
        let path = entry.unwrap().path();
        if !path.is_dir() {
            continue;
        }
        let code = path.file_name().unwrap().to_str().unwrap().to_owned();
        let form =
            library.form(&code).unwrap_or_else(|| panic!("{}: no such form", path.display()));
        coverage.expect(form);
        for case in listed(&path, "json") {
            let name = case.file_name().unwrap().to_str().unwrap();
            let read = Case::read(name, &|other| Ok(read(&path.join(other))));
            let found =
                judge(form, &read.unwrap_or_else(|e| panic!("{code}: {e}")), lists, coverage);
            assert!(found.is_empty(), "{}:\n  {}", case.display(), found.join("\n  "));
            count += 1;
        }
    }
    count
}

#[test]
fn the_fixture_behaves() {
    assert!(
        run_folder(&FIXTURES, &root().join("tests/it/form/cases"), &mut Coverage::default()) > 5
    );
}

#[test]
fn the_forms_of_the_house_behave() {
    let mut coverage = Coverage::default();
    assert!(run_folder(&HOUSE, &root().join("tests/forms"), &mut coverage) > 50);
    // What no case shows yet stands in a file that may only become shorter.
    let known = std::fs::read_to_string(root().join("tests/forms/not-shown.txt")).unwrap();
    let known: HashSet<&str> = known.lines().collect();
    let missing: HashSet<&str> = coverage.missing().collect();
    let new: Vec<_> = missing.difference(&known).collect();
    assert!(new.is_empty(), "no case shows these; write one: {new:#?}");
    let gone: Vec<_> = known.difference(&missing).collect();
    assert!(gone.is_empty(), "shown by now, strike from tests/forms/not-shown.txt: {gone:#?}");
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
