//! An expression over the situation of a case, its names checked when the file is loaded.

use chrono::NaiveDate;
use serde_json::Value;

use super::names::Vocabulary;
use super::scene::Scene;
use crate::engine::expression::{Expression, Term, Type, parse_day};

/// A bound expression: a guard, a number of days, a date.
#[derive(Debug, Clone)]
pub struct Condition {
    expression: Expression,
}

impl Condition {
    /// Parses `text` and checks its names and the type of its result.
    pub(super) fn parse(
        text: &str,
        names: &Vocabulary,
        wanted: &Type,
    ) -> Result<Self, Vec<String>> {
        let mut expression = Expression::parse(text).map_err(|e| vec![e.to_string()])?;
        let kind = expression.bind(names)?;
        if kind.fits(wanted) {
            Ok(Self { expression })
        } else {
            Err(vec![format!("`{text}` is {}, but {} is needed here", kind.name(), wanted.name())])
        }
    }

    /// The text as written.
    pub fn text(&self) -> &str {
        self.expression.text()
    }

    /// What it reads: the paths, root first.
    pub fn paths(&self) -> impl Iterator<Item = &[String]> {
        self.expression.references().iter().map(|r| r.path.as_slice())
    }

    /// Whether it holds; a failure at run time counts as no, so that a doubt never opens a way.
    pub fn holds(&self, scene: &Scene<'_>) -> bool {
        self.expression.holds(scene).unwrap_or(false)
    }

    /// Its value, `null` when it has none. A bare name yields the data as they are, lists of objects included.
    pub fn value(&self, scene: &Scene<'_>) -> Value {
        if let Term::Name { path, bound: false } = self.expression.term() {
            return scene.get(path).cloned().unwrap_or(Value::Null);
        }
        self.expression.evaluate(scene).unwrap_or(Value::Null)
    }

    /// Its value as a whole number that is not negative.
    pub fn number(&self, scene: &Scene<'_>) -> Option<u32> {
        self.value(scene).as_i64().and_then(|n| u32::try_from(n).ok())
    }

    /// Its value as a day.
    pub fn day(&self, scene: &Scene<'_>) -> Option<NaiveDate> {
        self.value(scene).as_str().and_then(parse_day)
    }
}
