//! Markdown to blocks, for templates.
