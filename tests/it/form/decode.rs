//! Posted pages: `{ step, data, pairs, expect, forged }`, and the buttons of rows.

use chrono::NaiveDate;
use serde_json::{Value, json};
use sportello::engine::form::{Action, Facts};

use super::{fixture, ids, listed, lists, read, root};

pub(super) fn facts(data: &Value) -> Facts<'_> {
    let today = NaiveDate::from_ymd_opt(2026, 3, 2).unwrap();
    Facts {
        data,
        user: &Value::Null,
        param: &Value::Null,
        lookup: &Value::Null,
        attached: &[],
        lists: lists(),
        today,
    }
}

#[test]
fn posted_pages_become_data() {
    for path in listed(&root().join("tests/it/form/decode"), "json") {
        let case = read(&path);
        let pairs: Vec<(String, String)> = serde_json::from_value(case["pairs"].clone()).unwrap();
        let data = case.get("data").cloned().unwrap_or(json!({}));
        let decoded =
            fixture().decode(case["step"].as_str().unwrap(), &pairs, &facts(&data), &mut ids());
        assert_eq!(decoded.data, case["expect"], "{}", path.display());
        let forged = case.get("forged").and_then(Value::as_u64).unwrap_or(0);
        assert_eq!(decoded.forged as u64, forged, "{}", path.display());
    }
}

fn rows(data: &Value) -> Vec<&str> {
    data["superfici"]["vani"]
        .as_array()
        .unwrap()
        .iter()
        .map(|r| r["_id"].as_str().unwrap())
        .collect()
}

#[test]
fn buttons_add_move_and_remove_rows() {
    let form = fixture();
    let act = |data: &Value, action: &str| {
        form.act("superfici", &Action::parse(action), &facts(data), &mut ids())
    };
    let data = json!({ "superfici": { "vani": [{ "_id": "a" }, { "_id": "b" }, { "_id": "c" }] } });
    assert_eq!(rows(&act(&data, "up:superfici.vani.1")), ["b", "a", "c"]);
    assert_eq!(rows(&act(&data, "up:superfici.vani.0")), ["a", "b", "c"]);
    assert_eq!(rows(&act(&data, "down:superfici.vani.1")), ["a", "c", "b"]);
    assert_eq!(rows(&act(&data, "down:superfici.vani.2")), ["a", "b", "c"]);
    assert_eq!(rows(&act(&data, "remove:superfici.vani.0")), ["b", "c"]);
    let four = act(&data, "add:superfici.vani");
    assert_eq!(rows(&four), ["a", "b", "c", "r1"]);
    assert_eq!(rows(&act(&four, "add:superfici.vani")).len(), 4, "the list is full");
    let inner = act(&data, "add:superfici.vani.1.dettagli.porte");
    assert_eq!(inner["superfici"]["vani"][1]["dettagli"]["porte"], json!([{ "_id": "r1" }]));
}

#[test]
fn forged_actions_change_nothing() {
    let form = fixture();
    let data = json!({ "superfici": { "vani": [{ "_id": "a" }] } });
    for action in [
        "remove:superfici.vani.7",
        "remove:superfici.vani",
        "remove:lavori.tipo",
        "add:lavori",
        "add:lavori.tipo",
        "add:x.y",
        "up:superfici.vani.x",
        "down:superfici.vani.99999999999999999999",
        "goto:x",
        "",
        "remove:",
        "add:..",
    ] {
        assert_eq!(
            form.act("superfici", &Action::parse(action), &facts(&data), &mut ids()),
            data,
            "{action}"
        );
    }
    let other =
        form.act("lavori", &Action::parse("remove:superfici.vani.0"), &facts(&data), &mut ids());
    assert_eq!(other, data, "the list of another step");
}

#[test]
fn a_draft_is_born_prefilled() {
    let user = json!({ "codice_fiscale": "RSSMRA80A01H501U", "nome": "Mario", "cognome": "Rossi", "admin": true });
    let lookup = json!({ "protocollo": "2026/1" });
    let empty = json!({});
    let facts = Facts { user: &user, lookup: &lookup, ..facts(&empty) };
    let data = fixture().prefill(&facts, &mut ids());
    let person =
        json!({ "codice_fiscale": "RSSMRA80A01H501U", "nome": "Mario", "cognome": "Rossi" });
    assert_eq!(data["richiedente"], json!({ "persona": person }));
    assert_eq!(data["dichiarazioni"], json!({ "protocollo": "2026/1" }));
    assert_eq!(
        data["superfici"]["vani"],
        json!([{ "_id": "r1" }]),
        "a list that needs a row is born with it"
    );
    let kept = json!({ "richiedente": { "persona": { "nome": "Maria" } } });
    let again = fixture().prefill(&Facts { data: &kept, ..facts }, &mut ids());
    assert_eq!(again["richiedente"]["persona"]["nome"], "Maria", "answers stay");
}
