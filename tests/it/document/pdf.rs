//! The file as a whole.

use sportello::engine::document::pdf::{Embedded, Options, Standard, write};
use sportello::engine::document::{Block, Crest, Document, DocumentError, Inline, Letterhead, Qr};

use super::{sample, tool};

fn contains(bytes: &[u8], needle: &str) -> bool {
    bytes.windows(needle.len()).any(|window| window == needle.as_bytes())
}

#[test]
fn structure_of_every_block() {
    let Some(structure) = tool::structure(&sample::pdf(&sample::everything())) else { return };
    // Object numbers depend on everything before them.
    let lines: Vec<_> =
        structure.lines().filter(|line| !line.trim_start().starts_with("Object ")).collect();
    insta::assert_snapshot!(lines.join("\n"));
}

#[test]
fn text_of_every_block() {
    let Some(text) = tool::text(&sample::pdf(&sample::everything())) else { return };
    let words = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
    let lines: Vec<_> = text.lines().map(words).filter(|line| !line.is_empty()).collect();
    insta::assert_snapshot!(lines.join("\n"));
}

#[test]
fn is_sound_for_qpdf() {
    let options = Options { standard: Standard::A3, embedded: Some(json()), ..sample::options() };
    let pdf = write(&sample::everything(), &options).unwrap();
    if let Some(report) = tool::read("qpdf", &["--check", "FILE"], &pdf) {
        assert!(report.contains("No syntax or stream encoding errors"), "{report}");
    }
}

#[test]
fn carries_its_metadata() {
    let Some(info) = tool::info(&sample::pdf(&sample::everything())) else { return };
    for line in [
        "Title:           Prova",
        "Author:          Comune di Prova",
        "Tagged:          yes",
        "(A4)",
    ] {
        assert!(info.contains(line), "{line} in {info}");
    }
}

#[test]
fn claims_both_standards() {
    let a2 = sample::pdf(&sample::everything());
    let a3 = write(&sample::everything(), &Options { standard: Standard::A3, ..sample::options() })
        .unwrap();
    for (pdf, part) in [(&a2, "2"), (&a3, "3")] {
        assert!(contains(pdf, &format!("<pdfaid:part>{part}</pdfaid:part>")));
        assert!(contains(pdf, "<pdfaid:conformance>A</pdfaid:conformance>"));
        assert!(contains(pdf, "<pdfuaid:part>1</pdfuaid:part>"));
    }
}

#[test]
fn same_document_same_bytes() {
    let document = sample::everything();
    assert!(sample::pdf(&document) == sample::pdf(&document));
    let later =
        Options { created: sample::created() + chrono::Duration::seconds(1), ..sample::options() };
    assert!(sample::pdf(&document) != write(&document, &later).unwrap());
}

fn json() -> Embedded {
    Embedded {
        name: "dati.json".to_owned(),
        mime: "application/json".to_owned(),
        description: "I dati dell'istanza".to_owned(),
        bytes: br#"{"immobile":{"foglio":"12"}}"#.to_vec(),
    }
}

#[test]
fn embeds_the_data_it_was_made_from() {
    let options = Options { standard: Standard::A3, embedded: Some(json()), ..sample::options() };
    let pdf = write(&sample::everything(), &options).unwrap();
    if let Some(content) = tool::read("qpdf", &["--show-attachment=dati.json", "FILE"], &pdf) {
        assert_eq!(content, r#"{"immobile":{"foglio":"12"}}"#);
    }
    let refused = write(&sample::everything(), &Options { standard: Standard::A2, ..options });
    assert!(matches!(refused, Err(DocumentError::Embedded { .. })));
}

#[test]
fn refuses_a_crest_that_is_not_png() {
    for png in
        [b"GIF89a".to_vec(), sample::PIXEL[..30].to_vec(), sample::PIXEL[..50].to_vec(), Vec::new()]
    {
        let crest = Some(Crest { png, alt: String::new() });
        let document = Document {
            letterhead: Some(Letterhead { crest, lines: vec![] }),
            ..sample::of(vec![])
        };
        assert!(matches!(write(&document, &sample::options()), Err(DocumentError::Crest)));
    }
}

#[test]
fn refuses_a_code_that_holds_too_much() {
    let qr = Qr { data: "x".repeat(5000), ..Qr::default() };
    let error = write(&sample::of(vec![Block::Qr(qr)]), &sample::options());
    assert!(matches!(error, Err(DocumentError::Qr { bytes: 5000 })));
}

#[test]
fn follows_only_safe_links() {
    let link = |url: &str| Inline::Link { url: url.to_owned(), content: sample::text("qui") };
    let content = vec![
        link("javascript:alert(1)"),
        link("https://example.it/a"),
        link("mailto:a@example.it"),
    ];
    let pdf = sample::pdf(&sample::of(vec![Block::Paragraph { content }]));
    assert!(!contains(&pdf, "javascript"));
    assert!(contains(&pdf, "https://example.it/a"));
    assert!(contains(&pdf, "mailto:a@example.it"));
}

#[test]
fn an_empty_document_has_title_and_page() {
    let pdf = sample::pdf(&Document { language: "it".to_owned(), ..Document::default() });
    if let Some(info) = tool::info(&pdf) {
        assert!(info.contains("Pages:           1"), "{info}");
    }
}
