//! The blocks a document is made of.

use serde::Serialize;

use super::inline::Inline;

/// A document, ready to be written as PDF or HTML.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Document {
    /// The title in the metadata and in the running header. The visible title is the first level 1 heading.
    pub title: String,
    /// BCP 47 tag of the language of the text, for example `it`.
    pub language: String,
    /// Who issues the document, in the metadata.
    pub author: Option<String>,
    /// What the document is about, in the metadata.
    pub subject: Option<String>,
    /// The body that issues the document, at the top of the first page.
    pub letterhead: Option<Letterhead>,
    /// A line repeated at the bottom of each page, before the page number.
    pub footer: Option<String>,
    pub blocks: Vec<Block>,
}

/// The head of the first page: a crest and the lines beside it.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Letterhead {
    pub crest: Option<Crest>,
    /// The first line is the name of the body; the others (office, address, contacts) follow in smaller type.
    pub lines: Vec<String>,
}

/// The coat of arms of the body.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Crest {
    /// A PNG image.
    #[serde(skip)]
    pub png: Vec<u8>,
    /// What the image shows, for who cannot see it.
    pub alt: String,
}

/// One block of the flow.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Block {
    /// A heading; `level` counts from 1. Writers never let a level skip.
    Heading {
        level: u8,
        content: Vec<Inline>,
    },
    Paragraph {
        content: Vec<Inline>,
    },
    /// Labels with their values, one a line.
    Pairs {
        pairs: Vec<Pair>,
    },
    Table(Table),
    List(List),
    /// Boxes for who signs, side by side.
    Signatures {
        signatures: Vec<Signature>,
    },
    Qr(Qr),
    Callout(Callout),
    /// Text kept as it is typed, in a fixed-width face.
    Code {
        text: String,
    },
    Rule,
    PageBreak,
    /// Blocks that stay on one page wherever they fit in one.
    Together {
        blocks: Vec<Block>,
    },
}

/// A label and its value; an empty value is printed as a dash.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Pair {
    pub label: Vec<Inline>,
    pub value: Vec<Inline>,
}

/// A table; its header is repeated on each page and its rows are split only when taller than a page.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Table {
    pub columns: Vec<Column>,
    /// Rows shorter than `columns` are filled with dashes, longer ones are cut by [`Table::new`].
    pub rows: Vec<Vec<Vec<Inline>>>,
}

/// A column of a table.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Column {
    pub title: Vec<Inline>,
    pub align: Align,
    /// The share of the width relative to the other columns; `None` follows the content.
    pub share: Option<f32>,
}

/// How the text of a column is set.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Align {
    #[default]
    Start,
    Center,
    End,
}

/// A bulleted or numbered list.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct List {
    /// The number of the first item; `None` for bullets.
    pub start: Option<u64>,
    pub items: Vec<Vec<Block>>,
}

/// A box for the signature of a person.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Signature {
    /// In which role, for example "Il responsabile del procedimento".
    pub role: String,
    pub name: Option<String>,
    /// A line under the name, for example how the document is signed.
    pub note: Option<String>,
}

/// A QR code with its caption beside it.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Qr {
    /// What the code contains: at most about 2,300 bytes.
    pub data: String,
    /// What it is for, for who cannot see it.
    pub alt: String,
    pub caption: Vec<Inline>,
}

/// Blocks set apart from the text.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Callout {
    pub tone: Tone,
    pub blocks: Vec<Block>,
}

/// Why a callout is set apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Tone {
    Quote,
    Info,
    Warning,
}

impl Block {
    /// A heading of plain text.
    pub fn heading(level: u8, text: impl Into<String>) -> Self {
        Self::Heading { level, content: vec![Inline::Text(text.into())] }
    }

    /// A paragraph of plain text.
    pub fn paragraph(text: impl Into<String>) -> Self {
        Self::Paragraph { content: vec![Inline::Text(text.into())] }
    }

    /// Labels and values of plain text.
    pub fn pairs<L: Into<String>, V: Into<String>>(
        pairs: impl IntoIterator<Item = (L, V)>,
    ) -> Self {
        let pairs = pairs.into_iter().map(|(label, value)| Pair::new(label, value)).collect();
        Self::Pairs { pairs }
    }
}

impl Pair {
    /// A label and a value of plain text.
    pub fn new(label: impl Into<String>, value: impl Into<String>) -> Self {
        Self { label: vec![Inline::Text(label.into())], value: vec![Inline::Text(value.into())] }
    }
}

impl Table {
    /// A table whose rows all have as many cells as there are columns.
    pub fn new(columns: Vec<Column>, mut rows: Vec<Vec<Vec<Inline>>>) -> Self {
        for row in &mut rows {
            row.resize(columns.len(), Vec::new());
        }
        Self { columns, rows }
    }
}

impl Column {
    /// A column that starts at the left and follows its content.
    pub fn new(title: impl Into<String>) -> Self {
        Self { title: vec![Inline::Text(title.into())], align: Align::Start, share: None }
    }
}
