//! Strips: horizontal bands of the flow that a page never cuts, with what is drawn in them.

use std::ops::Range;
use std::rc::Rc;

use super::shape::Shaped;
use super::structure::{Leaf, NodeId};
use super::style::Ink;

/// A band of the flow. Heights and positions are in points; `y` counts from the top of the strip.
#[derive(Debug, Default)]
pub(super) struct Strip {
    /// Space above, dropped at the top of a page.
    pub gap: f32,
    pub height: f32,
    pub marks: Vec<Mark>,
    /// Stays on the page of the next strip.
    pub keep: bool,
    /// Starts a page.
    pub fresh: bool,
    /// Index in `Composed::headings`.
    pub heading: Option<usize>,
    /// Index in `Composed::repeats` of what is drawn again above this strip when it opens a page.
    pub repeat: Option<usize>,
    /// Colours behind the strip.
    pub backdrops: Vec<Backdrop>,
}

/// A colour behind a strip, from its top (or that of its gap) to its bottom.
#[derive(Debug, Clone, Copy)]
pub(super) struct Backdrop {
    pub x: f32,
    pub width: f32,
    pub ink: Ink,
    /// Covers the gap too.
    pub over_gap: bool,
}

/// Something drawn.
#[derive(Debug)]
pub(super) enum Mark {
    Text {
        shaped: Rc<Shaped>,
        glyphs: Range<usize>,
        x: f32,
        y: f32,
        leaf: Option<Leaf>,
    },
    Fill {
        x: f32,
        y: f32,
        width: f32,
        height: f32,
        ink: Ink,
    },
    /// The dark modules of a QR code, `size` points wide.
    Modules {
        rows: Rc<Vec<Vec<bool>>>,
        x: f32,
        y: f32,
        size: f32,
        leaf: Leaf,
    },
    Crest {
        x: f32,
        y: f32,
        width: f32,
        height: f32,
        leaf: Leaf,
    },
    /// The active area of a link.
    Area {
        x: f32,
        y: f32,
        width: f32,
        height: f32,
        url: String,
        alt: String,
        leaf: Leaf,
    },
}

/// A heading in the outline.
#[derive(Debug)]
pub(super) struct Heading {
    pub level: u8,
    pub text: String,
}

/// What `compose` hands to `paginate` and `paint`.
#[derive(Debug, Default)]
pub(super) struct Composed {
    pub strips: Vec<Strip>,
    /// Table headers, drawn again as artifacts.
    pub repeats: Vec<Strip>,
    pub headings: Vec<Heading>,
    pub tree: super::structure::Tree,
}

/// A place for text: where it starts and how wide it may be.
#[derive(Debug, Clone, Copy)]
pub(super) struct Measure {
    pub x: f32,
    pub width: f32,
}

impl Measure {
    pub(super) fn inset(self, left: f32, right: f32) -> Self {
        Self { x: self.x + left, width: (self.width - left - right).max(20.0) }
    }
}

/// A node that owns marks.
pub(super) type Owner = Option<NodeId>;
