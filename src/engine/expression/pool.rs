//! Texts already parsed: definitions repeat the same conditions in every form that mounts a block.

use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use super::{Expression, Syntax};

/// Parses each text once. What it gives out is not bound to any names yet.
#[derive(Debug, Default)]
pub struct Pool {
    known: RefCell<HashMap<String, Rc<Parsed>>>,
}

#[derive(Debug)]
struct Parsed {
    whole: Expression,
    /// The parts joined by `&&` at the top, once somebody asked.
    parts: OnceCell<Result<Vec<Expression>, Syntax>>,
}

impl Pool {
    /// The expression of a text.
    ///
    /// # Errors
    /// As [`Expression::parse`].
    pub fn parse(&self, text: &str) -> Result<Expression, Syntax> {
        self.find(text).map(|parsed| parsed.whole.clone())
    }

    /// The parts of a text, see [`Expression::conjuncts`].
    ///
    /// # Errors
    /// As [`Expression::parse`].
    pub fn conjuncts(&self, text: &str) -> Result<Vec<Expression>, Syntax> {
        self.find(text)?.split().clone()
    }

    fn find(&self, text: &str) -> Result<Rc<Parsed>, Syntax> {
        if let Some(parsed) = self.known.borrow().get(text) {
            return Ok(Rc::clone(parsed));
        }
        let whole = Expression::parse(text)?;
        let parsed = Rc::new(Parsed { whole, parts: OnceCell::new() });
        self.known.borrow_mut().insert(text.to_owned(), Rc::clone(&parsed));
        Ok(parsed)
    }
}

impl Parsed {
    fn split(&self) -> &Result<Vec<Expression>, Syntax> {
        self.parts.get_or_init(|| self.whole.conjuncts())
    }
}
