//! Documents to write.

use chrono::{DateTime, TimeZone, Utc};
use sportello::engine::document::pdf::{Options, Standard, write};
use sportello::engine::document::{
    Align, Block, Callout, Column, Crest, Document, Inline, Letterhead, List, Pair, Qr, Signature,
    Table, Tone,
};

/// A crest of one blue pixel: a whole PNG, small enough to be read here.
pub const PIXEL: &[u8] = &[
    0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0x00, 0x00, 0x00, 0x0D, 0x49, 0x48, 0x44, 0x52,
    0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x01, 0x08, 0x02, 0x00, 0x00, 0x00, 0x90, 0x77, 0x53,
    0xDE, 0x00, 0x00, 0x00, 0x0C, 0x49, 0x44, 0x41, 0x54, 0x78, 0x9C, 0x63, 0x60, 0x48, 0x3B, 0x03,
    0x00, 0x01, 0x9C, 0x01, 0x33, 0xE1, 0xB2, 0x60, 0xB9, 0x00, 0x00, 0x00, 0x00, 0x49, 0x45, 0x4E,
    0x44, 0xAE, 0x42, 0x60, 0x82,
];

pub fn created() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 5, 4, 8, 42, 0).unwrap()
}

pub fn options() -> Options {
    Options { created: created(), standard: Standard::A2, embedded: None }
}

pub fn pdf(document: &Document) -> Vec<u8> {
    write(document, &options()).unwrap()
}

pub fn text(text: &str) -> Vec<Inline> {
    vec![Inline::Text(text.to_owned())]
}

pub fn of(blocks: Vec<Block>) -> Document {
    Document { title: "Prova".to_owned(), language: "it".to_owned(), blocks, ..Document::default() }
}

/// A table of two columns whose rows are numbered.
pub fn rows(count: usize) -> Block {
    let rows = (1..=count).map(|n| vec![text(&format!("riga {n}")), text("valore")]).collect();
    let mut columns = vec![Column::new("Voce"), Column::new("Importo")];
    columns[1].align = Align::End;
    Block::Table(Table::new(columns, rows))
}

/// One of each kind of block.
pub fn everything() -> Document {
    let link = Inline::Link {
        url: "https://sportello.example.it/p/1".to_owned(),
        content: text("la pratica"),
    };
    let blocks = vec![
        Block::heading(1, "Ricevuta"),
        Block::Paragraph {
            content: vec!["Testo, ".into(), Inline::Strong(text("forte")), " e ".into(), link],
        },
        Block::heading(3, "Dati"),
        Block::Pairs { pairs: vec![Pair::new("Numero", "12/2026"), Pair::new("Nota", "")] },
        rows(3),
        Block::List(List {
            start: Some(3),
            items: vec![vec![Block::paragraph("tre")], vec![Block::paragraph("quattro")]],
        }),
        Block::Callout(Callout {
            tone: Tone::Warning,
            blocks: vec![Block::paragraph("attenzione")],
        }),
        Block::Code { text: "a  b\n  c".to_owned() },
        Block::Rule,
        Block::Qr(Qr {
            data: "https://example.it".to_owned(),
            alt: "Codice".to_owned(),
            caption: text("inquadra"),
        }),
        Block::PageBreak,
        Block::Together { blocks: vec![Block::heading(2, "Firme"), Block::paragraph("sotto")] },
        Block::Signatures {
            signatures: vec![Signature { role: "Il dirigente".to_owned(), ..Signature::default() }],
        },
    ];
    let crest = Some(Crest { png: PIXEL.to_vec(), alt: "Stemma".to_owned() });
    let lines = vec!["Comune di Prova".to_owned(), "Ufficio tecnico".to_owned()];
    Document {
        author: Some("Comune di Prova".to_owned()),
        letterhead: Some(Letterhead { crest, lines }),
        footer: Some("Protocollo 12/2026".to_owned()),
        ..of(blocks)
    }
}
