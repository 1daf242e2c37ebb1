//! The HTML rendering, for previews in the browser.
//!
//! A fragment: one `<article class="documento">` to put in a page. Elements and attributes are written only through
//! [`writer::Writer`], which escapes every text; nothing from a document is ever copied as markup.

mod writer;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use qrcodegen::{QrCode, QrCodeEcc};

use super::inline::{plain, safe_url};
use super::outline::Levels;
use super::text::{EMPTY, clean};
use super::{
    Align, Block, Callout, Document, Inline, Letterhead, List, Pair, Qr, Signature, Table, Tone,
};
use writer::Writer;

/// Writes a document as an HTML fragment.
pub fn write(document: &Document) -> String {
    let mut page = Page { out: Writer::default(), levels: Levels::default() };
    page.out.open("article", &[("class", "documento"), ("lang", &document.language)]);
    if let Some(letterhead) = &document.letterhead {
        page.letterhead(letterhead);
    }
    page.blocks(&document.blocks);
    if let Some(footer) = &document.footer {
        page.out.open("footer", &[("class", "documento-piede")]);
        page.out.text(&clean(footer));
        page.out.close("footer");
    }
    page.out.close("article");
    page.out.finish()
}

struct Page {
    out: Writer,
    levels: Levels,
}

impl Page {
    fn letterhead(&mut self, letterhead: &Letterhead) {
        self.out.open("header", &[("class", "documento-testata")]);
        if let Some(crest) = &letterhead.crest {
            let data = format!("data:image/png;base64,{}", STANDARD.encode(&crest.png));
            self.out.open("img", &[("src", &data), ("alt", &clean(&crest.alt)), ("height", "72")]);
        }
        for (index, line) in letterhead.lines.iter().enumerate() {
            let class = if index == 0 { "documento-ente" } else { "documento-recapito" };
            self.element("p", &[("class", class)], &[Inline::Text(line.clone())]);
        }
        self.out.close("header");
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading { level, content } => self.heading(*level, content),
            Block::Paragraph { content } => self.element("p", &[], content),
            Block::Pairs { pairs } => self.pairs(pairs),
            Block::Table(table) => self.table(table),
            Block::List(list) => self.list(list),
            Block::Signatures { signatures } => self.signatures(signatures),
            Block::Qr(qr) => self.qr(qr),
            Block::Callout(callout) => self.callout(callout),
            Block::Code { text } => {
                self.out.open("pre", &[]);
                self.out.text(&clean(text));
                self.out.close("pre");
            }
            Block::Rule => self.out.open("hr", &[]),
            Block::PageBreak => self.out.open("hr", &[("class", "documento-pagina")]),
            Block::Together { blocks } => self.blocks(blocks),
        }
    }

    fn heading(&mut self, level: u8, content: &[Inline]) {
        let tag = ["h1", "h2", "h3", "h4", "h5", "h6"][usize::from(self.levels.next(level) - 1)];
        self.element(tag, &[], content);
    }

    fn pairs(&mut self, pairs: &[Pair]) {
        self.out.open("table", &[("class", "documento-dati")]);
        self.out.open("tbody", &[]);
        for pair in pairs {
            self.out.open("tr", &[]);
            self.cell("th", &[("scope", "row")], &pair.label);
            self.cell("td", &[], &pair.value);
            self.out.close("tr");
        }
        self.out.close("tbody");
        self.out.close("table");
    }

    fn table(&mut self, table: &Table) {
        self.out.open("table", &[("class", "documento-tabella")]);
        self.out.open("thead", &[]);
        self.out.open("tr", &[]);
        for column in &table.columns {
            self.cell("th", &[("scope", "col"), ("class", class(column.align))], &column.title);
        }
        self.out.close("tr");
        self.out.close("thead");
        self.out.open("tbody", &[]);
        for row in &table.rows {
            self.out.open("tr", &[]);
            for (index, column) in table.columns.iter().enumerate() {
                let content = row.get(index).map_or(&[][..], Vec::as_slice);
                self.cell("td", &[("class", class(column.align))], content);
            }
            self.out.close("tr");
        }
        self.out.close("tbody");
        self.out.close("table");
    }

    fn cell(&mut self, tag: &'static str, attributes: &[(&'static str, &str)], content: &[Inline]) {
        if plain(content).trim().is_empty() {
            return self.element(tag, attributes, &[Inline::Text(EMPTY.to_owned())]);
        }
        self.element(tag, attributes, content);
    }

    fn list(&mut self, list: &List) {
        let tag = if list.start.is_some() { "ol" } else { "ul" };
        match list.start {
            Some(start) if start != 1 => self.out.open(tag, &[("start", &start.to_string())]),
            _ => self.out.open(tag, &[]),
        }
        for item in &list.items {
            self.out.open("li", &[]);
            match item.as_slice() {
                // A lone paragraph needs no element of its own.
                [Block::Paragraph { content }] => self.inlines(content),
                blocks => self.blocks(blocks),
            }
            self.out.close("li");
        }
        self.out.close(tag);
    }

    fn signatures(&mut self, signatures: &[Signature]) {
        self.out.open("div", &[("class", "documento-firme")]);
        for signature in signatures {
            self.out.open("div", &[("class", "documento-firma")]);
            let name = signature.name.clone().unwrap_or_default();
            self.element("p", &[], &[Inline::Strong(vec![Inline::Text(signature.role.clone())])]);
            self.element("p", &[], &[Inline::Text(name)]);
            if let Some(note) = &signature.note {
                self.element("p", &[("class", "documento-nota")], &[Inline::Text(note.clone())]);
            }
            self.out.close("div");
        }
        self.out.close("div");
    }

    fn qr(&mut self, qr: &Qr) {
        self.out.open("figure", &[("class", "documento-qr")]);
        if let Ok(code) = QrCode::encode_text(&qr.data, QrCodeEcc::Medium) {
            let size = code.size().to_string();
            let view = format!("-2 -2 {0} {0}", code.size() + 4);
            self.out.open(
                "svg",
                &[
                    ("role", "img"),
                    ("aria-label", &clean(&qr.alt)),
                    ("viewBox", &view),
                    ("width", "110"),
                    ("data-moduli", &size),
                ],
            );
            self.out.open("path", &[("d", &modules(&code))]);
            self.out.close("path");
            self.out.close("svg");
        }
        self.element("figcaption", &[], &qr.caption);
        self.out.close("figure");
    }

    fn callout(&mut self, callout: &Callout) {
        let (tag, class) = match callout.tone {
            Tone::Quote => ("blockquote", "documento-citazione"),
            Tone::Info => ("div", "documento-riquadro documento-informazione"),
            Tone::Warning => ("div", "documento-riquadro documento-avviso"),
        };
        self.out.open(tag, &[("class", class)]);
        self.blocks(&callout.blocks);
        self.out.close(tag);
    }

    fn element(
        &mut self,
        tag: &'static str,
        attributes: &[(&'static str, &str)],
        content: &[Inline],
    ) {
        if plain(content).trim().is_empty() {
            return;
        }
        self.out.open(tag, attributes);
        self.inlines(content);
        self.out.close(tag);
    }

    fn inlines(&mut self, content: &[Inline]) {
        for inline in content {
            match inline {
                Inline::Text(text) => self.lines(&clean(text)),
                Inline::Code(text) => self.wrap("code", &[], &[Inline::Text(text.clone())]),
                Inline::Strong(content) => self.wrap("strong", &[], content),
                Inline::Emphasis(content) => self.wrap("em", &[], content),
                Inline::Link { url, content } => match safe_url(url) {
                    Some(url) => self.wrap("a", &[("href", url)], content),
                    None => self.inlines(content),
                },
                Inline::Break => self.out.open("br", &[]),
            }
        }
    }

    fn wrap(&mut self, tag: &'static str, attributes: &[(&'static str, &str)], content: &[Inline]) {
        self.out.open(tag, attributes);
        self.inlines(content);
        self.out.close(tag);
    }

    fn lines(&mut self, text: &str) {
        for (index, line) in text.split('\n').enumerate() {
            if index > 0 {
                self.out.open("br", &[]);
            }
            self.out.text(line);
        }
    }
}

fn class(align: Align) -> &'static str {
    match align {
        Align::Start => "documento-inizio",
        Align::Center => "documento-centro",
        Align::End => "documento-fine",
    }
}

fn modules(code: &QrCode) -> String {
    use std::fmt::Write as _;
    let mut path = String::new();
    for y in 0..code.size() {
        for x in (0..code.size()).filter(|x| code.get_module(*x, y)) {
            // Writing to a string cannot fail.
            let _ = write!(path, "M{x} {y}h1v1h-1z");
        }
    }
    path
}
