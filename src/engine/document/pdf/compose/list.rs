//! Bulleted and numbered lists.

use krilla::tagging::{ListNumbering, Tag};

use super::Composer;
use super::text::Setter;
use crate::engine::document::inline::Inline;
use crate::engine::document::pdf::line::Breaker;
use crate::engine::document::pdf::strip::{Measure, Owner};
use crate::engine::document::pdf::structure::NodeId;
use crate::engine::document::pdf::style::{BLUE, BODY};
use crate::engine::document::text::EMPTY;
use crate::engine::document::{Block, DocumentError, List};

const INDENT: f32 = 20.0;

impl Composer {
    pub(super) fn list(
        &mut self,
        list: &List,
        measure: Measure,
        parent: Owner,
    ) -> Result<(), DocumentError> {
        if list.items.is_empty() {
            return Ok(());
        }
        let numbering =
            if list.start.is_some() { ListNumbering::Decimal } else { ListNumbering::Disc };
        let node = self.group(parent, Tag::L(numbering));
        self.space(6.0);
        for (index, item) in list.items.iter().enumerate() {
            let label = match list.start {
                Some(start) => format!("{}.", start.saturating_add(index as u64)),
                None => "•".to_owned(),
            };
            let entry = self.group(Some(node), Tag::LI);
            let first = self.out.strips.len();
            self.item(&label, item, measure, entry)?;
            self.out.strips[first].gap = if index == 0 { 6.0 } else { 3.5 };
        }
        self.space(8.0);
        Ok(())
    }

    fn item(
        &mut self,
        label: &str,
        blocks: &[Block],
        measure: Measure,
        entry: NodeId,
    ) -> Result<(), DocumentError> {
        let shaped = self.shape(
            &[Inline::Text(label.to_owned())],
            BODY.with_face(BODY.face.strong()).with_ink(BLUE),
        );
        let label_node = self.group(Some(entry), Tag::Lbl);
        let body = self.group(Some(entry), Tag::LBody);
        let line = Breaker::new(&shaped).lines(f32::MAX);
        let wide = line.first().map_or(0.0, |line| line.width);
        let indent = INDENT.max(wide + 6.0);
        let first = self.out.strips.len();
        self.blocks(blocks, measure.inset(indent, 0.0), Some(body))?;
        if self.out.strips.len() == first {
            self.paragraph(
                &[Inline::Text(EMPTY.to_owned())],
                measure.inset(indent, 0.0),
                Some(body),
            );
        }
        self.gap = 0.0;
        let x = measure.x + (indent - 6.0 - wide).max(0.0);
        if let Some(line) = line.first() {
            let label =
                Setter::new(&shaped, Some(label_node)).line(line, (x, 0.0), &mut self.out.tree);
            self.out.strips[first].marks.splice(0..0, label);
        }
        Ok(())
    }
}
