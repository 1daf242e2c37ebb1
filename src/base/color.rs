//! Colours as pages and papers use them.

use std::fmt;

use serde::{Deserialize, Serialize};

/// An sRGB colour, written `#rrggbb`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(try_from = "String", into = "String")]
pub struct Color([u8; 3]);

/// What is not `#rrggbb`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a colour is written #rrggbb")]
pub struct NoColor;

impl Color {
    /// Reads `#rrggbb`, in capitals or not.
    ///
    /// # Errors
    /// [`NoColor`] for everything else.
    pub fn parse(text: &str) -> Result<Self, NoColor> {
        let digits = text.strip_prefix('#').filter(|d| d.len() == 6).ok_or(NoColor)?;
        let mut bytes = [0; 3];
        hex::decode_to_slice(digits, &mut bytes).map_err(|_| NoColor)?;
        Ok(Self(bytes))
    }

    /// Contrast with white, 1 to 21 (WCAG 2.2, definition of contrast ratio): text needs 4.5.
    pub fn contrast_with_white(self) -> f64 {
        let [red, green, blue] = self.0.map(|channel| {
            let share = f64::from(channel) / 255.0;
            if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
        });
        1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)
    }
}

impl fmt::Display for Color {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "#{}", hex::encode(self.0))
    }
}

impl TryFrom<String> for Color {
    type Error = NoColor;

    fn try_from(text: String) -> Result<Self, NoColor> {
        Self::parse(&text)
    }
}

impl From<Color> for String {
    fn from(color: Color) -> Self {
        color.to_string()
    }
}
