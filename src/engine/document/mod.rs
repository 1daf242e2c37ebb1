//! Documents: one model of blocks, two renderings.
//!
//! What is sealed, receipts, registers and outgoing acts are all built as a [`Document`]: a letterhead, a footer and a
//! list of [`Block`]s. The same blocks become a PDF/A + PDF/UA file ([`pdf::write`]) and the HTML of a preview
//! ([`html::write`]). Templates are Markdown with minijinja placeholders ([`markdown::render_template`]).
//!
//! This room knows nothing of cases, tenants or laws: every word that is printed comes with the blocks.
//!
//! Invariants: the same document and options always give the same bytes; no text, however odd, makes a writer panic or
//! produce an invalid file; data put in a template can never become structure or markup.

mod block;
mod error;
pub mod html;
mod inline;
pub mod markdown;
mod outline;
pub mod pdf;
mod text;

pub use block::{
    Align, Block, Callout, Column, Crest, Document, Letterhead, List, Pair, Qr, Signature, Table,
    Tone,
};
pub use error::DocumentError;
pub use inline::{Inline, plain};
