//! The text inside blocks.

use serde::Serialize;

/// A piece of text within a block.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Inline {
    /// Plain text; a line feed in it is a line break.
    Text(String),
    Strong(Vec<Inline>),
    Emphasis(Vec<Inline>),
    /// Codes, hashes, numbers: set in a fixed-width face.
    Code(String),
    /// A link. Only `http`, `https`, `mailto` and `tel` addresses become active.
    Link {
        url: String,
        content: Vec<Inline>,
    },
    Break,
}

impl From<&str> for Inline {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

/// The text of some inlines without any emphasis.
pub fn plain(content: &[Inline]) -> String {
    let mut text = String::new();
    collect(content, &mut text);
    text
}

fn collect(content: &[Inline], out: &mut String) {
    for inline in content {
        match inline {
            Inline::Text(text) | Inline::Code(text) => out.push_str(text),
            Inline::Strong(content) | Inline::Emphasis(content) | Inline::Link { content, .. } => {
                collect(content, out);
            }
            Inline::Break => out.push('\n'),
        }
    }
}

/// The address of a link, if it is one that may be followed from a document.
pub(super) fn safe_url(url: &str) -> Option<&str> {
    let url = url.trim();
    let (scheme, rest) = url.split_once(':')?;
    let known =
        ["http", "https", "mailto", "tel"].iter().any(|known| scheme.eq_ignore_ascii_case(known));
    let clean = !rest.is_empty() && url.chars().all(|c| c.is_ascii_graphic());
    (known && clean).then_some(url)
}
