//! Pages, components and mails: the files of `templates/`, rendered by minijinja.
//!
//! Embedded in the program; a debug build reads them from the disk and sees changes. Strict: a variable that is not there
//! fails the page instead of leaving a hole. HTML is escaped by the extension of the file. What a template can call is in
//! `function.rs`: `t`, `url`, `asset`, `day`, `moment`, `hour`, `money`, `size`; dates are shown in Italian civil time.

mod date;
mod function;
mod render;

pub use render::{TemplateError, Templates, View};
