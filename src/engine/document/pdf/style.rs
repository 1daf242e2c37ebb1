//! Measures (points) and colours of the page: A4, generous margins, the blue of Italian public services.

use krilla::color::rgb::Color;

use super::face::Face;

pub(super) const PAGE_WIDTH: f32 = 595.276;
pub(super) const PAGE_HEIGHT: f32 = 841.89;
pub(super) const LEFT: f32 = 62.0;
pub(super) const WIDTH: f32 = PAGE_WIDTH - 2.0 * LEFT;
/// Where the text starts on the first page and on the others, under their running header.
pub(super) const TOP_FIRST: f32 = 46.0;
pub(super) const TOP: f32 = 76.0;
pub(super) const BOTTOM: f32 = PAGE_HEIGHT - 72.0;
/// Baselines of the running header and of the footer.
pub(super) const RUNNING_BASELINE: f32 = 48.0;
pub(super) const FOOTER_BASELINE: f32 = PAGE_HEIGHT - 40.0;

/// A colour as three bytes: comparable, and cheap to copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Ink(pub u8, pub u8, pub u8);

impl Ink {
    pub(super) fn color(self) -> Color {
        Color::new(self.0, self.1, self.2)
    }
}

pub(super) const TEXT: Ink = Ink(0x1A, 0x1A, 0x1A);
pub(super) const TITLE: Ink = Ink(0x17, 0x32, 0x4D);
/// 5.6:1 on white.
pub(super) const BLUE: Ink = Ink(0x00, 0x66, 0xCC);
/// 6.1:1 on white.
pub(super) const MUTED: Ink = Ink(0x53, 0x64, 0x75);
pub(super) const HAIRLINE: Ink = Ink(0xD5, 0xDC, 0xE3);
pub(super) const STRONG_LINE: Ink = Ink(0x9F, 0xB3, 0xC8);
pub(super) const HEAD_FILL: Ink = Ink(0xEE, 0xF3, 0xF8);
pub(super) const INFO_FILL: Ink = Ink(0xF0, 0xF6, 0xFC);
pub(super) const WARNING_FILL: Ink = Ink(0xFF, 0xF7, 0xE8);
pub(super) const WARNING: Ink = Ink(0x99, 0x5C, 0x00);

/// How a run of text is set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Style {
    pub face: Face,
    pub size: f32,
    /// The distance between two baselines.
    pub leading: f32,
    pub ink: Ink,
}

impl Style {
    const fn new(face: Face, size: f32, leading: f32, ink: Ink) -> Self {
        Self { face, size, leading, ink }
    }

    pub(super) const fn with_ink(self, ink: Ink) -> Self {
        Self { ink, ..self }
    }

    pub(super) const fn with_face(self, face: Face) -> Self {
        Self { face, ..self }
    }

    /// From the top of a line to its baseline: the x-height sits in the middle of the leading.
    pub(super) fn baseline(self) -> f32 {
        self.leading / 2.0 + self.size * 0.30
    }
}

pub(super) const BODY: Style = Style::new(Face::Regular, 10.5, 15.5, TEXT);
pub(super) const CELL: Style = Style::new(Face::Regular, 9.5, 13.0, TEXT);
pub(super) const CELL_HEAD: Style = Style::new(Face::SemiBold, 9.0, 13.0, TITLE);
pub(super) const LABEL: Style = Style::new(Face::SemiBold, 9.5, 13.0, TITLE);
pub(super) const CODE: Style = Style::new(Face::Mono, 8.5, 12.5, TEXT);
pub(super) const SMALL: Style = Style::new(Face::Regular, 8.5, 12.0, MUTED);
pub(super) const BODY_NAME: Style = Style::new(Face::Bold, 16.0, 20.0, TITLE);
pub(super) const BODY_LINE: Style = Style::new(Face::Regular, 9.5, 13.0, MUTED);

/// The style of a heading and the space above it.
pub(super) fn heading(level: u8) -> (Style, f32) {
    match level {
        1 => (Style::new(Face::Bold, 20.0, 25.0, TITLE), 20.0),
        2 => (Style::new(Face::SemiBold, 14.0, 19.0, BLUE), 20.0),
        3 => (Style::new(Face::SemiBold, 11.5, 16.5, TITLE), 14.0),
        _ => (Style::new(Face::SemiBold, 10.5, 15.5, MUTED), 11.0),
    }
}
