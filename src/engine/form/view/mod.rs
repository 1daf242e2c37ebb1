//! The views of an evaluated form: the page of a step, the summary of everything, the reasons of what is asked.
//!
//! Plain data to be serialised for templates: no HTML here, no decision either (those are the evaluation's).

mod build;
mod page;
mod reason;
mod summary;

pub use page::{FieldView, FormHead, OptionView, Page, PageNode, RowView, StepTab, StepView};
pub use summary::{Entry, Section};
