//! Blocks set apart by a colour and a bar.

use krilla::tagging::Tag;

use super::Composer;
use crate::engine::document::pdf::strip::{Backdrop, Measure, Owner};
use crate::engine::document::pdf::style::{
    BLUE, HEAD_FILL, INFO_FILL, STRONG_LINE, WARNING, WARNING_FILL,
};
use crate::engine::document::{Callout, DocumentError, Tone};

const PADDING: f32 = 9.0;

impl Composer {
    pub(super) fn callout(
        &mut self,
        callout: &Callout,
        measure: Measure,
        parent: Owner,
    ) -> Result<(), DocumentError> {
        let (fill, bar) = match callout.tone {
            Tone::Quote => (HEAD_FILL, STRONG_LINE),
            Tone::Info => (INFO_FILL, BLUE),
            Tone::Warning => (WARNING_FILL, WARNING),
        };
        let node = match callout.tone {
            Tone::Quote => self.group(parent, Tag::BlockQuote),
            Tone::Info | Tone::Warning => self.group(parent, Tag::Div),
        };
        let outer = self.backdrops.len();
        self.space(10.0);
        self.backdrops.push(Backdrop {
            x: measure.x,
            width: measure.width,
            ink: fill,
            over_gap: false,
        });
        self.backdrops.push(Backdrop { x: measure.x, width: 3.0, ink: bar, over_gap: false });
        let first = self.out.strips.len();
        self.strip(PADDING, Vec::new()).keep = true;
        for backdrop in &mut self.backdrops[outer..] {
            backdrop.over_gap = true;
        }
        self.blocks(&callout.blocks, measure.inset(16.0, 12.0), Some(node))?;
        self.gap = 0.0;
        // No padding left alone at the top or at the bottom of a page.
        let last = self.out.strips.len() - 1;
        self.out.strips[last].keep = true;
        if let Some(text) = self.out.strips.get_mut(first + 1) {
            text.gap = 0.0;
        }
        self.strip(PADDING, Vec::new());
        self.backdrops.truncate(outer);
        self.space(12.0);
        Ok(())
    }
}
