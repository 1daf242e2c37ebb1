//! The types of the language and the checks made when definitions are loaded.

use std::sync::Arc;

use serde_json::Value;

use super::calendar;
use super::function;
use super::reference::{Mode, Reference, special};
use super::term::{Each, Term};

/// The type of a name or of a result.
#[derive(Debug, Clone, PartialEq)]
pub enum Type {
    /// Not known; everything goes.
    Any,
    /// A text.
    Text,
    /// One of these texts.
    Choice(Arc<Vec<String>>),
    /// A code of the named code list.
    Code(Arc<str>),
    /// An ISO date, a text.
    Date,
    /// A number; money is cents.
    Number,
    /// True or false.
    Boolean,
    /// A list.
    List(Box<Type>),
    /// An object with these fields; those it lacks are unknown names.
    Object(Arc<Vec<(String, Type)>>),
}

impl Type {
    /// What a name read in `mode` yields before anything is known of it.
    pub(super) fn of_mode(mode: Mode) -> Self {
        match mode {
            Mode::Value => Self::Any,
            Mode::Label => Self::Text,
            Mode::Given | Mode::Eu | Mode::Attached => Self::Boolean,
        }
    }

    /// The word for faults.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Any => "anything",
            Self::Text => "a text",
            Self::Choice(_) => "a choice",
            Self::Code(_) => "a code",
            Self::Date => "a date",
            Self::Number => "a number",
            Self::Boolean => "a yes or no",
            Self::List(_) => "a list",
            Self::Object(_) => "a group",
        }
    }

    /// Whether values of the two types can be compared.
    pub fn fits(&self, other: &Type) -> bool {
        use Type::{Any, Choice, Code, Date, List, Text};
        match (self, other) {
            (List(a), List(b)) => a.fits(b),
            (Any, _)
            | (_, Any)
            | (Text | Choice(_) | Code(_) | Date, Text | Choice(_) | Code(_) | Date) => true,
            _ => std::mem::discriminant(self) == std::mem::discriminant(other),
        }
    }

    /// The type of a field, `None` if the object lacks it.
    pub fn field(&self, name: &str) -> Option<Type> {
        match self {
            Self::Any => Some(Self::Any),
            Self::Object(fields) => fields.iter().find(|(n, _)| n == name).map(|(_, t)| t.clone()),
            _ => None,
        }
    }
}

/// Who knows the names an expression may read.
pub trait Names {
    /// The type of the value at `path`.
    ///
    /// # Errors
    /// Why the name cannot be read here.
    fn type_of(&self, path: &[String], mode: Mode) -> Result<Type, String>;

    /// Whether a code list has the code; `None` if it cannot be told.
    fn has_code(&self, list: &str, code: &str) -> Option<bool>;
}

struct Unknown;

impl Names for Unknown {
    fn type_of(&self, _: &[String], mode: Mode) -> Result<Type, String> {
        Ok(Type::of_mode(mode))
    }

    fn has_code(&self, _: &str, _: &str) -> Option<bool> {
        None
    }
}

/// Guesses types from use alone: what is compared with a text is a text.
pub(super) fn guess(term: &Term, references: &mut [Reference]) {
    // faults are left to whoever knows the names
    let _ = bind(term, references, &Unknown);
}

/// Checks `term` against `names`, keeping what is learnt in `references`.
pub(super) fn bind(
    term: &Term,
    references: &mut [Reference],
    names: &dyn Names,
) -> Result<Type, Vec<String>> {
    let mut faults = Vec::new();
    for reference in references.iter_mut() {
        match names.type_of(&reference.path, reference.mode) {
            Ok(Type::Any) if reference.mode == Mode::Value => {}
            Ok(kind) if reference.mode == Mode::Value => reference.kind = kind,
            Ok(_) => {}
            Err(reason) => faults.push(reason),
        }
    }
    let mut checker = Checker { references, names, scope: Vec::new(), faults };
    let result = checker.check(term, &Type::Any);
    if checker.faults.is_empty() { Ok(result) } else { Err(checker.faults) }
}

struct Checker<'a> {
    references: &'a mut [Reference],
    names: &'a dyn Names,
    scope: Vec<(String, Type)>,
    faults: Vec<String>,
}

