//! Words made by the engine, on small forms made on the spot.

use serde_json::{Value, json};
use sportello::engine::form::{Evaluation, Facts, Form};

use super::decode::facts;
use super::lists;

/// A form of one step, `passo`.
fn form(step: &Value, more: &Value) -> Form {
    let mut definition = json!({
        "code": "piccolo", "version": "1.0.0", "title": "Piccolo", "type": "object",
        "properties": { "passo": step }, "documents": [], "subject": "-",
        "sources": [{ "source": "nessuna", "verified_on": null }],
    });
    super::patch(&mut definition, more);
    Form::restore(&definition, lists()).unwrap_or_else(|faults| panic!("{faults:?}"))
}

fn evaluate(form: &Form, answers: &Value) -> Evaluation {
    let data = json!({ "passo": answers });
    form.evaluate(&Facts { ..facts(&data) })
}

#[test]
fn an_any_of_names_the_answers_that_would_do() {
    let mut step = json!({
        "title": "Recapiti", "type": "object",
        "properties": {
            "email": { "title": "E-mail", "type": "string" },
            "via": { "title": "Via", "type": "string" },
            "comune": { "title": "Comune", "type": "string" },
        },
        "anyOf": [{ "required": ["email"] }, { "required": ["via", "comune"] }],
    });
    let message = |step: &Value, answers: Value| -> Vec<String> {
        let problems = evaluate(&form(step, &json!({})), &answers).problems;
        problems.into_iter().map(|p| format!("{}: {}", p.path, p.message)).collect()
    };
    let words = "passo: Compila almeno uno fra “E-mail” e “Via” con “Comune”.";
    assert_eq!(message(&step, json!({ "via": "Roma" })), [words]);
    assert!(message(&step, json!({ "email": "x" })).is_empty());
    step["errors"] = json!({ "anyOf": "Parole mie." });
    assert_eq!(message(&step, json!({})), ["passo: Parole mie."]);
}

#[test]
fn thousands_are_set_apart_from_five_digits_on() {
    let number = |more: Value| {
        let mut field = json!({ "title": "Numero", "type": "number" });
        super::patch(&mut field, &more);
        let step = json!({ "title": "Passo", "type": "object", "properties": { "n": field } });
        form(&step, &json!({}))
    };
    let shown = |form: &Form, value: Value| {
        form.summary(&evaluate(form, &json!({ "n": value })))[0].entries[0].value.clone()
    };
    let plain = number(json!({}));
    let cases = [
        (2026.0, "2026"),
        (-2026.5, "-2026,5"),
        (12345.0, "12.345"),
        (-1_234_567.25, "-1.234.567,25"),
    ];
    for (value, text) in cases {
        assert_eq!(shown(&plain, json!(value)), text);
    }
    let register = number(json!({ "type": "integer", "grouping": false, "unit": "MN" }));
    assert_eq!(shown(&register, json!(310_004)), "310004 MN");
    let decimals = number(json!({ "decimals": 2 }));
    assert_eq!(shown(&decimals, json!(10_000)), "10.000,00");
}

#[test]
fn a_role_without_a_document_has_its_parties_and_its_words() {
    let step = json!({
        "title": "Tecnici", "type": "object",
        "properties": {
            "tecnici": {
                "title": "Tecnici", "type": "array",
                "items": { "type": "object", "properties": {
                    "cf": { "title": "Codice fiscale", "type": "string" },
                    "nome": { "title": "Nome", "type": "string" },
                    "cognome": { "title": "Cognome", "type": "string" },
                    "calcola": { "title": "Fa i calcoli?", "type": "boolean" },
                } },
            },
        },
        "attachments": [{ "code": "calcoli", "title": "Calcoli", "types": ["pdf"], "signed_by": ["strutturista"] }],
    });
    let roles = json!({ "roles": { "strutturista": {
        "title": "progettista strutturale", "each": "passo.tecnici", "where": "row.calcola",
    } } });
    let row = |cf: &str, flag: bool| json!({ "_id": cf, "cf": cf, "nome": "N", "cognome": cf, "calcola": flag });
    let rows = json!({ "tecnici": [row("A", false), row("B", true), row("C", true)] });
    let evaluation = evaluate(&form(&step, &roles), &rows);
    let found: Vec<&str> = evaluation.parties.iter().map(|p| p.fiscal_code.as_str()).collect();
    assert_eq!(found, ["B", "C"]);
    assert_eq!(evaluation.slots[0].signed_by_labels, ["progettista strutturale"]);
}
