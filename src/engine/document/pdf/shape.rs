//! Text to glyphs: inlines are flattened to one string with styled spans, then shaped (kerning, marks) span by span.

use std::ops::Range;
use std::rc::Rc;

use rustybuzz::{Direction, UnicodeBuffer, script, shape_with_plan};

use super::face::{Face, Faces};
use super::style::{BLUE, Style};
use crate::engine::document::inline::{Inline, safe_url};
use crate::engine::document::text::clean;

/// Drawn for a character that no typeface has; the character itself stays in the text layer.
pub(super) const REPLACEMENT: char = '\u{FFFD}';

/// A shaped paragraph.
#[derive(Debug, Default)]
pub(super) struct Shaped {
    pub text: String,
    pub spans: Vec<Span>,
    pub links: Vec<Link>,
    pub glyphs: Vec<Glyph>,
    /// The distance between two baselines: that of the tallest style.
    pub leading: f32,
    /// From the top of a line to its baseline.
    pub baseline: f32,
}

/// A stretch of text in one style.
#[derive(Debug, Clone)]
pub(super) struct Span {
    pub text: Range<usize>,
    pub style: Style,
    /// Index in [`Shaped::links`].
    pub link: Option<usize>,
}

/// An active link of the paragraph.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Link {
    pub url: String,
    pub text: String,
}

/// A glyph with its advance and offsets in points.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Glyph {
    pub id: u32,
    pub face: Face,
    pub span: usize,
    pub text: Range<usize>,
    pub advance: f32,
    pub dx: f32,
    pub dy: f32,
    pub blank: bool,
    /// Stands for characters that no typeface has.
    pub replaced: bool,
}

/// Flattens and shapes a paragraph.
pub(super) fn shape(faces: Faces, content: &[Inline], style: Style) -> Rc<Shaped> {
    let mut shaped =
        Shaped { leading: style.leading, baseline: style.baseline(), ..Shaped::default() };
    flatten(content, style, None, &mut shaped);
    let mut buffer = UnicodeBuffer::new();
    for index in 0..shaped.spans.len() {
        let span = shaped.spans[index].clone();
        for (range, face) in split(faces, &shaped.text, &span) {
            buffer = run(faces, &mut shaped, (index, range, face), buffer);
        }
    }
    Rc::new(shaped)
}

fn flatten(content: &[Inline], style: Style, link: Option<usize>, out: &mut Shaped) {
    for inline in content {
        match inline {
            Inline::Text(text) => push(&clean(text), style, link, out),
            Inline::Code(text) => {
                push(
                    &clean(text),
                    Style { size: style.size * 0.9, ..style.with_face(Face::Mono) },
                    link,
                    out,
                );
            }
            Inline::Break => push("\n", style, link, out),
            Inline::Strong(content) => {
                flatten(content, style.with_face(style.face.strong()), link, out);
            }
            Inline::Emphasis(content) => {
                flatten(content, style.with_face(style.face.emphasised()), link, out);
            }
            Inline::Link { url, content } => flatten_link(url, content, style, out),
        }
    }
}

fn flatten_link(url: &str, content: &[Inline], style: Style, out: &mut Shaped) {
    let Some(url) = safe_url(url) else { return flatten(content, style, None, out) };
    let start = out.text.len();
    let index = out.links.len();
    out.links.push(Link { url: url.to_owned(), text: String::new() });
    flatten(content, style.with_ink(BLUE), Some(index), out);
    out.links[index].text = out.text[start..].to_owned();
}

fn push(text: &str, style: Style, link: Option<usize>, out: &mut Shaped) {
    let start = out.text.len();
    for c in text.chars() {
        // Runs of spaces are one space; no space opens a line.
        if c == ' ' && (out.text.is_empty() || out.text.ends_with([' ', '\n'])) {
            continue;
        }
        out.text.push(c);
    }
    if out.text.len() > start {
        out.spans.push(Span { text: start..out.text.len(), style, link });
    }
}

/// Cuts a span where the typeface changes and at line ends, which have no glyph.
fn split(faces: Faces, text: &str, span: &Span) -> Vec<(Range<usize>, Face)> {
    let mut parts: Vec<(Range<usize>, Face)> = Vec::new();
    let mut open = false;
    for (offset, c) in text[span.text.clone()].char_indices() {
        let at = span.text.start + offset;
        if c == '\n' {
            open = false;
            continue;
        }
        let face = if faces.covers(span.style.face, c) { span.style.face } else { Face::Fallback };
        match parts.last_mut() {
            Some((range, last)) if open && *last == face => range.end = at + c.len_utf8(),
            _ => parts.push((at..at + c.len_utf8(), face)),
        }
        open = true;
    }
    parts
}

fn run(
    faces: Faces,
    shaped: &mut Shaped,
    part: (usize, Range<usize>, Face),
    mut buffer: UnicodeBuffer,
) -> UnicodeBuffer {
    let (span, range, face) = part;
    let loaded = faces.of(face);
    for (offset, c) in shaped.text[range.clone()].char_indices() {
        let drawn = if loaded.covers(c) { c } else { REPLACEMENT };
        buffer.add(drawn, u32::try_from(range.start + offset).unwrap_or(u32::MAX));
    }
    buffer.set_direction(Direction::LeftToRight);
    buffer.set_script(script::LATIN);
    let output = shape_with_plan(&loaded.shape, &loaded.plan, buffer);
    let scale = shaped.spans[span].style.size / loaded.units;
    let points = |n: i32| n as f32 * scale;
    let (infos, positions) = (output.glyph_infos(), output.glyph_positions());
    for (index, (info, position)) in infos.iter().zip(positions).enumerate() {
        let start = info.cluster as usize;
        let end =
            infos[index..].iter().map(|next| next.cluster as usize).find(|next| *next > start);
        let text = start..end.unwrap_or(range.end);
        let blank = shaped.text[text.clone()].chars().all(char::is_whitespace);
        let replaced = face == Face::Fallback
            && shaped.text[text.clone()].chars().any(|c| !faces.covers(face, c));
        let (advance, dx, dy) =
            (points(position.x_advance), points(position.x_offset), points(position.y_offset));
        shaped.glyphs.push(Glyph {
            id: info.glyph_id,
            face,
            span,
            text,
            advance,
            dx,
            dy,
            blank,
            replaced,
        });
    }
    output.clear()
}

impl Shaped {
    /// The text of the paragraph carries nothing to draw.
    pub(super) fn is_empty(&self) -> bool {
        self.glyphs.iter().all(|glyph| glyph.blank)
    }
}
