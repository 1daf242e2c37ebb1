//! Odd text.

use proptest::prelude::*;
use sportello::engine::document::{
    Block, Column, Document, Inline, Letterhead, List, Pair, Table, html,
};

use super::{sample, tool};

#[test]
fn unknown_characters_are_visible_and_keep_their_meaning() {
    let pdf =
        sample::pdf(&sample::of(vec![Block::heading(1, "T"), Block::paragraph("prima 😀漢 dopo")]));
    if let Some(text) = tool::text(&pdf) {
        assert!(text.contains("prima \u{FFFD}\u{FFFD} dopo"), "{text}");
    }
    if let Some(qdf) = tool::read("qpdf", &["--json", "FILE"], &pdf) {
        assert!(qdf.contains("\"u:😀漢\""), "the characters are the actual text of a span");
    }
}

#[test]
fn other_scripts_have_a_typeface() {
    let Some(text) = tool::text(&sample::pdf(&sample::of(vec![Block::paragraph(
        "Šárka Łukasz Ελένη Иван ☑ ₂ →",
    )]))) else {
        return;
    };
    assert!(text.contains("Šárka Łukasz Ελένη Иван ☑ ₂ →"), "{text}");
}

#[test]
fn marks_that_reorder_or_hide_text_are_dropped() {
    let hostile = "pagare\u{202E}0001\u{200B}\u{FEFF} e\u{301}\u{0}\u{7}\u{E000}";
    let Some(text) = tool::text(&sample::pdf(&sample::of(vec![Block::paragraph(hostile)]))) else {
        return;
    };
    assert!(text.contains("pagare0001 é\u{FFFD}"), "{text}");
}

#[test]
fn long_words_are_broken_and_nothing_is_lost() {
    let word: String = (0..400).map(|n| char::from(b'a' + (n % 26) as u8)).collect();
    let Some(text) = tool::text(&sample::pdf(&sample::of(vec![
        Block::heading(1, "T"),
        Block::paragraph(&word),
    ]))) else {
        return;
    };
    let joined: String = text.lines().map(str::trim).collect();
    assert!(joined.contains(&word), "{joined}");
}

#[test]
fn line_ends_break_lines() {
    let Some(text) =
        tool::text(&sample::pdf(&sample::of(vec![Block::paragraph("uno\r\ndue\u{2028}tre")])))
    else {
        return;
    };
    let lines: Vec<_> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    assert!(lines.windows(3).any(|lines| lines == ["uno", "due", "tre"]), "{lines:?}");
}

/// Text people and machines send: any characters, and those that hurt most.
fn any_text() -> impl Strategy<Value = String> {
    let hurtful = prop_oneof![
        Just('\n'),
        Just('\t'),
        Just(' '),
        Just('\u{A0}'),
        Just('\u{AD}'),
        Just('\u{301}'),
        Just('\u{20DD}'),
        Just('😀'),
        Just('\u{E000}'),
        Just('\u{E001}'),
        Just('\u{FEFF}'),
        Just('\u{202E}'),
        Just('漢'),
        Just('ش'),
        Just('न'),
        Just('\u{10FFFF}'),
        Just('|'),
        Just('*'),
        Just('<'),
    ];
    proptest::collection::vec(
        prop_oneof![any::<char>(), hurtful, proptest::char::range('a', 'z')],
        0..120,
    )
    .prop_map(|chars| chars.into_iter().collect())
}

fn any_document() -> impl Strategy<Value = Document> {
    proptest::collection::vec(any_text(), 12).prop_map(|t| {
        let inlines = |n: usize| {
            vec![Inline::Text(t[n].clone()), Inline::Strong(vec![Inline::Code(t[n].clone())])]
        };
        let link = Inline::Link {
            url: format!("https://example.it/{}", t[1].len()),
            content: sample::text(&t[2]),
        };
        Document {
            title: t[0].clone(),
            author: Some(t[3].clone()),
            subject: Some(t[4].clone()),
            letterhead: Some(Letterhead { crest: None, lines: vec![t[5].clone(), t[6].clone()] }),
            footer: Some(t[7].clone()),
            ..sample::of(vec![
                Block::Heading { level: (t[0].len() % 9) as u8, content: inlines(8) },
                Block::Paragraph { content: vec![link] },
                Block::Pairs { pairs: vec![Pair { label: inlines(9), value: inlines(10) }] },
                Block::Table(Table::new(
                    vec![Column::new(&t[11]), Column::new("")],
                    vec![vec![inlines(1), inlines(2)]],
                )),
                Block::List(List {
                    start: Some(u64::MAX),
                    items: vec![vec![Block::paragraph(&t[3])], vec![]],
                }),
                Block::Code { text: t[4].clone() },
            ])
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// Whatever the text, both writers succeed: krilla's validators would refuse an invalid file.
    #[test]
    fn no_text_breaks_a_writer(document in any_document()) {
        prop_assert!(sample::pdf(&document).starts_with(b"%PDF"));
        let page = html::write(&document);
        prop_assert!(!page.contains("<script") && page.ends_with("</article>"));
    }
}
