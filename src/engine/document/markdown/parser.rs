//! pulldown-cmark events to blocks.

use pulldown_cmark::{
    Alignment, BlockQuoteKind, CodeBlockKind, Event, Options, Parser, Tag, TagEnd,
};

use super::fence;
use super::token::Tokens;
use crate::engine::document::inline::{plain, safe_url};
use crate::engine::document::{Align, Block, Callout, Column, Inline, List, Pair, Table, Tone};

const PAGE_BREAK: &str = "<!-- nuova pagina -->";

/// Parses Markdown whose values are tokens.
pub(super) fn parse(source: &str, tokens: &Tokens) -> Vec<Block> {
    let mut reader = Reader {
        events: Parser::new_ext(source, options()).collect::<Vec<_>>().into_iter(),
        tokens,
    };
    reader.blocks()
}

fn options() -> Options {
    Options::ENABLE_TABLES | Options::ENABLE_GFM | Options::ENABLE_STRIKETHROUGH
}

struct Reader<'a> {
    events: std::vec::IntoIter<Event<'a>>,
    tokens: &'a Tokens,
}

impl<'a> Reader<'a> {
    /// The blocks up to the end of what encloses them. Text that stands in a tight list item without a paragraph becomes one.
    fn blocks(&mut self) -> Vec<Block> {
        let mut blocks = Vec::new();
        let mut loose = Vec::new();
        while let Some(event) = self.events.next() {
            match event {
                Event::End(_) => break,
                Event::Start(tag) if is_inline(&tag) => self.inline(tag, &mut loose),
                Event::Start(tag) => {
                    paragraph(&mut loose, &mut blocks);
                    blocks.extend(self.block(tag));
                }
                Event::Rule => {
                    paragraph(&mut loose, &mut blocks);
                    blocks.push(Block::Rule);
                }
                other => self.piece(other, &mut loose),
            }
        }
        paragraph(&mut loose, &mut blocks);
        blocks
    }

    fn block(&mut self, tag: Tag<'a>) -> Option<Block> {
        match tag {
            Tag::Paragraph => some_paragraph(self.inlines()),
            Tag::Heading { level, .. } => {
                let content = self.inlines();
                (!plain(&content).trim().is_empty())
                    .then_some(Block::Heading { level: level as u8, content })
            }
            Tag::BlockQuote(kind) => {
                Some(Block::Callout(Callout { tone: tone(kind), blocks: self.blocks() }))
            }
            Tag::List(start) => Some(Block::List(List { start, items: self.items() })),
            Tag::CodeBlock(kind) => {
                let info = match kind {
                    CodeBlockKind::Fenced(info) => info.into_string(),
                    CodeBlockKind::Indented => String::new(),
                };
                let body = self.raw();
                Some(fence::block(&info, &body, self.tokens))
            }
            Tag::Table(alignment) => Some(self.table(&alignment)),
            Tag::HtmlBlock => (self.raw().trim() == PAGE_BREAK).then_some(Block::PageBreak),
            _ => {
                self.blocks();
                None
            }
        }
    }

    fn items(&mut self) -> Vec<Vec<Block>> {
        let mut items = Vec::new();
        while let Some(Event::Start(_)) = self.events.next() {
            items.push(self.blocks());
        }
        items
    }

    /// The text of a block whose content is not Markdown.
    fn raw(&mut self) -> String {
        let mut raw = String::new();
        for event in self.events.by_ref() {
            match event {
                Event::End(_) => break,
                Event::Text(text) | Event::Html(text) => raw.push_str(&text),
                _ => {}
            }
        }
        raw
    }

    fn inlines(&mut self) -> Vec<Inline> {
        let mut content = Vec::new();
        while let Some(event) = self.events.next() {
            match event {
                Event::End(_) => break,
                Event::Start(tag) => self.inline(tag, &mut content),
                other => self.piece(other, &mut content),
            }
        }
        content
    }

    fn inline(&mut self, tag: Tag<'a>, out: &mut Vec<Inline>) {
        let content = self.inlines();
        match tag {
            Tag::Strong => out.push(Inline::Strong(content)),
            Tag::Emphasis => out.push(Inline::Emphasis(content)),
            Tag::Link { dest_url, .. } => {
                let url = self.tokens.resolve(&unencode(&dest_url));
                match safe_url(&url) {
                    Some(url) => out.push(Inline::Link { url: url.to_owned(), content }),
                    None => out.extend(content),
                }
            }
            _ => out.extend(content),
        }
    }

    fn piece(&self, event: Event, out: &mut Vec<Inline>) {
        match event {
            Event::Text(text) => match out.last_mut() {
                Some(Inline::Text(last)) => last.push_str(&self.tokens.resolve(&text)),
                _ => out.push(Inline::Text(self.tokens.resolve(&text))),
            },
            Event::Code(text) => out.push(Inline::Code(self.tokens.resolve(&text))),
            Event::SoftBreak => out.push(Inline::Text(" ".to_owned())),
            Event::HardBreak => out.push(Inline::Break),
            _ => {}
        }
    }

    fn table(&mut self, alignment: &[Alignment]) -> Block {
        let mut rows = Vec::new();
        while let Some(Event::Start(_)) = self.events.next() {
            rows.push(self.cells());
        }
        let mut rows = rows.into_iter();
        let titles = rows.next().unwrap_or_default();
        if titles.len() == 2 && titles.iter().all(|title| plain(title).trim().is_empty()) {
            return Block::Pairs { pairs: rows.filter_map(pair).collect() };
        }
        let columns =
            titles.into_iter().zip(alignment).map(|(title, align)| column(title, *align)).collect();
        Block::Table(Table::new(columns, rows.collect()))
    }

    fn cells(&mut self) -> Vec<Vec<Inline>> {
        let mut cells = Vec::new();
        while let Some(Event::Start(_)) = self.events.next() {
            cells.push(self.inlines());
        }
        cells
    }
}

fn pair(cells: Vec<Vec<Inline>>) -> Option<Pair> {
    let mut cells = cells.into_iter();
    Some(Pair { label: cells.next()?, value: cells.next().unwrap_or_default() })
}

fn column(title: Vec<Inline>, align: Alignment) -> Column {
    let align = match align {
        Alignment::None | Alignment::Left => Align::Start,
        Alignment::Center => Align::Center,
        Alignment::Right => Align::End,
    };
    Column { title, align, share: None }
}

fn tone(kind: Option<BlockQuoteKind>) -> Tone {
    match kind {
        None => Tone::Quote,
        Some(BlockQuoteKind::Note | BlockQuoteKind::Tip) => Tone::Info,
        Some(BlockQuoteKind::Important | BlockQuoteKind::Warning | BlockQuoteKind::Caution) => {
            Tone::Warning
        }
    }
}

fn is_inline(tag: &Tag) -> bool {
    let end = tag.to_end();
    matches!(
        end,
        TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image
    )
}

fn paragraph(loose: &mut Vec<Inline>, blocks: &mut Vec<Block>) {
    blocks.extend(some_paragraph(std::mem::take(loose)));
}

fn some_paragraph(content: Vec<Inline>) -> Option<Block> {
    (!plain(&content).trim().is_empty()).then_some(Block::Paragraph { content })
}

/// The address as it was written: the parser leaves it alone, but an author may have percent-encoded a token.
fn unencode(url: &str) -> String {
    url.replace("%EE%80%80", "\u{E000}").replace("%EE%80%81", "\u{E001}")
}
