//! What an evaluation gave against what the case expects.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::{Value, json};

use super::case::{Case, Expect, Wanted};
use super::coverage::Coverage;
use super::visible::collect;
use crate::engine::form::{AttachedFile, CodeLists, Evaluation, Facts, Form, Level, Signer};

/// See [`super::judge`].
pub(super) fn judge(
    form: &Form,
    case: &Case,
    lists: &Arc<CodeLists>,
    coverage: &mut Coverage,
) -> Vec<String> {
    let attached: Vec<AttachedFile> =
        case.attached.iter().map(|key| AttachedFile { key: key.clone() }).collect();
    let facts = Facts {
        data: &case.data,
        user: &case.user,
        param: &case.param,
        lookup: &case.lookup,
        attached: &attached,
        lists,
        today: case.day(),
    };
    let evaluation = form.evaluate(&facts);
    coverage.observe(form, &case.data, &evaluation);
    let mut faults = Vec::new();
    compare(form, case, &evaluation, &mut faults);
    let again = form.evaluate(&Facts { data: &evaluation.data, ..facts });
    if again.data != evaluation.data || again.problems != evaluation.problems {
        faults.push("evaluating the effective data again gives something else".to_owned());
    }
    faults
}

fn at<'a>(data: &'a Value, path: &str) -> Option<&'a Value> {
    let pointer = format!("/{}", path.replace('.', "/"));
    data.pointer(&pointer)
}

/// Compares everything that the case names; one line a fault.
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
        .filter(|p| p.level == Level::Warning)
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
    compare_slots(expect, evaluation, faults);
    compare_stops(expect, evaluation, faults);
    compare_signers(expect, evaluation, faults);
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

fn compare_slots(expect: &Expect, evaluation: &Evaluation, faults: &mut Vec<String>) {
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
}

fn compare_stops(expect: &Expect, evaluation: &Evaluation, faults: &mut Vec<String>) {
    if let Some(wanted) = &expect.stops {
        let found: Vec<&str> = evaluation.stops.iter().map(|s| s.message.as_str()).collect();
        if wanted.len() != found.len()
            || wanted.iter().zip(&found).any(|(w, f)| !f.contains(w.as_str()))
        {
            faults.push(format!("stops are {found:?}, not {wanted:?}"));
        }
    }
}

fn compare_signers(expect: &Expect, evaluation: &Evaluation, faults: &mut Vec<String>) {
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
}
