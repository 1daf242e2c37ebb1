//! The form engine: a form file becomes a [`Form`] once; then pure functions turn data into pages and back.
//!
//! [`Library::compile`] reads definitions and refuses broken ones with every [`Fault`](crate::base::fault::Fault).
//! [`Form::evaluate`] decides what is visible, derives, validates and lists what to attach, sign and pay;
//! [`Form::decode`] and [`Form::act`] turn a posted page into draft data; [`Form::page`] and [`Form::summary`] are the
//! views. The contract with authors is `docs/forms.md`.
//!
//! Invariants: no data makes it panic; hidden data are never in the effective data and no problem points at them;
//! evaluating effective data again changes nothing; validation never prevents saving. It knows no form by name, no
//! database, no clock, no HTML.

mod check;
mod codelist;
mod compile;
mod difference;
mod evaluate;
mod facts;
mod format;
mod input;
mod node;
mod place;
mod show;
mod source;
pub mod trial;
mod view;

pub use check::{FormStats, Report, check};
pub use codelist::{CodeList, CodeLists, Entry};
pub use compile::Library;
pub use difference::{Difference, difference};
pub use facts::{
    AttachedFile, DocumentPlan, Due, Evaluation, Facts, Problem, Signer, Slot, StopHit,
};
pub use input::{Action, Decoded};
pub use node::*;
pub use source::Definitions;
pub use view::{
    Entry as SummaryEntry, FieldView, FormHead, OptionView, Page, PageNode, RowView, Section,
    StepTab, StepView,
};
