//! Levels of headings that never skip.

/// Gives each heading, in order, a level at most one deeper than the one before: assistive technology and PDF/UA need
/// an unbroken outline, and a template may jump.
#[derive(Debug, Default)]
pub(super) struct Levels {
    /// The levels asked for by the headings that are open.
    open: Vec<u8>,
}

impl Levels {
    /// The level, from 1 to 6, of a heading that asks for `asked`.
    pub(super) fn next(&mut self, asked: u8) -> u8 {
        while self.open.last().is_some_and(|last| *last >= asked) {
            self.open.pop();
        }
        self.open.push(asked);
        u8::try_from(self.open.len()).unwrap_or(6).min(6)
    }
}
