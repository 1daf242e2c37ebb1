//! Marks onto a surface, each within the content of its leaf.

use std::ops::Range;

use krilla::geom::{Path, PathBuilder, Point, Rect, Size, Transform};
use krilla::image::Image;
use krilla::num::NormalizedF32;
use krilla::paint::{Fill, FillRule};
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, SpanTag};
use krilla::text::{GlyphId, KrillaGlyph};

use crate::engine::document::pdf::face::Faces;
use crate::engine::document::pdf::paginate::Item;
use crate::engine::document::pdf::shape::{Glyph, REPLACEMENT, Shaped};
use crate::engine::document::pdf::strip::{Mark, Strip};
use crate::engine::document::pdf::structure::{Identifiers, Leaf};
use crate::engine::document::pdf::style::{Ink, TEXT};

/// Draws the strips of one page.
pub(super) struct Brush<'a, 's> {
    pub surface: &'a mut Surface<'s>,
    pub faces: Faces,
    pub crest: Option<&'a Image>,
    pub identifiers: &'a mut Identifiers,
    /// The active areas met so far: a page takes them once its surface is finished.
    pub areas: Vec<Area>,
}

/// The active area of a link on the page.
pub(super) struct Area {
    pub rect: Rect,
    pub url: String,
    pub alt: String,
    pub leaf: Leaf,
}

impl Brush<'_, '_> {
    /// The colours behind a strip.
    pub(super) fn backdrops(&mut self, strip: &Strip, item: &Item) {
        for backdrop in &strip.backdrops {
            let gap = if backdrop.over_gap { item.gap } else { 0.0 };
            // A hair of overlap: no white line between two strips.
            let place = (backdrop.x, item.y - gap, backdrop.width, strip.height + gap + 0.2);
            self.decorate(|surface| fill(surface, place, backdrop.ink));
        }
    }

    /// The marks of a strip.
    pub(super) fn strip(&mut self, strip: &Strip, item: &Item) {
        for mark in &strip.marks {
            self.mark(mark, item.y);
        }
    }

    fn mark(&mut self, mark: &Mark, top: f32) {
        match mark {
            Mark::Text { shaped, glyphs: range, x, y, leaf } => {
                let (faces, at) = (self.faces, (*x, top + y));
                match leaf {
                    Some(leaf) => {
                        self.content(*leaf, ContentTag::Span(SpanTag::empty()), |surface| {
                            glyphs(surface, faces, shaped, range.clone(), at);
                        });
                    }
                    None => {
                        self.decorate(|surface| glyphs(surface, faces, shaped, range.clone(), at));
                    }
                }
            }
            Mark::Fill { x, y, width, height, ink } => {
                self.decorate(|surface| fill(surface, (*x, top + y, *width, *height), *ink));
            }
            Mark::Modules { rows, x, y, size, leaf } => {
                self.content(*leaf, ContentTag::Other, |surface| {
                    modules(surface, rows, (*x, top + y), *size);
                });
            }
            Mark::Crest { x, y, width, height, leaf } => {
                let (Some(crest), Some(size)) =
                    (self.crest.cloned(), Size::from_wh(*width, *height))
                else {
                    return;
                };
                self.content(*leaf, ContentTag::Other, |surface| {
                    surface.push_transform(&Transform::from_translate(*x, top + y));
                    surface.draw_image(crest, size);
                    surface.pop();
                });
            }
            Mark::Area { x, y, width, height, url, alt, leaf } => {
                let Some(rect) = Rect::from_xywh(*x, top + y, width.max(1.0), *height) else {
                    return;
                };
                self.areas.push(Area { rect, url: url.clone(), alt: alt.clone(), leaf: *leaf });
            }
        }
    }

    fn content(&mut self, leaf: Leaf, tag: ContentTag, draw: impl FnOnce(&mut Surface)) {
        let identifier = self.surface.start_tagged(tag);
        draw(self.surface);
        self.surface.end_tagged();
        self.identifiers.set(leaf, identifier);
    }

    fn decorate(&mut self, draw: impl FnOnce(&mut Surface)) {
        self.surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
        draw(self.surface);
        self.surface.end_tagged();
    }
}

/// Fills a rectangle given as x, y, width, height.
pub(super) fn fill(surface: &mut Surface, (x, y, width, height): (f32, f32, f32, f32), ink: Ink) {
    let mut path = PathBuilder::new();
    path.push_rect(match Rect::from_xywh(x, y, width, height) {
        Some(rect) => rect,
        None => return,
    });
    draw(surface, path.finish(), ink);
}

/// Draws glyphs from a baseline, a run for each typeface and style.
pub(super) fn glyphs(
    surface: &mut Surface,
    faces: Faces,
    shaped: &Shaped,
    range: Range<usize>,
    at: (f32, f32),
) {
    let mut x = at.0;
    let same = |a: &Glyph, b: &Glyph| (a.face, a.span, a.replaced) == (b.face, b.span, b.replaced);
    for run in shaped.glyphs[range].chunk_by(same) {
        let Some(first) = run.first() else { continue };
        let style = shaped.spans[first.span].style;
        surface.set_fill(Some(paint(style.ink)));
        let (at, font) = (Point::from_xy(x, at.1), faces.of(first.face).font.clone());
        if first.replaced {
            // The glyph means U+FFFD whatever it stands for: the structure tree carries the characters themselves.
            let text = REPLACEMENT.to_string().repeat(run.len());
            let step = REPLACEMENT.len_utf8();
            let drawn: Vec<_> = run
                .iter()
                .enumerate()
                .map(|(index, glyph)| convert(glyph, index * step..(index + 1) * step, style.size))
                .collect();
            surface.draw_glyphs(at, &drawn, font, &text, style.size, false);
        } else {
            let drawn: Vec<_> =
                run.iter().map(|glyph| convert(glyph, glyph.text.clone(), style.size)).collect();
            surface.draw_glyphs(at, &drawn, font, &shaped.text, style.size, false);
        }
        x += run.iter().map(|glyph| glyph.advance).sum::<f32>();
    }
}

fn convert(glyph: &Glyph, text: Range<usize>, size: f32) -> KrillaGlyph {
    let (advance, dx, dy) = (glyph.advance / size, glyph.dx / size, glyph.dy / size);
    KrillaGlyph::new(GlyphId::new(glyph.id), advance, dx, dy, 0.0, text, None)
}

fn modules(surface: &mut Surface, rows: &[Vec<bool>], (x, y): (f32, f32), size: f32) {
    let step = size / rows.len().max(1) as f32;
    let mut path = PathBuilder::new();
    for (row, modules) in rows.iter().enumerate() {
        let mut column = 0;
        while column < modules.len() {
            let length = modules[column..].iter().take_while(|dark| **dark).count();
            let place = (x + step * column as f32, y + step * row as f32);
            if let Some(rect) = Rect::from_xywh(place.0, place.1, step * length as f32, step) {
                path.push_rect(rect);
            }
            column += length.max(1);
        }
    }
    draw(surface, path.finish(), TEXT);
}

fn draw(surface: &mut Surface, path: Option<Path>, ink: Ink) {
    if let Some(path) = path {
        surface.set_stroke(None);
        surface.set_fill(Some(paint(ink)));
        surface.draw_path(&path);
    }
}

fn paint(ink: Ink) -> Fill {
    Fill { paint: ink.color().into(), opacity: NormalizedF32::ONE, rule: FillRule::NonZero }
}
