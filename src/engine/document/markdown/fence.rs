//! Fenced blocks with a meaning: `firma` and `qr`.

use super::token::Tokens;
use crate::engine::document::{Block, Inline, Qr, Signature};

/// The block of a fence, by the word after the backticks. Values are resolved after the lines are told apart.
pub(super) fn block(kind: &str, body: &str, tokens: &Tokens) -> Block {
    match kind.trim() {
        "firma" => Block::Signatures { signatures: signatures(body, tokens) },
        "qr" => qr(body, tokens),
        _ => Block::Code { text: tokens.resolve(body) },
    }
}

/// `ruolo:`, `nome:`, `nota:` lines; an empty line starts another box.
fn signatures(body: &str, tokens: &Tokens) -> Vec<Signature> {
    let boxes = body.split("\n\n").filter(|part| !part.trim().is_empty());
    boxes
        .map(|part| Signature {
            role: field(part, "ruolo", tokens).unwrap_or_default(),
            name: field(part, "nome", tokens),
            note: field(part, "nota", tokens),
        })
        .collect()
}

/// `contenuto:`, `descrizione:`, `testo:` lines.
fn qr(body: &str, tokens: &Tokens) -> Block {
    let get = |name| field(body, name, tokens).unwrap_or_default();
    let caption = get("testo");
    Block::Qr(Qr {
        data: get("contenuto"),
        alt: get("descrizione"),
        caption: vec![Inline::Text(caption)],
    })
}

fn field(body: &str, name: &str, tokens: &Tokens) -> Option<String> {
    let value = body
        .lines()
        .find_map(|line| line.trim().strip_prefix(name)?.trim_start().strip_prefix(':'))?;
    let value = tokens.resolve(value.trim());
    (!value.trim().is_empty()).then_some(value)
}
