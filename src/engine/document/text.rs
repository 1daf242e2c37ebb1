//! Text as it may be printed.

use icu_normalizer::ComposingNormalizerBorrowed;

/// What is printed where a value is empty.
pub(super) const EMPTY: &str = "—";

/// The text composed (NFC) and without what cannot or must not be printed: control characters, marks that reorder or
/// hide text (a document must read the same for everyone), and code points that PDF/A forbids. Line ends become `\n`,
/// every other space a plain or a no-break one.
pub(super) fn clean(text: &str) -> String {
    let composed = ComposingNormalizerBorrowed::new_nfc().normalize(text);
    let mut out = String::with_capacity(composed.len());
    let mut previous = '\0';
    for c in composed.chars() {
        if let Some(kept) = keep(c, previous) {
            out.push(kept);
        }
        previous = c;
    }
    out
}

fn keep(c: char, previous: char) -> Option<char> {
    match c {
        ' '..='\u{7E}' => Some(c),
        '\n' if previous == '\r' => None,
        '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some('\n'),
        '\t'
        | '\u{1680}'
        | '\u{2000}'..='\u{2006}'
        | '\u{2008}'..='\u{200A}'
        | '\u{205F}'
        | '\u{3000}' => Some(' '),
        '\u{2007}' | '\u{202F}' => Some('\u{A0}'),
        c if is_hidden(c) => None,
        c if is_private(c) || is_noncharacter(c) => Some('\u{FFFD}'),
        c => Some(c),
    }
}

/// Controls, soft hyphens, joiners, direction marks, variation selectors: nothing to see.
fn is_hidden(c: char) -> bool {
    matches!(c,
        '\u{0}'..='\u{1F}' | '\u{7F}'..='\u{9F}' | '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{180E}' | '\u{FEFF}'
        | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
        | '\u{FE00}'..='\u{FE0F}' | '\u{E0000}'..='\u{E0FFF}')
}

pub(super) fn is_private(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{FFFFD}' | '\u{100000}'..='\u{10FFFD}')
}

fn is_noncharacter(c: char) -> bool {
    matches!(c, '\u{FDD0}'..='\u{FDEF}')
        || (c as u32) & 0xFFFE == 0xFFFE
        || ('\u{FFF0}'..='\u{FFFB}').contains(&c)
}
