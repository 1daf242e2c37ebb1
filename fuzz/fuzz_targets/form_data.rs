//! What a browser posts, over any draft: the first line of the input is the form-encoded page, the rest the draft's JSON
//! (or any text where it is none). The invented form of the tests is decoded, changed by its buttons, evaluated and shown.

#![no_main]

use std::path::Path;
use std::sync::{Arc, LazyLock};

use chrono::NaiveDate;
use libfuzzer_sys::fuzz_target;
use serde_json::Value;
use sportello::engine::form::{Action, CodeLists, Definitions, Facts, Form, Library};

static FIXTURE: LazyLock<(Arc<Form>, Arc<CodeLists>)> = LazyLock::new(|| {
    let base = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/it/form/fixtures");
    let (mut files, mut lists) = (Definitions::default(), CodeLists::default());
    for folder in ["forms", "schemas", "schemas/codelists"] {
        for entry in std::fs::read_dir(base.join(folder)).expect("the tests' fixtures") {
            let path = entry.expect("an entry").path();
            let name = path.file_name().and_then(|n| n.to_str()).expect("a name").to_owned();
            if path.is_dir() {
                continue;
            }
            let text = std::fs::read_to_string(&path).expect("a text");
            match name.strip_suffix(".csv") {
                Some(list) => lists.add(list, &text).expect("a list"),
                None => files.add(&format!("{folder}/{name}"), &text).expect("a definition"),
            }
        }
    }
    let library = Library::compile(&files, &lists).expect("sound definitions");
    (Arc::clone(library.form("prova-pratica").expect("the fixture")), Arc::new(lists))
});

fn facts(data: &Value) -> Facts<'_> {
    Facts {
        data,
        user: &Value::Null,
        param: &Value::Null,
        lookup: &Value::Null,
        attached: &[],
        lists: &FIXTURE.1,
        today: NaiveDate::from_ymd_opt(2026, 3, 2).expect("a date"),
    }
}

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let (posted, draft) = text.split_once('\n').unwrap_or((&text, ""));
    let pairs: Vec<(String, String)> = serde_urlencoded::from_str(posted).unwrap_or_default();
    let data = serde_json::from_str(draft).unwrap_or_else(|_| Value::from(draft));
    let form = &FIXTURE.0;
    let mut next = 0;
    let mut new_ids = || {
        next += 1;
        format!("n{next}")
    };
    let action = pairs.iter().find(|(name, _)| name == "_action");
    let action = Action::parse(action.map_or("save", |(_, value)| value));
    for step in form.steps() {
        let step = form.nodes[*step].name.as_str();
        let decoded = form.decode(step, &pairs, &facts(&data), &mut new_ids).data;
        let acted = form.act(step, &action, &facts(&decoded), &mut new_ids);
        let evaluation = form.evaluate(&facts(&acted));
        let again = form.evaluate(&facts(&evaluation.data));
        assert_eq!(again.data, evaluation.data, "effective data are not a fixpoint");
        serde_json::to_string(&form.page(&evaluation, &acted, step, true)).expect("a page");
        form.summary(&evaluation);
    }
});
