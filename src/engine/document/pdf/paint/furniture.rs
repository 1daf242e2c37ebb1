//! What each page repeats, as artifacts: running header, footer, page number.

use std::rc::Rc;

use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag};

use super::mark::{fill, glyphs};
use crate::engine::document::Document;
use crate::engine::document::inline::Inline;
use crate::engine::document::pdf::face::Faces;
use crate::engine::document::pdf::line::Breaker;
use crate::engine::document::pdf::shape::{self, Shaped};
use crate::engine::document::pdf::style::{
    FOOTER_BASELINE, HAIRLINE, LEFT, RUNNING_BASELINE, SMALL, STRONG_LINE, WIDTH,
};

/// Draws the furniture of page `number` of `count`.
pub(super) fn draw(
    surface: &mut Surface,
    document: &Document,
    faces: Faces,
    (number, count): (usize, usize),
) {
    if number > 1 {
        surface.start_tagged(artifact(ArtifactType::Header));
        running(surface, document, faces);
        surface.end_tagged();
    }
    surface.start_tagged(artifact(ArtifactType::Footer));
    footer(surface, document, faces, &format!("Pagina {number} di {count}"));
    surface.end_tagged();
}

fn artifact(kind: ArtifactType) -> ContentTag<'static> {
    ContentTag::Artifact(Artifact::with_kind(kind))
}

fn running(surface: &mut Surface, document: &Document, faces: Faces) {
    let body = document.letterhead.as_ref().and_then(|letterhead| letterhead.lines.first());
    let title = shape::shape(faces, &[Inline::Text(document.title.clone())], SMALL);
    let mut room = WIDTH;
    if let Some(body) = body {
        let strong = SMALL.with_face(SMALL.face.strong());
        let body = shape::shape(faces, &[Inline::Text(body.clone())], strong);
        let wide = one_line(surface, faces, &body, (LEFT, RUNNING_BASELINE), WIDTH * 0.45);
        room = (WIDTH - wide - 24.0).max(0.0);
    }
    let wide = Breaker::new(&title).lines(room).first().map_or(0.0, |line| line.width);
    one_line(surface, faces, &title, (LEFT + WIDTH - wide, RUNNING_BASELINE), room);
    fill(surface, (LEFT, RUNNING_BASELINE + 7.0, WIDTH, 0.7), STRONG_LINE);
}

fn footer(surface: &mut Surface, document: &Document, faces: Faces, number: &str) {
    fill(surface, (LEFT, FOOTER_BASELINE - 15.0, WIDTH, 0.7), HAIRLINE);
    let number = shape::shape(faces, &[Inline::Text(number.to_owned())], SMALL);
    let wide = Breaker::new(&number).extremes().0;
    one_line(surface, faces, &number, (LEFT + WIDTH - wide, FOOTER_BASELINE), wide + 1.0);
    if let Some(text) = &document.footer {
        let text = shape::shape(faces, &[Inline::Text(text.clone())], SMALL);
        one_line(surface, faces, &text, (LEFT, FOOTER_BASELINE), WIDTH - wide - 24.0);
    }
}

/// Draws the first line of a text that fits in `room`; gives its width.
fn one_line(
    surface: &mut Surface,
    faces: Faces,
    text: &Rc<Shaped>,
    at: (f32, f32),
    room: f32,
) -> f32 {
    let lines = Breaker::new(text).lines(room);
    let Some(line) = lines.first() else { return 0.0 };
    glyphs(surface, faces, text, line.glyphs.clone(), at);
    line.width
}
