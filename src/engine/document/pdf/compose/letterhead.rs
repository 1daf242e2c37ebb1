//! The head of the first page.

use krilla::tagging::Tag;

use super::Composer;
use super::text::Setter;
use crate::engine::document::inline::Inline;
use crate::engine::document::pdf::line::Breaker;
use crate::engine::document::pdf::strip::{Mark, Measure};
use crate::engine::document::pdf::style::{BLUE, BODY_LINE, BODY_NAME};
use crate::engine::document::text::{EMPTY, clean};
use crate::engine::document::{Crest, DocumentError, Letterhead};

const CREST_HEIGHT: f32 = 58.0;
const CREST_WIDEST: f32 = 90.0;

impl Composer {
    pub(super) fn letterhead(
        &mut self,
        letterhead: &Letterhead,
        measure: Measure,
    ) -> Result<(), DocumentError> {
        let mut drawn = Vec::new();
        let mut measure_text = measure;
        if let Some(crest) = &letterhead.crest {
            let (width, height) = crest_size(crest)?;
            let alt = clean(&crest.alt);
            let alt = if alt.trim().is_empty() { EMPTY.to_owned() } else { alt };
            let figure = self.group(None, Tag::Figure(Some(alt)));
            let leaf = self.out.tree.leaf(figure);
            drawn.push(Mark::Crest { x: measure.x, y: 0.0, width, height, leaf });
            measure_text = measure.inset(width + 14.0, 0.0);
        }
        let text_height = self.letterhead_lines(letterhead, measure_text, &mut drawn);
        let crest_height = if letterhead.crest.is_some() { CREST_HEIGHT } else { 0.0 };
        let height = text_height.max(crest_height);
        centre(&mut drawn, (height - text_height) / 2.0);
        drawn.push(Mark::Fill {
            x: measure.x,
            y: height + 12.0,
            width: measure.width,
            height: 1.4,
            ink: BLUE,
        });
        self.strip(height + 13.4, drawn);
        self.space(24.0);
        Ok(())
    }

    fn letterhead_lines(
        &mut self,
        letterhead: &Letterhead,
        measure: Measure,
        drawn: &mut Vec<Mark>,
    ) -> f32 {
        let mut y = 0.0;
        for (index, text) in letterhead.lines.iter().enumerate() {
            let style = if index == 0 { BODY_NAME } else { BODY_LINE };
            let shaped = self.shape(&[Inline::Text(text.clone())], style);
            if shaped.is_empty() {
                continue;
            }
            let node = self.paragraph_group(None);
            let mut setter = Setter::new(&shaped, Some(node));
            for line in Breaker::new(&shaped).lines(measure.width) {
                drawn.extend(setter.line(&line, (measure.x, y), &mut self.out.tree));
                y += shaped.leading;
            }
        }
        y
    }
}

/// Moves the text down so that it is centred beside the crest.
fn centre(drawn: &mut [Mark], by: f32) {
    for mark in drawn {
        if let Mark::Text { y, .. } | Mark::Area { y, .. } = mark {
            *y += by;
        }
    }
}

/// The size of the crest on the page, from the first chunk of the PNG (ISO/IEC 15948, 11.2.2).
fn crest_size(crest: &Crest) -> Result<(f32, f32), DocumentError> {
    let number = |at: usize| {
        let bytes: [u8; 4] = crest.png.get(at..at + 4)?.try_into().ok()?;
        u16::try_from(u32::from_be_bytes(bytes)).ok().filter(|n| *n > 0)
    };
    let png = crest.png.starts_with(b"\x89PNG\r\n\x1a\n") && crest.png.get(12..16) == Some(b"IHDR");
    let (Some(width), Some(height), true) = (number(16), number(20), png) else {
        return Err(DocumentError::Crest);
    };
    let width = CREST_HEIGHT * f32::from(width) / f32::from(height);
    let shrink = (CREST_WIDEST / width).min(1.0);
    Ok((width * shrink, CREST_HEIGHT * shrink))
}
