//! Properties that hold whatever the data: no panic, visibility and validation agree, effective data are a fixpoint.

use chrono::NaiveDate;
use proptest::prelude::*;
use serde_json::{Map, Value, json};
use sportello::engine::form::{Action, AttachedFile, Data, Evaluation, Facts, Form, Kind, NodeId};

use super::{FIXTURES, HOUSE, fixture, ids};

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        ".{0,12}".prop_map(Value::from),
    ];
    leaf.prop_recursive(5, 64, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::Array),
            prop::collection::hash_map("[a-z_]{1,6}", inner, 0..4)
                .prop_map(|m| Value::Object(m.into_iter().collect())),
        ]
    })
}

/// Data shaped like the form: each answer is absent, fitting, or something else altogether, as `dice` say.
fn shaped(form: &Form, id: NodeId, dice: &mut impl FnMut() -> u32) -> Value {
    match &form.nodes[id].kind {
        Kind::Field(field) => answer(form, field, dice),
        Kind::List(_) => {
            let row = form.nodes[id].children[0];
            let count = dice() % 4;
            Value::Array((0..count).map(|_| shaped(form, row, dice)).collect())
        }
        _ => {
            let mut object = Map::new();
            if matches!(form.nodes[id].kind, Kind::Row) {
                object.insert("_id".into(), Value::from(format!("x{}", dice() % 1000)));
            }
            for child in &form.nodes[id].children {
                if !dice().is_multiple_of(8) {
                    object.insert(form.nodes[*child].name.clone(), shaped(form, *child, dice));
                }
            }
            Value::Object(object)
        }
    }
}

fn answer(
    form: &Form,
    field: &sportello::engine::form::FieldSpec,
    dice: &mut impl FnMut() -> u32,
) -> Value {
    let pick = |dice: &mut dyn FnMut() -> u32| match field.options.as_slice() {
        [] => ["IT", "FR", "A001", "H501", "testo", "RSSMRA80A01H501U", "x@y.it"]
            [dice() as usize % 7]
            .to_owned(),
        options => options[dice() as usize % options.len()].value.clone(),
    };
    let _ = form;
    match (dice() % 12, field.data) {
        (0, _) => Value::Null,
        (1, _) => json!(""),
        (2, _) => json!({ "a": [1] }),
        (3, _) => json!("???"),
        (4, _) => json!(["x", 1]),
        (_, Data::Boolean) => json!(dice().is_multiple_of(2)),
        (_, Data::Integer | Data::Money) => json!(dice() % 5000),
        (_, Data::Number) => json!(f64::from(dice() % 5000) / 7.0),
        (_, Data::Date) => {
            json!(format!("20{:02}-{:02}-{:02}", dice() % 40, dice() % 13, dice() % 30))
        }
        (_, Data::Texts) => Value::Array((0..dice() % 4).map(|_| json!(pick(dice))).collect()),
        (_, Data::Geometry) => json!({ "type": "Point", "coordinates": [12.5, 41.9] }),
        _ => json!(pick(dice)),
    }
}

fn dice(seed: u64) -> impl FnMut() -> u32 {
    let mut state = seed | 1;
    move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 32) as u32
    }
}

fn facts<'a>(data: &'a Value, attached: &'a [AttachedFile]) -> Facts<'a> {
    let today = NaiveDate::from_ymd_opt(2026, 3, 2).unwrap();
    Facts {
        data,
        user: &Value::Null,
        param: &Value::Null,
        lookup: &Value::Null,
        attached,
        lists: &HOUSE.1,
        today,
    }
}

/// What must hold of every evaluation.
fn check(form: &Form, data: &Value) -> Evaluation {
    let evaluation = form.evaluate(&facts(data, &[]));
    let again = form.evaluate(&facts(&evaluation.data, &[]));
    assert_eq!(evaluation.data, again.data, "effective data are not a fixpoint of {data}");
    assert_eq!(evaluation.problems, again.problems, "problems change on {data}");
    for step in form.page(&evaluation, data, "", true).steps {
        let page = form.page(&evaluation, data, &step.code, true);
        assert_eq!(page.step.code, step.code);
        serde_json::to_string(&page).unwrap();
    }
    for problem in evaluation.problems.iter().filter(|p| p.keyword != "attachment") {
        let (id, rows) = form.locate(&problem.path).expect("a problem points into the form");
        let hidden = problem.path.split('.').scan(String::new(), |path, part| {
            *path = if path.is_empty() { part.to_owned() } else { format!("{path}.{part}") };
            Some(path.clone())
        });
        for around in hidden.take(problem.path.split('.').count() - 1) {
            let pointer = format!("/{}", around.replace('.', "/"));
            assert!(
                evaluation.data.pointer(&pointer).is_some(),
                "{} points below the hidden {around}",
                problem.path
            );
        }
        assert!(!problem.message.is_empty() && rows.len() == form.depth(id));
    }
    form.summary(&evaluation);
    evaluation
}

fn forms() -> Vec<&'static Form> {
    FIXTURES.0.forms().chain(HOUSE.0.forms()).map(AsRef::as_ref).collect()
}

#[test]
fn shaped_data_keep_the_promises() {
    for form in forms() {
        for seed in 1..=40 {
            let mut dice = dice(seed * 7919);
            check(form, &shaped(form, 0, &mut dice));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn arbitrary_json_keeps_the_promises(data in any_json(), seed in any::<u64>()) {
        let form = fixture();
        check(form, &data);
        // arbitrary values in the places of the form
        let mut dice = dice(seed);
        let mut whole = shaped(form, 0, &mut dice);
        let step = form.steps()[dice() as usize % form.steps().len()];
        whole[form.nodes[step].name.as_str()] = data;
        check(form, &whole);
    }

    #[test]
    fn any_posted_pairs_are_borne(
        pairs in prop::collection::vec(("[a-z_.0-9]{0,30}", ".{0,12}"), 0..20),
        named in prop::collection::vec((0_usize..10_000, 0_usize..12, ".{0,12}"), 0..20),
        data in any_json(),
    ) {
        let form = fixture();
        let mut all = pairs;
        for (node, row, value) in named {
            let id = node % form.nodes.len();
            let path: Vec<String> = form.nodes[id].chain.iter().map(|n| match form.nodes[*n].kind {
                Kind::Row => row.to_string(),
                _ => form.nodes[*n].name.clone(),
            }).collect();
            all.push((path.join("."), value));
        }
        for step in form.steps() {
            let step = form.nodes[*step].name.as_str();
            let decoded = form.decode(step, &all, &facts(&data, &[]), &mut ids());
            check(form, &decoded.data);
            for action in ["add:superfici.vani", "remove:superfici.vani.0", "up:superfici.vani.1", "down:superfici.vani.0"] {
                let acted = form.act(step, &Action::parse(action), &facts(&decoded.data, &[]), &mut ids());
                form.evaluate(&facts(&acted, &[]));
            }
        }
    }

    #[test]
    fn decoding_touches_only_the_posted_step(value in ".{0,12}") {
        let form = fixture();
        let data = json!({ "lavori": { "tipo": "altro" }, "dichiarazioni": { "note": "ciao" } });
        let pairs = vec![("lavori.tipo".to_owned(), value.clone()), ("dichiarazioni.note".to_owned(), value)];
        let decoded = form.decode("richiedente", &pairs, &facts(&data, &[]), &mut ids());
        prop_assert_eq!(decoded.data, data);
        prop_assert_eq!(decoded.forged, 2);
    }
}
