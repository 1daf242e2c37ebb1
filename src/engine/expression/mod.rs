//! The one condition language: a checked subset of CEL over the data of a case.
//!
//! An [`Expression`] is parsed once, when definitions are loaded. It knows every name it reads ([`Reference`]), is
//! checked against the types of those names ([`Expression::bind`]), is evaluated in microseconds over borrowed JSON
//! ([`Expression::evaluate`]) and can be told as an Italian sentence ([`Expression::tell`]).
//!
//! Invariants: all numbers are doubles; an absent name reads as the empty value of its type; evaluation ends (only
//! comprehensions over data, bounded depth and length) and never panics; no failure carries data in its text.
//! It is not a programming language: no assignments, no own functions, no regular expressions, no clock.

mod calendar;
mod evaluate;
mod function;
mod pool;
mod reference;
mod tell;
mod term;
mod typing;
mod write;

pub use calendar::{add_days, add_months, days_between, parse_day, years_between};
pub use evaluate::{Failure, Found, Variables, is_given};
pub use function::parse_number;
pub use pool::Pool;
pub use reference::{Mode, Reference};
pub use tell::{Labels, capitalise, quote_list};
pub use term::{Each, Syntax, Term};
pub use typing::{Names, Type};

use std::sync::Arc;

use serde_json::Value;

/// Longest accepted text of an expression, in bytes.
pub const MAX_LENGTH: usize = 2_000;

/// A parsed, rewritten and ready expression. A clone shares the trees.
#[derive(Debug, Clone)]
pub struct Expression {
    text: Arc<str>,
    term: Arc<Term>,
    references: Vec<Reference>,
    program: Arc<cel::IdedExpr>,
}

impl Expression {
    /// Parses one line of CEL and lists what it reads. Types of the names are guessed from their use until
    /// [`Expression::bind`] says better.
    ///
    /// # Errors
    /// [`Syntax`]: the reason, with the column, for the author of the file.
    pub fn parse(text: &str) -> Result<Self, Syntax> {
        if text.len() > MAX_LENGTH {
            return Err(Syntax(format!("the expression is longer than {MAX_LENGTH} characters")));
        }
        Self::from_term(term::parse(text)?, &Arc::from(text))
    }

    fn from_term(term: Term, text: &Arc<str>) -> Result<Self, Syntax> {
        let mut references = reference::collect(&term)?;
        let program = Arc::new(write::program(&term, &references));
        typing::guess(&term, &mut references);
        Ok(Self { text: Arc::clone(text), term: Arc::new(term), references, program })
    }

    /// The text as its author wrote it.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The syntax tree, for those who tell or check it.
    pub fn term(&self) -> &Term {
        &self.term
    }

    /// Every name the expression reads, each once.
    pub fn references(&self) -> &[Reference] {
        &self.references
    }

    /// Checks the expression against the types of its names and keeps them, so that absent names read as empty.
    ///
    /// # Errors
    /// One sentence for each unknown name, wrong comparison or literal that a choice does not have.
    pub fn bind(&mut self, names: &dyn Names) -> Result<Type, Vec<String>> {
        typing::bind(&self.term, &mut self.references, names)
    }

    /// Evaluates over `variables`; the result is JSON (whole numbers as integers).
    ///
    /// # Errors
    /// [`Failure`] when the types at run time do not fit, which a bound expression does not meet.
    pub fn evaluate(&self, variables: &dyn Variables) -> Result<Value, Failure> {
        evaluate::run(&self.program, &self.references, variables)
    }

    /// Evaluates a condition; anything but `true` is `false`.
    ///
    /// # Errors
    /// As [`Expression::evaluate`].
    pub fn holds(&self, variables: &dyn Variables) -> Result<bool, Failure> {
        evaluate::holds(&self.program, &self.references, variables)
    }

    /// Says the condition in Italian, as what follows "perché": `hai scelto “X” in “Y”`. `None` when it cannot be said.
    pub fn tell(&self, labels: &dyn Labels) -> Option<String> {
        tell::tell(&self.term, labels)
    }

    /// The parts joined by `&&` at the top, each an expression of its own.
    ///
    /// # Errors
    /// None that `parse` would not have met.
    pub fn conjuncts(&self) -> Result<Vec<Expression>, Syntax> {
        let mut parts = Vec::new();
        split(&self.term, &mut parts);
        if parts.len() == 1 {
            return Ok(vec![self.clone()]);
        }
        parts.into_iter().map(|term| Self::from_term(term.clone(), &self.text)).collect()
    }

    /// Indexes (in [`Expression::references`]) of the scalar names that stand directly in a comparison.
    pub fn compared(&self) -> Vec<usize> {
        reference::compared(&self.term, &self.references)
    }
}

fn split<'a>(term: &'a Term, parts: &mut Vec<&'a Term>) {
    match term {
        Term::Call { name, args } if name == "&&" => args.iter().for_each(|arg| split(arg, parts)),
        other => parts.push(other),
    }
}
