//! Texts already parsed: definitions repeat the same conditions in every form that mounts a block.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::{Expression, Syntax};

/// Parses each text once. What it gives out is not bound to any names yet.
#[derive(Debug, Default)]
pub struct Pool {
    known: Mutex<HashMap<String, Arc<Parsed>>>,
}

#[derive(Debug)]
struct Parsed {
    whole: Expression,
    /// The parts joined by `&&` at the top, once somebody asked.
    parts: OnceLock<Result<Vec<Expression>, Syntax>>,
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

    fn find(&self, text: &str) -> Result<Arc<Parsed>, Syntax> {
        if let Some(parsed) = self.lock().get(text) {
            return Ok(Arc::clone(parsed));
        }
        // parsed outside the lock: two threads may do the same work once, none waits for the other's
        let whole = Expression::parse(text)?;
        let parsed = Arc::new(Parsed { whole, parts: OnceLock::new() });
        self.lock().insert(text.to_owned(), Arc::clone(&parsed));
        Ok(parsed)
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<String, Arc<Parsed>>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Parsed {
    fn split(&self) -> &Result<Vec<Expression>, Syntax> {
        self.parts.get_or_init(|| self.whole.conjuncts())
    }
}
