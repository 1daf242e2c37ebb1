//! Figures: how many cases come, how many are decided, how long it takes. Counted when it happens, in the same transaction, by
//! office, procedure and month; a case counts as decided once, the first time it is closed.
//!
//! Days are calendar days from the submission to the first closing, suspensions included: what the citizen waited.

mod model;
mod queries;
mod service;

pub use model::{Counts, DaysRow, MonthRow};
pub use queries::{Span, days, months};
pub use service::{Spread, asked, closed, filed, month_of, months_back};
