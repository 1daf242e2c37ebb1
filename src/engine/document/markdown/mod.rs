//! Markdown to blocks, and templates in Markdown with minijinja placeholders.
//!
//! CommonMark with tables and a few conventions (docs/documents.md):
//! a table whose header cells are empty is a list of labels and values; `> [!NOTE]` and `> [!WARNING]` are callouts;
//! fenced blocks `firma` and `qr` are signatures and QR codes; `<!-- nuova pagina -->` breaks the page. Other HTML is
//! dropped.
//!
//! Invariant: values never meet the Markdown parser. A placeholder is rendered as a token of private-use characters and
//! replaced in the finished blocks, so whatever a value contains is printed as text.

mod fence;
mod filter;
mod parser;
mod template;
mod token;

pub use template::{Template, render_template};

use super::Document;
use super::inline::plain;
use super::outline::Levels;
use super::{Block, text};
use token::Tokens;

/// Parses Markdown. The title is the first heading; the language is Italian; there is no letterhead.
pub fn parse(source: &str) -> Document {
    document(&Tokens::strip(source), &Tokens::default())
}

fn document(source: &str, tokens: &Tokens) -> Document {
    let blocks = parser::parse(source, tokens);
    let title = blocks.iter().find_map(|block| match block {
        Block::Heading { content, .. } => Some(text::clean(&plain(content)).trim().to_owned()),
        _ => None,
    });
    Document {
        title: title.unwrap_or_default(),
        language: "it".to_owned(),
        blocks: level(blocks),
        ..Document::default()
    }
}

/// Gives headings levels that never skip, as both writers would.
fn level(mut blocks: Vec<Block>) -> Vec<Block> {
    let mut levels = Levels::default();
    for block in &mut blocks {
        if let Block::Heading { level, .. } = block {
            *level = levels.next(*level);
        }
    }
    blocks
}
