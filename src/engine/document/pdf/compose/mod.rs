//! Blocks to strips, one file a kind of block.
//!
//! A composer only appends: strips to the flow, groups to the structure tree, headings to the outline. It never knows
//! on which page something ends up.

mod callout;
mod column;
mod figure;
mod letterhead;
mod list;
mod signature;
mod table;
mod text;

use krilla::tagging::{Tag, TagKind};

use super::face::Faces;
use super::shape::{self, Shaped};
use super::strip::{Backdrop, Composed, Mark, Measure, Owner, Strip};
use super::style::{HAIRLINE, LEFT, Style, WIDTH};
use crate::engine::document::inline::Inline;
use crate::engine::document::outline::Levels;
use crate::engine::document::{Block, Document, DocumentError};

/// Composes a whole document.
pub(super) fn compose(document: &Document) -> Result<Composed, DocumentError> {
    let mut composer = Composer::new(Faces::get()?);
    let page = Measure { x: LEFT, width: WIDTH };
    if let Some(letterhead) = &document.letterhead {
        composer.letterhead(letterhead, page)?;
    }
    composer.title_if_missing(document, page);
    composer.blocks(&document.blocks, page, None)?;
    Ok(composer.out)
}

/// The flow under construction.
struct Composer {
    faces: Faces,
    out: Composed,
    levels: Levels,
    /// Space asked for above the next strip.
    gap: f32,
    /// The next strip starts a page.
    fresh: bool,
    backdrops: Vec<Backdrop>,
}

impl Composer {
    fn new(faces: Faces) -> Self {
        let (out, levels) = (Composed::default(), Levels::default());
        Self { faces, out, levels, gap: 0.0, fresh: false, backdrops: Vec::new() }
    }

    /// A document always has a visible title: PDF/UA wants an outline.
    fn title_if_missing(&mut self, document: &Document, measure: Measure) {
        if !document.blocks.iter().any(|block| matches!(block, Block::Heading { .. })) {
            self.heading(1, &[Inline::Text(document.title.clone())], measure, None);
        }
    }

    fn blocks(
        &mut self,
        blocks: &[Block],
        measure: Measure,
        parent: Owner,
    ) -> Result<(), DocumentError> {
        for (index, block) in blocks.iter().enumerate() {
            let first = self.out.strips.len();
            self.block(block, measure, parent)?;
            if introduces(block, blocks.get(index + 1)) {
                self.keep(first, true);
            }
        }
        Ok(())
    }

    fn block(
        &mut self,
        block: &Block,
        measure: Measure,
        parent: Owner,
    ) -> Result<(), DocumentError> {
        match block {
            Block::Heading { level, content } => self.heading(*level, content, measure, parent),
            Block::Paragraph { content } => self.paragraph(content, measure, parent),
            Block::Pairs { pairs } => self.pairs(pairs, measure, parent),
            Block::Table(table) => self.table(table, measure, parent),
            Block::List(list) => self.list(list, measure, parent)?,
            Block::Signatures { signatures } => self.signatures(signatures, measure, parent),
            Block::Qr(qr) => self.qr(qr, measure, parent)?,
            Block::Callout(callout) => self.callout(callout, measure, parent)?,
            Block::Code { text } => self.code(text, measure, parent),
            Block::Rule => self.rule(measure),
            Block::PageBreak => self.fresh = true,
            Block::Together { blocks } => {
                let first = self.out.strips.len();
                self.blocks(blocks, measure, parent)?;
                self.keep(first, false);
            }
        }
        Ok(())
    }

    /// Ties the strips from `first` to each other and, if asked, the last one to what follows.
    fn keep(&mut self, first: usize, with_next: bool) {
        let end = self.out.strips.len().saturating_sub(usize::from(!with_next));
        for strip in self.out.strips.iter_mut().take(end).skip(first) {
            strip.keep = true;
        }
    }

    fn rule(&mut self, measure: Measure) {
        self.space(12.0);
        let line =
            Mark::Fill { x: measure.x, y: 0.0, width: measure.width, height: 0.7, ink: HAIRLINE };
        self.strip(0.7, vec![line]);
        self.space(12.0);
    }

    /// Asks for at least `gap` points above the next strip.
    fn space(&mut self, gap: f32) {
        self.gap = self.gap.max(gap);
    }

    /// Appends a strip; `space` asked for before goes above it.
    fn strip(&mut self, height: f32, marks: Vec<Mark>) -> &mut Strip {
        let gap = std::mem::take(&mut self.gap);
        let fresh = std::mem::take(&mut self.fresh);
        let backdrops = self.backdrops.clone();
        let index = self.out.strips.len();
        self.out.strips.push(Strip { gap, height, marks, fresh, backdrops, ..Strip::default() });
        &mut self.out.strips[index]
    }

    fn shape(&self, content: &[Inline], style: Style) -> std::rc::Rc<Shaped> {
        shape::shape(self.faces, content, style)
    }

    fn group(&mut self, parent: Owner, tag: impl Into<TagKind>) -> super::structure::NodeId {
        self.out.tree.group(parent, tag)
    }

    fn paragraph_group(&mut self, parent: Owner) -> super::structure::NodeId {
        self.group(parent, Tag::P)
    }
}

/// A paragraph that ends with a colon belongs to the list or table it introduces.
fn introduces(block: &Block, next: Option<&Block>) -> bool {
    let Block::Paragraph { content } = block else { return false };
    let followed = matches!(
        next,
        Some(Block::List(_) | Block::Table(_) | Block::Pairs { .. } | Block::Code { .. })
    );
    followed && crate::engine::document::plain(content).trim_end().ends_with(':')
}
