//! Strips onto pages.

use super::strip::Strip;
use super::style::{BOTTOM, TOP, TOP_FIRST};

/// A page: what is drawn on it, from top to bottom.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub items: Vec<Item>,
}

/// A strip on a page.
#[derive(Debug)]
pub(super) struct Item {
    pub what: What,
    pub y: f32,
    /// The gap that was left above.
    pub gap: f32,
}

/// Which strip.
#[derive(Debug, Clone, Copy)]
pub(super) enum What {
    /// Index in `Composed::strips`.
    Strip(usize),
    /// Index in `Composed::repeats`, drawn again as an artifact.
    Repeat(usize),
}

/// Puts every strip on a page, in order. Strips kept together move to the next page together when they fit in one.
pub(super) fn paginate(strips: &[Strip], repeats: &[Strip]) -> Vec<Page> {
    let mut press = Press { pages: vec![Page::default()], y: TOP_FIRST, repeats };
    let mut start = 0;
    while start < strips.len() {
        let end = start + strips[start..].iter().take_while(|strip| strip.keep).count() + 1;
        press.chunk(strips, start..end.min(strips.len()));
        start = end;
    }
    press.pages
}

struct Press<'a> {
    pages: Vec<Page>,
    y: f32,
    repeats: &'a [Strip],
}

impl Press<'_> {
    fn chunk(&mut self, strips: &[Strip], range: std::ops::Range<usize>) {
        let chunk = &strips[range.clone()];
        let total: f32 = chunk.iter().map(|strip| strip.gap + strip.height).sum();
        let head = chunk[0].repeat.map_or(0.0, |repeat| self.repeats[repeat].height);
        if self.y + total > BOTTOM && total - chunk[0].gap + head <= BOTTOM - TOP {
            self.turn();
        }
        for index in range {
            self.strip(&strips[index], index);
        }
    }

    fn strip(&mut self, strip: &Strip, index: usize) {
        if strip.fresh || self.y + strip.gap + strip.height > BOTTOM {
            self.turn();
        }
        let opens = self.page().items.is_empty();
        if let (true, Some(repeat)) = (opens, strip.repeat) {
            self.place(What::Repeat(repeat), 0.0, self.repeats[repeat].height);
        }
        let gap = if opens { 0.0 } else { strip.gap };
        self.place(What::Strip(index), gap, strip.height);
    }

    fn place(&mut self, what: What, gap: f32, height: f32) {
        let y = self.y + gap;
        self.y = y + height;
        self.page().items.push(Item { what, y, gap });
    }

    /// Starts a page, unless the current one is still empty.
    fn turn(&mut self) {
        if self.page().items.is_empty() {
            return;
        }
        self.pages.push(Page::default());
        self.y = TOP;
    }

    fn page(&mut self) -> &mut Page {
        if self.pages.is_empty() {
            self.pages.push(Page::default());
        }
        let last = self.pages.len() - 1;
        &mut self.pages[last]
    }
}
