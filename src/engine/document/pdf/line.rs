//! Lines: where a shaped paragraph is broken (UAX #14), and how wide it wants to be.

use std::ops::Range;

use unicode_linebreak::{BreakOpportunity, linebreaks};

use super::shape::Shaped;

/// A line of a shaped paragraph.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    /// The glyphs of the line, with the spaces that end it.
    pub glyphs: Range<usize>,
    /// Its width without those spaces.
    pub width: f32,
}

/// Prefix sums of the advances and the places where a line may or must end.
pub(super) struct Breaker<'a> {
    shaped: &'a Shaped,
    sums: Vec<f32>,
    /// Index of the first glyph after the place, and whether the line must end there.
    places: Vec<(usize, bool)>,
}

/// Rounding must not break a line that was measured to fit.
const SLACK: f32 = 0.01;

impl<'a> Breaker<'a> {
    pub(super) fn new(shaped: &'a Shaped) -> Self {
        let mut sums = Vec::with_capacity(shaped.glyphs.len() + 1);
        let mut sum = 0.0;
        sums.push(sum);
        for glyph in &shaped.glyphs {
            sum += glyph.advance;
            sums.push(sum);
        }
        Self { shaped, sums, places: places(shaped) }
    }

    /// Breaks the paragraph into lines no wider than `width`; a word that is wider is cut between characters.
    pub(super) fn lines(&self, width: f32) -> Vec<Line> {
        let mut lines = Vec::new();
        let mut start = 0;
        let mut fits = 0;
        for &(place, must) in &self.places {
            if self.width(start..place) > width + SLACK && fits > start {
                lines.push(self.line(start..fits));
                start = fits;
            }
            while self.width(start..place) > width + SLACK {
                let cut = self.cut(start, place, width);
                if cut >= place {
                    break;
                }
                lines.push(self.line(start..cut));
                start = cut;
            }
            fits = place;
            if must {
                lines.push(self.line(start..place));
                start = place;
            }
        }
        if start < self.shaped.glyphs.len() || lines.is_empty() {
            lines.push(self.line(start..self.shaped.glyphs.len()));
        }
        lines
    }

    /// The width of the longest line when only forced breaks are used, and that of the longest word.
    pub(super) fn extremes(&self) -> (f32, f32) {
        let (mut widest, mut word) = (0.0_f32, 0.0_f32);
        let (mut line_start, mut word_start) = (0, 0);
        let end = (self.shaped.glyphs.len(), true);
        for &(place, must) in self.places.iter().chain([&end]) {
            word = word.max(self.width(word_start..place));
            word_start = place;
            if must {
                widest = widest.max(self.width(line_start..place));
                line_start = place;
            }
        }
        (widest, word)
    }

    fn line(&self, glyphs: Range<usize>) -> Line {
        Line { width: self.width(glyphs.clone()), glyphs }
    }

    /// The width of some glyphs without the spaces at their end.
    fn width(&self, glyphs: Range<usize>) -> f32 {
        let mut end = glyphs.end;
        while end > glyphs.start && self.shaped.glyphs[end - 1].blank {
            end -= 1;
        }
        self.sums[end] - self.sums[glyphs.start]
    }

    /// The end of the longest start of `start..end` that fits; at least one cluster.
    fn cut(&self, start: usize, end: usize, width: f32) -> usize {
        let glyphs = &self.shaped.glyphs;
        let mut cut = None;
        for at in start + 1..=end {
            if at < end && glyphs[at].text == glyphs[at - 1].text {
                continue;
            }
            if self.sums[at] - self.sums[start] > width + SLACK {
                return cut.unwrap_or(at);
            }
            cut = Some(at);
        }
        cut.unwrap_or(end)
    }
}

fn places(shaped: &Shaped) -> Vec<(usize, bool)> {
    let mut places = Vec::new();
    let mut glyph = 0;
    for (offset, opportunity) in linebreaks(&shaped.text) {
        while shaped.glyphs.get(glyph).is_some_and(|g| g.text.start < offset) {
            glyph += 1;
        }
        let last = offset == shaped.text.len();
        let must =
            opportunity == BreakOpportunity::Mandatory && (!last || shaped.text.ends_with('\n'));
        places.push((glyph, must));
    }
    places
}
