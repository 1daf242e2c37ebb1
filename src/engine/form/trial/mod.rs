//! Trials: the cases that show how a form behaves, told from files (`docs/forms.md` §8).
//!
//! A case holds facts and what must follow from them. [`judge`] evaluates the form over the facts and says in words what
//! differs. Used by the test suite and by `sportello form test`, so that an author sees what CI sees. It reads no file.

mod case;
mod coverage;
mod judge;
mod visible;

pub use case::Case;
pub use coverage::Coverage;

use std::sync::Arc;

use super::{CodeLists, Form};

/// Evaluates `form` over the facts of `case`; one line for each expectation that does not hold, none if all do.
/// What the case shows of the form is added to `coverage`.
pub fn judge(
    form: &Form,
    case: &Case,
    lists: &Arc<CodeLists>,
    coverage: &mut Coverage,
) -> Vec<String> {
    judge::judge(form, case, lists, coverage)
}
