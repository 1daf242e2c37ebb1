//! Headings, paragraphs, code.

use std::num::NonZeroU16;
use std::ops::Range;
use std::rc::Rc;

use krilla::tagging::Tag;

use super::Composer;
use crate::engine::document::inline::{Inline, plain};
use crate::engine::document::pdf::line::{Breaker, Line};
use crate::engine::document::pdf::shape::{Shaped, Span};
use crate::engine::document::pdf::strip::{Heading, Mark, Measure, Owner};
use crate::engine::document::pdf::structure::{Leaf, NodeId, Tree};
use crate::engine::document::pdf::style::{self, BODY, CODE};
use crate::engine::document::text::{EMPTY, clean};

impl Composer {
    pub(super) fn heading(
        &mut self,
        level: u8,
        content: &[Inline],
        measure: Measure,
        parent: Owner,
    ) {
        let level = self.levels.next(level);
        let (style, above) = style::heading(level);
        let shaped = self.shape_or_dash(content, style);
        let text = shaped.text.replace('\n', " ").trim().to_owned();
        let tag = Tag::Hn(
            NonZeroU16::new(u16::from(level)).unwrap_or(NonZeroU16::MIN),
            Some(text.clone()),
        );
        let node = self.group(parent, tag);
        self.space(above);
        let first = self.out.strips.len();
        self.lines(&shaped, measure, node);
        self.out.strips[first].heading = Some(self.out.headings.len());
        self.out.headings.push(Heading { level, text });
        self.keep(first, true);
        self.space(if level == 1 { 10.0 } else { 6.0 });
    }

    pub(super) fn paragraph(&mut self, content: &[Inline], measure: Measure, parent: Owner) {
        let shaped = self.shape(content, BODY);
        if shaped.is_empty() {
            return;
        }
        let node = self.paragraph_group(parent);
        self.space(7.0);
        self.lines(&shaped, measure, node);
        self.space(7.0);
    }

    pub(super) fn code(&mut self, text: &str, measure: Measure, parent: Owner) {
        // Spaces that align columns survive as no-break ones.
        let kept = clean(text).replace(' ', "\u{A0}");
        let shaped = self.shape(&[Inline::Text(kept.trim_end_matches('\n').to_owned())], CODE);
        if shaped.is_empty() {
            return;
        }
        let node = self.paragraph_group(parent);
        self.space(8.0);
        self.lines(&shaped, measure, node);
        self.space(8.0);
    }

    /// One strip a line; the first two and the last two lines stay together.
    pub(super) fn lines(&mut self, shaped: &Rc<Shaped>, measure: Measure, node: NodeId) {
        let lines = Breaker::new(shaped).lines(measure.width);
        let count = lines.len();
        for (index, line) in lines.iter().enumerate() {
            let marks = marks(shaped, line, (measure.x, 0.0), Some(node), &mut self.out.tree);
            let keep = count > 1 && (index == 0 || index + 2 == count);
            self.strip(shaped.leading, marks).keep = keep;
        }
    }

    /// Shapes a text that must not be empty: a dash stands for nothing.
    pub(super) fn shape_or_dash(&self, content: &[Inline], style: style::Style) -> Rc<Shaped> {
        if plain(content).trim().is_empty() {
            return self.shape(&[Inline::Text(EMPTY.to_owned())], style);
        }
        let shaped = self.shape(content, style);
        if shaped.is_empty() {
            self.shape(&[Inline::Text(EMPTY.to_owned())], style)
        } else {
            shaped
        }
    }
}

/// The marks of a line whose top left corner is at `at`; without a node they are artifacts.
pub(super) fn marks(
    shaped: &Rc<Shaped>,
    line: &Line,
    at: (f32, f32),
    node: Owner,
    tree: &mut Tree,
) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut x = at.0;
    let mut start = line.glyphs.start;
    while start < line.glyphs.end {
        let link = link_of(shaped, start);
        let end = (start..line.glyphs.end)
            .find(|i| link_of(shaped, *i) != link)
            .unwrap_or(line.glyphs.end);
        let width: f32 = shaped.glyphs[start..end].iter().map(|glyph| glyph.advance).sum();
        let place = (x, at.1, width);
        match (link, node) {
            (Some(link), Some(node)) => {
                linked(shaped, link, start..end, place, node, tree, &mut marks)
            }
            _ => marks.push(text(shaped, start..end, place, node.map(|node| tree.leaf(node)))),
        }
        x += width;
        start = end;
    }
    marks
}

fn link_of(shaped: &Shaped, glyph: usize) -> Option<usize> {
    let span: &Span = &shaped.spans[shaped.glyphs[glyph].span];
    span.link
}

fn text(
    shaped: &Rc<Shaped>,
    glyphs: Range<usize>,
    (x, y, _): (f32, f32, f32),
    leaf: Option<Leaf>,
) -> Mark {
    Mark::Text { shaped: Rc::clone(shaped), glyphs, x, y: y + shaped.baseline, leaf }
}

fn linked(
    shaped: &Rc<Shaped>,
    link: usize,
    glyphs: Range<usize>,
    place: (f32, f32, f32),
    node: NodeId,
    tree: &mut Tree,
    marks: &mut Vec<Mark>,
) {
    let group = tree.group(Some(node), Tag::Link);
    let leaf = tree.leaf(group);
    marks.push(text(shaped, glyphs, place, Some(leaf)));
    let (x, y, width) = place;
    let target = &shaped.links[link];
    marks.push(Mark::Area {
        x,
        y,
        width,
        height: shaped.leading,
        url: target.url.clone(),
        alt: target.text.clone(),
        leaf: tree.leaf(group),
    });
}
