//! Tables across pages.

use sportello::engine::document::{Block, Column, Table};

use super::{sample, tool};

#[test]
fn a_long_table_repeats_its_header_and_loses_no_row() {
    let pdf = sample::pdf(&sample::of(vec![Block::heading(1, "Elenco"), sample::rows(1000)]));
    let Some(text) = tool::text(&pdf) else { return };
    let pages: Vec<_> = text.split('\u{C}').filter(|page| !page.trim().is_empty()).collect();
    assert!(pages.len() > 20, "{}", pages.len());
    for (index, page) in pages.iter().enumerate() {
        assert!(page.contains("Voce"), "page {} has no header", index + 1);
        assert!(page.contains(&format!("Pagina {} di {}", index + 1, pages.len())));
    }
    for n in 1..=1000 {
        let row = format!("riga {n} ");
        assert_eq!(text.matches(&row).count(), 1, "{row}");
    }
}

#[test]
fn the_repeated_header_is_read_once() {
    let pdf = sample::pdf(&sample::of(vec![Block::heading(1, "Elenco"), sample::rows(200)]));
    let Some(structure) = tool::structure(&pdf) else { return };
    assert_eq!(structure.matches("\"Voce\"").count(), 1);
    assert_eq!(structure.matches("TR").count(), 201);
}

#[test]
fn rows_are_not_split_when_they_fit() {
    let tall = "parola ".repeat(60);
    let rows = (0..40).map(|n| {
        vec![sample::text(&format!("inizio{n}")), sample::text(&format!("{tall} fine{n}"))]
    });
    let columns = vec![Column::new("Chi"), Column::new("Che cosa")];
    let pdf = sample::pdf(&sample::of(vec![Block::Table(Table::new(columns, rows.collect()))]));
    let Some(text) = tool::text(&pdf) else { return };
    let pages: Vec<_> = text.split('\u{C}').collect();
    assert!(pages.len() > 3);
    for n in 0..40 {
        let page = pages.iter().find(|page| page.contains(&format!("inizio{n} "))).unwrap();
        assert!(page.contains(&format!("fine{n}\n")), "row {n} is split");
    }
}

#[test]
fn a_row_taller_than_a_page_goes_on() {
    let words: Vec<_> = (0..3000).map(|n| format!("parola{n}")).collect();
    let rows = vec![
        vec![sample::text("lunga"), sample::text(&words.join(" "))],
        vec![sample::text("dopo")],
    ];
    let columns = vec![Column::new("Chi"), Column::new("Che cosa")];
    let pdf = sample::pdf(&sample::of(vec![Block::Table(Table::new(columns, rows))]));
    let Some(text) = tool::text(&pdf) else { return };
    for word in words.iter().chain([&"dopo".to_owned()]) {
        assert!(text.split_whitespace().any(|found| found == word), "{word}");
    }
    assert!(text.matches('\u{C}').count() >= 3);
}

#[test]
fn a_heading_is_never_alone_at_the_bottom() {
    for filler in 20..50 {
        let mut blocks: Vec<_> =
            (0..filler).map(|n| Block::paragraph(format!("riempimento {n}"))).collect();
        blocks.push(Block::heading(2, "Titolo"));
        blocks.push(Block::paragraph("sotto il titolo"));
        let Some(text) = tool::text(&sample::pdf(&sample::of(blocks))) else { return };
        let page = text.split('\u{C}').find(|page| page.contains("Titolo")).unwrap();
        assert!(page.contains("sotto il titolo"), "alone after {filler} paragraphs");
    }
}

#[test]
fn a_table_without_rows_or_columns_is_no_trouble() {
    let empty = Block::Table(Table::default());
    let headed = Block::Table(Table::new(vec![Column::new("Solo")], vec![]));
    sample::pdf(&sample::of(vec![
        Block::heading(1, "Vuota"),
        empty,
        headed,
        Block::Pairs { pairs: vec![] },
    ]));
}

#[test]
fn short_rows_are_filled_and_long_ones_cut() {
    let rows = vec![
        vec![sample::text("a")],
        vec![sample::text("b"), sample::text("c"), sample::text("zzz")],
    ];
    let table = Table { columns: vec![Column::new("1"), Column::new("2")], rows };
    let Some(text) = tool::text(&sample::pdf(&sample::of(vec![Block::Table(table)]))) else {
        return;
    };
    let words: Vec<_> = text.split_whitespace().collect();
    assert!(words.contains(&"—") && words.contains(&"c") && !words.contains(&"zzz"), "{words:?}");
}
