//! Boxes for who signs.

use super::Composer;
use super::text::Setter;
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
            let right = Measure { x: measure.x + width + GUTTER, width };
            let left = Measure { x: measure.x, width };
            let boxes = if row.len() == 1 { vec![right] } else { vec![left, right] };
            let mut drawn = Vec::new();
            let mut bottom = 0.0_f32;
            for (signature, place) in row.iter().zip(&boxes) {
                bottom = bottom.max(self.signer(signature, *place, parent, &mut drawn));
            }
            let mut height = bottom + 5.0;
            for (signature, place) in row.iter().zip(&boxes) {
                drawn.push(Mark::Fill {
                    x: place.x,
                    y: bottom,
                    width,
                    height: 0.7,
                    ink: STRONG_LINE,
                });
                let note = signature.note.as_deref().unwrap_or_default();
                height = height.max(self.stack(
                    note,
                    SMALL.with_ink(MUTED),
                    (*place, bottom + 4.0),
                    parent,
                    &mut drawn,
                ));
            }
            self.strip(height, drawn);
            self.space(12.0);
        }
    }

    /// Role, name and, where nothing tells how the document is signed, room for a signature by hand.
    fn signer(
        &mut self,
        signature: &Signature,
        measure: Measure,
        parent: Owner,
        drawn: &mut Vec<Mark>,
    ) -> f32 {
        let mut y = self.stack(&signature.role, LABEL, (measure, 0.0), parent, drawn);
        y = self.stack(
            signature.name.as_deref().unwrap_or_default(),
            CELL,
            (measure, y),
            parent,
            drawn,
        );
        if signature.note.is_none() {
            y += ROOM;
        }
        y + 4.0
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
        let mut setter = Setter::new(&shaped, Some(node));
        for line in Breaker::new(&shaped).lines(measure.width) {
            drawn.extend(setter.line(&line, (measure.x, y), &mut self.out.tree));
            y += shaped.leading;
        }
        y
    }
}
