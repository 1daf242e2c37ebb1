//! Boxes for who signs.

use super::Composer;
use super::text::marks;
use crate::engine::document::Signature;
use crate::engine::document::inline::Inline;
use crate::engine::document::pdf::line::Breaker;
use crate::engine::document::pdf::strip::{Mark, Measure, Owner};
use crate::engine::document::pdf::style::{CELL, LABEL, MUTED, SMALL, STRONG_LINE, Style};

const GUTTER: f32 = 24.0;
const ROOM: f32 = 34.0;

impl Composer {
    /// Two boxes a row; a lone one stands on the right, as in Italian acts.
    pub(super) fn signatures(&mut self, signatures: &[Signature], measure: Measure, parent: Owner) {
        let width = (measure.width - GUTTER) / 2.0;
        for row in signatures.chunks(2) {
            self.space(22.0);
            let mut drawn = Vec::new();
            let mut height = 0.0_f32;
            for (index, signature) in row.iter().enumerate() {
                let right = index == 1 || row.len() == 1;
                let x = measure.x + if right { width + GUTTER } else { 0.0 };
                height =
                    height.max(self.signature(signature, Measure { x, width }, parent, &mut drawn));
            }
            self.strip(height, drawn);
            self.space(12.0);
        }
    }

    fn signature(
        &mut self,
        signature: &Signature,
        measure: Measure,
        parent: Owner,
        drawn: &mut Vec<Mark>,
    ) -> f32 {
        let mut y = self.stack(&signature.role, LABEL, (measure, 0.0), parent, drawn);
        let signed = signature.note.as_deref().is_some_and(|note| !note.trim().is_empty());
        if let Some(name) = &signature.name {
            y = self.stack(name, CELL, (measure, y), parent, drawn);
        }
        if !signed {
            y += ROOM;
        }
        y += 4.0;
        drawn.push(Mark::Fill {
            x: measure.x,
            y,
            width: measure.width,
            height: 0.7,
            ink: STRONG_LINE,
        });
        y += 4.0;
        match &signature.note {
            Some(note) => self.stack(note, SMALL.with_ink(MUTED), (measure, y), parent, drawn),
            None => y,
        }
    }

    fn stack(
        &mut self,
        text: &str,
        style: Style,
        at: (Measure, f32),
        parent: Owner,
        drawn: &mut Vec<Mark>,
    ) -> f32 {
        let (measure, mut y) = at;
        let shaped = self.shape(&[Inline::Text(text.to_owned())], style);
        if shaped.is_empty() {
            return y;
        }
        let node = self.paragraph_group(parent);
        for line in Breaker::new(&shaped).lines(measure.width) {
            drawn.extend(marks(&shaped, &line, (measure.x, y), Some(node), &mut self.out.tree));
            y += shaped.leading;
        }
        y
    }
}
