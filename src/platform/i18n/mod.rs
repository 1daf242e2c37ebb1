//! The texts of the interface, by language: `locales/<language>.ftl` in Project Fluent's format.
//!
//! Texts of forms and procedures are not here but in their own files. Italian is the authority: every key is there; another
//! language that lacks one falls back to it. A key that nobody has is an error, never an empty page.

mod text;

pub use text::{FALLBACK, TextError, Texts};