impl Checker<'_> {
    fn fault(&mut self, reason: String) {
        if !self.faults.contains(&reason) {
            self.faults.push(reason);
        }
    }

    /// The type of `term`; a name of unknown type becomes `wanted`.
    fn check(&mut self, term: &Term, wanted: &Type) -> Type {
        match term {
            Term::Literal(Value::String(_)) => Type::Text,
            Term::Literal(Value::Bool(_)) => Type::Boolean,
            Term::Literal(_) => Type::Number,
            Term::Name { path, bound } => self.name(path, *bound, wanted),
            Term::List(items) => self.list(items),
            Term::Call { name, args } => self.call(name, args, wanted),
            Term::Each { kind, list, variable, body } => self.each(*kind, list, variable, body),
        }
    }

    fn name(&mut self, path: &[String], bound: bool, wanted: &Type) -> Type {
        if bound {
            return self.bound_name(path);
        }
        let Some(reference) =
            self.references.iter_mut().find(|r| r.path == path && r.mode == Mode::Value)
        else {
            return Type::Any;
        };
        if reference.kind == Type::Any {
            reference.kind = wanted.clone();
        }
        reference.kind.clone()
    }

    fn bound_name(&mut self, path: &[String]) -> Type {
        let Some((variable, rest)) = path.split_first() else { return Type::Any };
        let mut kind = self
            .scope
            .iter()
            .rev()
            .find(|(n, _)| n == variable)
            .map_or(Type::Any, |(_, t)| t.clone());
        for name in rest {
            let Some(field) = kind.field(name) else {
                self.fault(format!("`{}`: the rows have no field `{name}`", path.join(".")));
                return Type::Any;
            };
            kind = field;
        }
        kind
    }

    fn list(&mut self, items: &[Term]) -> Type {
        let mut kind = Type::Any;
        for item in items {
            let next = self.check(item, &kind);
            if !kind.fits(&next) {
                self.fault(format!("a list mixes {} and {}", kind.name(), next.name()));
            }
            if kind == Type::Any {
                kind = next;
            }
        }
        Type::List(Box::new(kind))
    }

    fn call(&mut self, name: &str, args: &[Term], wanted: &Type) -> Type {
        if let Some((path, bound, mode)) = special(name, args) {
            if bound {
                self.bound_name(&path);
            }
            return Type::of_mode(mode);
        }
        match (name, args) {
            ("&&" | "||" | "!", _) => {
                for arg in args {
                    self.expect(arg, &Type::Boolean, name);
                }
                Type::Boolean
            }
            ("==" | "!=" | "<" | "<=" | ">" | ">=", [a, b]) => self.compare(name, a, b),
            ("in", [a, b]) => self.member(a, b),
            ("?:", [condition, a, b]) => {
                self.expect(condition, &Type::Boolean, "? :");
                let (first, second) = (self.check(a, wanted), self.check(b, wanted));
                if !first.fits(&second) {
                    self.fault(format!("`? :` yields {} or {}", first.name(), second.name()));
                }
                // two different choices make a plain text
                if first == second { first } else { plain(first) }
            }
            ("+", [a, b]) => self.add(a, b, wanted),
            ("-" | "*" | "/" | "neg", _) => {
                for arg in args {
                    self.expect(arg, &Type::Number, name);
                }
                Type::Number
            }
            _ => self.function(name, args),
        }
    }

    fn function(&mut self, name: &str, args: &[Term]) -> Type {
        let Some(known) = function::find(name) else { return Type::Any };
        let parameters = (known.parameters)();
        for (arg, parameter) in args.iter().zip(&parameters) {
            self.expect(arg, parameter, name);
        }
        (known.result)()
    }

    fn expect(&mut self, term: &Term, wanted: &Type, user: &str) {
        let found = self.check(term, wanted);
        if !found.fits(wanted) {
            self.fault(format!(
                "`{user}` wants {}, `{}` is {}",
                wanted.name(),
                show(term),
                found.name()
            ));
        }
    }

    fn add(&mut self, a: &Term, b: &Term, wanted: &Type) -> Type {
        let (first, second) = self.pair(a, b, wanted);
        if !first.fits(&second) || matches!(first, Type::Boolean | Type::Object(_)) {
            self.fault(format!("`+` cannot join {} and {}", first.name(), second.name()));
        }
        plain(first)
    }

    /// The types of two operands, the unknown one taking the type of the other.
    fn pair(&mut self, a: &Term, b: &Term, wanted: &Type) -> (Type, Type) {
        let first = self.check(a, wanted);
        let second = self.check(b, &first);
        let first = if first == Type::Any { self.check(a, &second) } else { first };
        (first, second)
    }

    fn compare(&mut self, operator: &str, a: &Term, b: &Term) -> Type {
        let (first, second) = self.pair(a, b, &Type::Any);
        if !first.fits(&second) {
            let (left, right) = (show(a), show(b));
            self.fault(format!(
                "`{left}` ({}) compared with `{right}` ({})",
                first.name(),
                second.name()
            ));
        } else if matches!(operator, "<" | "<=" | ">" | ">=")
            && matches!(first, Type::Boolean | Type::List(_))
        {
            self.fault(format!("`{operator}` does not order {}", first.name()));
        }
        self.literal_fits(&first, b, a);
        self.literal_fits(&second, a, b);
        Type::Boolean
    }

    fn member(&mut self, a: &Term, b: &Term) -> Type {
        let item = self.check(a, &Type::Any);
        let list = self.check(b, &Type::List(Box::new(item.clone())));
        match &list {
            Type::Any => {}
            Type::List(kind) => {
                if !kind.fits(&item) {
                    self.fault(format!(
                        "`in` looks for {} in a list of {}",
                        item.name(),
                        kind.name()
                    ));
                }
                self.literal_fits(kind, a, b);
                if let Term::List(items) = b {
                    for literal in items {
                        self.literal_fits(&item, literal, a);
                    }
                }
            }
            other => {
                self.fault(format!("`in` looks into a list, `{}` is {}", show(b), other.name()));
            }
        }
        Type::Boolean
    }

    /// A literal compared with a choice, a code or a date must be one.
    fn literal_fits(&mut self, kind: &Type, literal: &Term, name: &Term) {
        let Term::Literal(Value::String(text)) = literal else { return };
        let name = show(name);
        match kind {
            Type::Choice(options) if text.is_empty() => {
                let _ = options;
                self.fault(format!("`{name}` compared with an empty text: write given({name})"));
            }
            Type::Choice(options) if !options.contains(text) => {
                self.fault(format!(
                    "`{name}` never is '{text}'; its values are {}",
                    options.join(", ")
                ));
            }
            Type::Code(list) if self.names.has_code(list, text) == Some(false) => {
                self.fault(format!(
                    "`{name}` never is '{text}'; the code list `{list}` has no such code"
                ));
            }
            Type::Date if !text.is_empty() && calendar::parse_day(text).is_none() => {
                self.fault(format!("`{name}` is a date, '{text}' is not (write 2026-01-31)"));
            }
            _ => {}
        }
    }

    fn each(&mut self, kind: Each, list: &Term, variable: &str, body: &Term) -> Type {
        let found = self.check(list, &Type::List(Box::new(Type::Any)));
        let item = match &found {
            Type::List(item) => (**item).clone(),
            Type::Any => Type::Any,
            other => {
                self.fault(format!("`{}` is {}, not a list", show(list), other.name()));
                Type::Any
            }
        };
        self.scope.push((variable.to_owned(), item));
        let result = if kind == Each::Map {
            Type::List(Box::new(self.check(body, &Type::Any)))
        } else {
            self.expect(body, &Type::Boolean, "exists/all/filter");
            if kind == Each::Filter { found } else { Type::Boolean }
        };
        self.scope.pop();
        result
    }
}

/// A choice joined with something else is just a text.
fn plain(kind: Type) -> Type {
    match kind {
        Type::Choice(_) | Type::Code(_) => Type::Text,
        other => other,
    }
}

/// A short rendering of a term for faults.
fn show(term: &Term) -> String {
    match term {
        Term::Name { path, .. } => path.join("."),
        Term::Literal(value) => value.to_string().replace('"', "'"),
        Term::Call { name, .. } if function::is_operator(name) => format!("… {name} …"),
        Term::Call { name, .. } => format!("{name}(…)"),
        Term::List(_) => "[…]".to_owned(),
        Term::Each { .. } => "list expression".to_owned(),
    }
}
