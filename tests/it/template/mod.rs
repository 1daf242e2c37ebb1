//! Every page template, rendered with every sample in every language, in strict mode.
//!
//! A template is `templates/<area>/<page>.html` (`.txt` for mails); its samples are `templates/samples/<area>/<page>.json`
//! and `<page>.<variant>.json`, over the common `templates/samples/site.json`. A new page or sample is a new file, not new
//! Rust. `FRONT_PREVIEW=<folder>` also writes the rendered pages there, to be looked at in a browser.

mod asset;
mod form;
mod markup;
mod render;
mod stage;
mod text;
