//! The HTML rendering, for previews.
