//! Terms of a procedure: working calendar, clocks and deadlines that explain themselves.
//!
//! A [`Term`] is a specification (how long, in which unit, by which law); its history is an ordered list of
//! [`ClockEvent`]s. [`reckon`] turns both into a [`Deadline`]: the date, the state, the days used and left, and the
//! Italian sentences that justify every figure. Nothing here knows what time it is: "today" is an argument, so the same
//! function answers "what if" ([`simulate`]).
//!
//! Invariants: the day of an event is not counted (art. 2963 c.c.); a term never ends on a feast; a suspension never
//! outlives its maximum; an expired term does not come back, except by an explicit new start. No legal figure lives in
//! this code: days and feasts are data with their source.

mod calendar;
mod clock;
mod deadline;
mod event;
mod explanation;
mod holiday;
pub mod phrase;
mod simulation;
mod term;

pub use calendar::{Calendar, Closure, LocalDays, Patron};
pub use clock::reckon;
pub use deadline::{ClockState, Deadline, Sentence};
pub use event::{ClockEvent, ClockVerb};
pub use holiday::{Holidays, easter};
pub use simulation::{Comparison, simulate};
pub use term::{Term, Unit};
