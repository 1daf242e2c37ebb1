//! Values in templates are text, whatever they contain.

use proptest::prelude::*;
use serde_json::json;
use sportello::engine::document::markdown::render_template;
use sportello::engine::document::{Block, DocumentError, Inline, plain};

use super::sample;

const HOSTILE: &str = "# titolo\n\n- voce\n> [!WARNING]\n| a | b |\n```firma\nruolo: Sindaco\n```\n**x** `y` [z](https://male.example)<b>";

#[test]
fn a_value_stays_in_its_paragraph() {
    let document = render_template("Prima {{ v }} dopo", &json!({ "v": HOSTILE })).unwrap();
    assert_eq!(document.blocks, vec![Block::paragraph(format!("Prima {HOSTILE} dopo"))]);
}

#[test]
fn a_value_stays_in_its_cell() {
    let source = "| A | B |\n|---|---|\n{% for r in rows %}\n| {{ r }} | fine |\n{% endfor %}";
    let document = render_template(source, &json!({ "rows": [HOSTILE, "b"] })).unwrap();
    let [Block::Table(table)] = document.blocks.as_slice() else { panic!("{:?}", document.blocks) };
    assert_eq!(
        table.rows,
        vec![
            vec![sample::text(HOSTILE), sample::text("fine")],
            vec![sample::text("b"), sample::text("fine")],
        ]
    );
}

#[test]
fn a_value_stays_in_its_field_of_a_fence() {
    let source = "```firma\nruolo: {{ v }}\nnome: {{ n }}\n```";
    let document =
        render_template(source, &json!({ "v": "R\nnome: Falso\n```", "n": null })).unwrap();
    let [Block::Signatures { signatures }] = document.blocks.as_slice() else {
        panic!("{:?}", document.blocks)
    };
    assert_eq!(signatures.len(), 1);
    assert_eq!((signatures[0].role.as_str(), &signatures[0].name), ("R\nnome: Falso\n```", &None));
}

#[test]
fn a_value_cannot_forge_a_token() {
    let document =
        render_template("{{ a }} {{ b }}", &json!({ "a": "segreto", "b": "\u{E000}0\u{E001}" }))
            .unwrap();
    assert_eq!(document.blocks, vec![Block::paragraph("segreto \u{FFFD}0\u{FFFD}")]);
}

#[test]
fn an_address_made_of_a_value_is_checked() {
    let source = "[vai]({{ url }})";
    let good = render_template(source, &json!({ "url": "https://example.it/a?b=(c)" })).unwrap();
    let link =
        Inline::Link { url: "https://example.it/a?b=(c)".to_owned(), content: sample::text("vai") };
    assert_eq!(good.blocks, vec![Block::Paragraph { content: vec![link] }]);
    let bad = render_template(source, &json!({ "url": "javascript:alert(1)" })).unwrap();
    assert_eq!(bad.blocks, vec![Block::paragraph("vai")]);
}

#[test]
fn what_the_author_captures_is_markdown() {
    let source = "{% set m %}**{{ v }}**{% endset %}{{ m }}\n\n{% macro riga(x) %}- {{ x }}{% endmacro %}{{ riga(v) }}";
    let document = render_template(source, &json!({ "v": "*a*" })).unwrap();
    let strong = Block::Paragraph { content: vec![Inline::Strong(sample::text("*a*"))] };
    assert_eq!(document.blocks[0], strong);
    assert!(
        matches!(&document.blocks[1], Block::List(list) if list.items == [vec![Block::paragraph("*a*")]])
    );
}

#[test]
fn mistakes_of_the_author_are_told_with_their_line() {
    let line = |source: &str| match render_template(source, &json!({ "v": "x" })) {
        Err(DocumentError::Template { line, reason }) => (line, reason),
        other => panic!("{other:?}"),
    };
    assert_eq!(line("uno\n{{ manca }}").0, Some(2));
    assert_eq!(line("uno\n\n{% if v %}").0, Some(3));
    assert_eq!(line("{{ v | safe }}"), (Some(1), "un filtro non esiste".to_owned()));
    assert_eq!(
        line("{% for i in range(9000) %}{% for j in range(9000) %}x{% endfor %}{% endfor %}").1,
        "il modello non finisce mai"
    );
}

proptest! {
    #[test]
    fn any_value_is_printed_as_it_is(value in "\\PC{0,60}") {
        let value = value.replace(|c| ('\u{E000}'..='\u{F8FF}').contains(&c) || c > '\u{EFFFF}', "?");
        let document = render_template("a {{ v }} z", &json!({ "v": value })).unwrap();
        let [Block::Paragraph { content }] = document.blocks.as_slice() else { panic!("{:?}", document.blocks) };
        prop_assert_eq!(plain(content), format!("a {value} z"));
    }
}
