//! The typefaces, parsed once for the life of the process.

use std::sync::LazyLock;

use krilla::text::Font;
use rustybuzz::{Direction, ShapePlan, script};

use crate::engine::document::DocumentError;

/// A typeface of the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Face {
    Regular,
    Italic,
    SemiBold,
    SemiBoldItalic,
    Bold,
    Mono,
    /// Wider coverage, for the characters the others lack, and the visible mark for those that nobody has.
    Fallback,
}

/// A parsed typeface.
pub(super) struct Loaded {
    /// For writing.
    pub font: Font,
    /// For measuring.
    pub shape: rustybuzz::Face<'static>,
    pub plan: ShapePlan,
    /// Units per em.
    pub units: f32,
    /// One bit for each character below U+2200 that has a glyph: the answer is asked for every character printed.
    coverage: Vec<u64>,
}

/// Below this code point the coverage is kept as bits.
const MAPPED: u32 = 0x2200;

macro_rules! typeface {
    ($name:literal) => {
        (
            $name,
            include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/fonts/document/", $name))
                as &[u8],
        )
    };
}

/// In the order of [`Face`].
const FILES: [(&str, &[u8]); 7] = [
    typeface!("TitilliumWeb-Regular.ttf"),
    typeface!("TitilliumWeb-Italic.ttf"),
    typeface!("TitilliumWeb-SemiBold.ttf"),
    typeface!("TitilliumWeb-SemiBoldItalic.ttf"),
    typeface!("TitilliumWeb-Bold.ttf"),
    typeface!("RobotoMono-Regular.ttf"),
    typeface!("DejaVuSans-Fallback.ttf"),
];

static FACES: LazyLock<Result<Vec<Loaded>, &'static str>> =
    LazyLock::new(|| FILES.iter().map(|(name, bytes)| load(bytes).ok_or(*name)).collect());

fn load(bytes: &'static [u8]) -> Option<Loaded> {
    let shape = rustybuzz::Face::from_slice(bytes, 0)?;
    let plan = ShapePlan::new(&shape, Direction::LeftToRight, Some(script::LATIN), None, &[]);
    let font = Font::new(bytes.into(), 0)?;
    let coverage = coverage(&shape);
    Some(Loaded { units: font.units_per_em(), font, shape, plan, coverage })
}

fn coverage(face: &rustybuzz::Face) -> Vec<u64> {
    let mut bits = vec![0; MAPPED as usize / 64];
    for c in (0..MAPPED).filter_map(char::from_u32).filter(|c| face.glyph_index(*c).is_some()) {
        bits[c as usize / 64] |= 1 << (c as usize % 64);
    }
    bits
}

impl Loaded {
    /// The typeface has a glyph for the character.
    pub(super) fn covers(&self, c: char) -> bool {
        match self.coverage.get(c as usize / 64) {
            Some(bits) => bits >> (c as usize % 64) & 1 == 1,
            None => self.shape.glyph_index(c).is_some(),
        }
    }
}

/// All the typefaces.
#[derive(Clone, Copy)]
pub(super) struct Faces(&'static [Loaded]);

impl Faces {
    pub(super) fn get() -> Result<Self, DocumentError> {
        match FACES.as_ref() {
            Ok(faces) => Ok(Self(faces)),
            Err(name) => Err(DocumentError::Font(name)),
        }
    }

    pub(super) fn of(self, face: Face) -> &'static Loaded {
        &self.0[face as usize]
    }

    pub(super) fn covers(self, face: Face, c: char) -> bool {
        self.of(face).covers(c)
    }
}

impl Face {
    pub(super) fn strong(self) -> Self {
        match self {
            Self::Regular => Self::SemiBold,
            Self::Italic => Self::SemiBoldItalic,
            Self::SemiBold => Self::Bold,
            other => other,
        }
    }

    pub(super) fn emphasised(self) -> Self {
        match self {
            Self::Regular => Self::Italic,
            Self::SemiBold | Self::Bold => Self::SemiBoldItalic,
            other => other,
        }
    }
}
