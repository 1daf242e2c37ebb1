//! Headings, paragraphs, code.

use std::num::NonZeroU16;
use std::ops::Range;
use std::rc::Rc;

use krilla::tagging::Tag;

use super::Composer;
use crate::engine::document::inline::{Inline, plain};
use crate::engine::document::pdf::line::{Breaker, Line};
use crate::engine::document::pdf::shape::Shaped;
use crate::engine::document::pdf::strip::{Heading, Mark, Measure, Owner};
use crate::engine::document::pdf::structure::{NodeId, Tree};
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
        let mut setter = Setter::new(shaped, Some(node));
        for (index, line) in lines.iter().enumerate() {
            let marks = setter.line(line, (measure.x, 0.0), &mut self.out.tree);
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

/// Sets the lines of one paragraph: gives the marks of each and ties them to the paragraph's node.
pub(super) struct Setter<'a> {
    shaped: &'a Rc<Shaped>,
    node: Owner,
    /// The node of each link: one, on however many lines it runs.
    links: Vec<Option<NodeId>>,
}

impl<'a> Setter<'a> {
    /// Without a node the marks are artifacts.
    pub(super) fn new(shaped: &'a Rc<Shaped>, node: Owner) -> Self {
        Self { shaped, node, links: vec![None; shaped.links.len()] }
    }

    /// The marks of a line whose top left corner is at `at`.
    pub(super) fn line(&mut self, line: &Line, at: (f32, f32), tree: &mut Tree) -> Vec<Mark> {
        let mut marks = Vec::new();
        let (mut x, mut start) = (at.0, line.glyphs.start);
        while start < line.glyphs.end {
            let kind = self.kind(start);
            let end =
                (start..line.glyphs.end).find(|i| self.kind(*i) != kind).unwrap_or(line.glyphs.end);
            let width: f32 = self.shaped.glyphs[start..end].iter().map(|glyph| glyph.advance).sum();
            self.piece(start..end, kind.0, (x, at.1, width), tree, &mut marks);
            x += width;
            start = end;
        }
        marks
    }

    /// What cannot share a piece of content: different links, and characters drawn with a replacement.
    fn kind(&self, glyph: usize) -> (Option<usize>, bool) {
        let glyph = &self.shaped.glyphs[glyph];
        (self.shaped.spans[glyph.span].link, glyph.replaced)
    }

    fn piece(
        &mut self,
        glyphs: Range<usize>,
        link: Option<usize>,
        (x, y, width): (f32, f32, f32),
        tree: &mut Tree,
        marks: &mut Vec<Mark>,
    ) {
        let (shaped, baseline) = (Rc::clone(self.shaped), y + self.shaped.baseline);
        let mut owner = self.node;
        if let (Some(link), Some(node)) = (link, self.node) {
            owner =
                Some(*self.links[link].get_or_insert_with(|| tree.group(Some(node), Tag::Link)));
        }
        let replaced =
            shaped.glyphs.get(glyphs.clone()).filter(|run| run.iter().any(|glyph| glyph.replaced));
        if let (Some(run), Some(node)) = (replaced, owner) {
            let meant = run.iter().map(|glyph| &shaped.text[glyph.text.clone()]).collect();
            owner = Some(tree.group(Some(node), Tag::Span.with_actual_text(Some(meant))));
        }
        let leaf = owner.map(|owner| tree.leaf(owner));
        marks.push(Mark::Text { shaped, glyphs, x, y: baseline, leaf });
        if let (Some(link), Some(owner)) = (link, owner) {
            let target = &self.shaped.links[link];
            let (url, alt) = (target.url.clone(), target.text.clone());
            let leaf = tree.leaf(owner);
            marks.push(Mark::Area { x, y, width, height: self.shaped.leading, url, alt, leaf });
        }
    }
}
