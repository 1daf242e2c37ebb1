//! QR codes.

use std::rc::Rc;

use krilla::tagging::Tag;
use qrcodegen::{QrCode, QrCodeEcc};

use super::Composer;
use super::text::Setter;
use crate::engine::document::pdf::line::Breaker;
use crate::engine::document::pdf::strip::{Mark, Measure, Owner};
use crate::engine::document::pdf::style::CELL;
use crate::engine::document::text::{EMPTY, clean};
use crate::engine::document::{DocumentError, Qr};

const SIZE: f32 = 82.0;

impl Composer {
    pub(super) fn qr(
        &mut self,
        qr: &Qr,
        measure: Measure,
        parent: Owner,
    ) -> Result<(), DocumentError> {
        let code = QrCode::encode_text(&qr.data, QrCodeEcc::Medium)
            .map_err(|_| DocumentError::Qr { bytes: qr.data.len() })?;
        let rows = (0..code.size())
            .map(|y| (0..code.size()).map(|x| code.get_module(x, y)).collect())
            .collect();
        let alt = clean(&qr.alt);
        let alt = if alt.trim().is_empty() { EMPTY.to_owned() } else { alt };
        let figure = self.group(parent, Tag::Figure(Some(alt)));
        let leaf = self.out.tree.leaf(figure);
        let mut drawn =
            vec![Mark::Modules { rows: Rc::new(rows), x: measure.x, y: 0.0, size: SIZE, leaf }];
        let caption = self.shape(&qr.caption, CELL);
        let mut height = SIZE;
        if !caption.is_empty() {
            let node = self.paragraph_group(parent);
            let beside = measure.inset(SIZE + 16.0, 0.0);
            let lines = Breaker::new(&caption).lines(beside.width);
            let tall = caption.leading * lines.len() as f32;
            height = height.max(tall);
            let mut y = (height - tall) / 2.0;
            let mut setter = Setter::new(&caption, Some(node));
            for line in lines {
                drawn.extend(setter.line(&line, (beside.x, y), &mut self.out.tree));
                y += caption.leading;
            }
        }
        self.space(14.0);
        self.strip(height, drawn);
        self.space(14.0);
        Ok(())
    }
}
