//! The views: what a page holds, what a summary says.

use serde_json::{Value, json};
use sportello::engine::form::{FieldView, PageNode};

use super::decode::facts;
use super::fixture;

fn sample() -> Value {
    json!({
        "richiedente": { "persona": { "codice_fiscale": "RSSMRA80A01H501U", "nome": "Mario", "cognome": "Rossi" } },
        "lavori": {
            "tipo": "ampliamento", "dal": "2026-05-01", "al": "2026-06-10", "opere": ["muri", "tetto"], "giorni": 3,
            "tipo_altro": "nascosto"
        },
        "superfici": {
            "vani": [
                { "_id": "a", "nome": "Cucina", "uso": "abitazione", "superficie": 1234.5 },
                { "_id": "b", "uso": "negozio", "superficie": "tanta" }
            ],
            "costo": 1234500
        }
    })
}

fn fields(nodes: &[PageNode], found: &mut Vec<FieldView>) {
    for node in nodes {
        match node {
            PageNode::Field(field) => found.push((**field).clone()),
            PageNode::Group { nodes, .. } => fields(nodes, found),
            PageNode::List { rows, .. } => rows.iter().for_each(|row| fields(&row.nodes, found)),
            PageNode::Slot { .. } => {}
        }
    }
}

fn field(step: &str, path: &str, show_errors: bool) -> FieldView {
    let data = sample();
    let evaluation = fixture().evaluate(&facts(&data));
    let page = fixture().page(&evaluation, &data, step, show_errors);
    let mut found = Vec::new();
    fields(&page.step.nodes, &mut found);
    found.into_iter().find(|f| f.path == path).unwrap_or_else(|| panic!("no {path}"))
}

#[test]
fn values_are_written_as_italians_write_them() {
    let area = field("superfici", "superfici.vani.0.superficie", true);
    assert_eq!((area.value, area.display.as_str()), (json!("1234,50"), "1234,50 m²"));
    let cost = field("superfici", "superfici.costo", true);
    assert_eq!((cost.value, cost.unit.as_deref()), (json!("12.345,00"), Some("€")));
    let day = field("lavori", "lavori.dal", true);
    assert_eq!((day.value, day.display.as_str()), (json!("2026-05-01"), "01/05/2026"));
    let typed = field("superfici", "superfici.vani.1.superficie", false);
    assert_eq!(typed.value, "tanta", "what cannot be read stays as typed");
    assert_eq!(
        typed.errors,
        ["Scrivi un numero, con la virgola per i decimali, ad esempio 12,50."]
    );
}

#[test]
fn widgets_options_and_flags() {
    let kind = field("lavori", "lavori.tipo", true);
    assert_eq!(serde_json::to_value(kind.widget).unwrap(), "radio");
    let chosen: Vec<&str> =
        kind.options.iter().filter(|o| o.selected).map(|o| o.label.as_str()).collect();
    assert_eq!(chosen, ["Ampliamento"]);
    let works = field("lavori", "lavori.opere", true);
    assert_eq!(works.options.iter().filter(|o| o.selected).count(), 2);
    let days = field("lavori", "lavori.giorni", true);
    assert_eq!(
        (serde_json::to_value(days.widget).unwrap(), days.readonly, days.value),
        (json!("output"), true, json!("41"))
    );
    let procura = field("richiedente", "richiedente.con_procura", true);
    assert_eq!(serde_json::to_value(procura.widget).unwrap(), "yesno");
    assert!(procura.options.iter().all(|o| !o.selected) && procura.required);
    let state = field("richiedente", "richiedente.persona.stato_nascita", true);
    assert_eq!(serde_json::to_value(state.widget).unwrap(), "select");
    assert!(!state.options.iter().any(|o| o.value == "CS"), "an expired entry is not offered");
}

#[test]
fn missing_answers_are_complained_of_only_when_asked() {
    let quiet = field("superfici", "superfici.vani.1.nome", false);
    assert!(quiet.errors.is_empty() && quiet.required);
    assert_eq!(field("superfici", "superfici.vani.1.nome", true).errors, ["Scrivi “Nome”."]);
}

#[test]
fn steps_rows_and_slots() {
    let data = sample();
    let evaluation = fixture().evaluate(&facts(&data));
    let page = fixture().page(&evaluation, &data, "superfici", true);
    let steps: Vec<(&str, &str, bool)> =
        page.steps.iter().map(|s| (s.code.as_str(), s.state, s.current)).collect();
    assert_eq!(
        steps,
        [
            ("richiedente", "todo", false),
            ("lavori", "todo", false),
            ("superfici", "errors", true),
            ("dichiarazioni", "todo", false)
        ]
    );
    assert_eq!(
        page.step.why.as_deref(),
        Some("Lo chiediamo perché hai scelto “Ampliamento” in “Tipo di intervento”.")
    );
    let Some(PageNode::List { rows, can_add, add_label, .. }) = page.step.nodes.first() else {
        panic!("no list")
    };
    let titles: Vec<&str> = rows.iter().map(|r| r.title.as_str()).collect();
    assert_eq!(titles, ["Vano 1: Cucina", "Vano 2"]);
    assert!(
        *can_add
            && add_label == "Aggiungi un vano"
            && rows[0].can_down
            && !rows[0].can_up
            && rows[0].can_remove
    );
    let keys: Vec<&str> = evaluation.slots.iter().map(|s| s.key.as_str()).collect();
    assert_eq!(keys, ["foto-vano/a", "foto-vano/b", "relazione"]);
    let last = fixture().page(&evaluation, &data, "dichiarazioni", true);
    assert!(
        last.step
            .nodes
            .iter()
            .any(|n| matches!(n, PageNode::Slot { key, .. } if key == "relazione"))
    );
    let unknown = fixture().page(&evaluation, &data, "inventato", true);
    assert_eq!(unknown.step.code, "richiedente");
}

#[test]
fn the_page_is_plain_json() {
    let data = sample();
    let evaluation = fixture().evaluate(&facts(&data));
    let page = serde_json::to_value(fixture().page(&evaluation, &data, "lavori", true)).unwrap();
    assert_eq!(page["step"]["nodes"][0]["kind"], "field");
    assert_eq!(page["step"]["nodes"][0]["widget"], "radio");
    assert_eq!(page["form"]["code"], "prova-pratica");
}

#[test]
fn the_summary_holds_visible_answers_only() {
    let data = sample();
    let evaluation = fixture().evaluate(&facts(&data));
    let summary = serde_json::to_value(fixture().summary(&evaluation)).unwrap();
    let text = summary.to_string();
    assert!(text.contains("Muri, Tetto") && text.contains("01/05/2026") && text.contains("Vano 2"));
    assert!(!text.contains("nascosto"));
    assert_eq!(
        summary[1]["entries"][0],
        json!({
            "kind": "field", "path": "lavori.tipo", "label": "Tipo di intervento", "value": "Ampliamento",
            "source": null, "version": null, "entries": []
        })
    );
}
