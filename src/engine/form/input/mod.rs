//! From a posted page to draft data: decoding, row actions, prefilling.
//!
//! Only what a person may write gets in: names of the posted step's own fields, within bounds, never computed or
//! read-only ones. What cannot be read in its type is kept as typed, so that nothing is lost and validation can say
//! what is wrong with it.

mod action;
mod decode;
mod prefill;
mod reading;

pub use action::Action;
pub use decode::Decoded;
