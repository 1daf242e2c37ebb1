//! Tokens that stand for values while Markdown is parsed.

use std::sync::{Mutex, PoisonError};

use crate::engine::document::text::is_private;

const OPEN: char = '\u{E000}';
const CLOSE: char = '\u{E001}';

/// The values set aside during a rendering.
#[derive(Debug, Default)]
pub(super) struct Tokens(Mutex<Vec<String>>);

impl Tokens {
    /// Text without the characters tokens are made of: nothing from outside can forge one.
    pub(super) fn strip(text: &str) -> String {
        text.chars().map(|c| if is_private(c) { '\u{FFFD}' } else { c }).collect()
    }

    /// Sets a value aside and gives the token that stands for it.
    pub(super) fn put(&self, value: String) -> String {
        let mut values = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        values.push(value);
        format!("{OPEN}{}{CLOSE}", values.len() - 1)
    }

    /// Replaces every token in a text with its value.
    pub(super) fn resolve(&self, text: &str) -> String {
        if !text.contains(OPEN) {
            return text.to_owned();
        }
        let values = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        expand(text, &values, values.len())
    }
}

/// A value may hold the tokens of earlier values (a captured block): only those below `limit` are replaced in it, so
/// that the expansion always ends.
fn expand(text: &str, values: &[String], limit: usize) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(OPEN) {
        out.push_str(before);
        let Some((digits, tail)) = after.split_once(CLOSE) else {
            rest = after;
            continue;
        };
        if let Some(index) = digits.parse::<usize>().ok().filter(|index| *index < limit) {
            out.push_str(&expand(&values[index], values, index));
        }
        rest = tail;
    }
    out.push_str(rest);
    out
}
