//! What an expression reads: each name once, with the mode it is read in and the fields used of its elements.

use serde_json::Value;

use super::term::{Syntax, Term};
use super::typing::Type;

/// How a name is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mode {
    /// Its value.
    Value,
    /// Whether it has one: `given(x)`.
    Given,
    /// The label of its code or option: `label(x)`.
    Label,
    /// Whether the state it holds is a member of the Union: `eu(x)`.
    Eu,
    /// Whether a file was attached: `attached('code')`; the path is the code.
    Attached,
}

impl Mode {
    /// The suffix that marks a field of a list element read in this mode.
    pub(super) fn suffix(self) -> &'static str {
        match self {
            Self::Value | Self::Attached => "",
            Self::Given => "__given",
            Self::Label => "__label",
            Self::Eu => "__eu",
        }
    }

    fn of_function(name: &str) -> Option<Self> {
        Some(match name {
            "given" => Self::Given,
            "label" => Self::Label,
            "eu" => Self::Eu,
            _ => return None,
        })
    }
}

/// One name an expression reads.
#[derive(Debug, Clone, PartialEq)]
pub struct Reference {
    /// The segments: `["this", "x"]`, `["intervento", "sismica"]`, `["today"]`.
    pub path: Vec<String>,
    /// How it is read.
    pub mode: Mode,
    /// Its type: guessed from the use, then known from the schema.
    pub kind: Type,
    /// For a list of objects: the fields read of its elements, by path and mode.
    pub fields: Vec<(Vec<String>, Mode)>,
}

/// Which mode and path a function call over a name stands for, if it is not an ordinary function.
pub(super) fn special(name: &str, args: &[Term]) -> Option<(Vec<String>, bool, Mode)> {
    match (name, args) {
        ("attached", [Term::Literal(Value::String(code))]) => {
            Some((vec![code.clone()], false, Mode::Attached))
        }
        // `given(r)` over a bare element is an ordinary function of its value
        (_, [Term::Name { path, bound: true }]) if path.len() == 1 => None,
        (_, [Term::Name { path, bound }]) => Some((path.clone(), *bound, Mode::of_function(name)?)),
        _ => None,
    }
}

/// Where a variable of a comprehension comes from: a reference and the fields gone through.
type Origin = Option<(usize, Vec<String>)>;

/// All names of `term`, in order of appearance.
pub(super) fn collect(term: &Term) -> Result<Vec<Reference>, Syntax> {
    let mut found = Collector::default();
    found.walk(term)?;
    Ok(found.references)
}

#[derive(Default)]
struct Collector {
    references: Vec<Reference>,
    scope: Vec<(String, Origin)>,
}

impl Collector {
    fn walk(&mut self, term: &Term) -> Result<(), Syntax> {
        match term {
            Term::Literal(_) => Ok(()),
            Term::Name { path, bound } => {
                self.read(path, *bound, Mode::Value);
                Ok(())
            }
            Term::List(items) => items.iter().try_for_each(|item| self.walk(item)),
            Term::Call { name, args } => self.call(name, args),
            Term::Each { list, variable, body, .. } => {
                self.walk(list)?;
                let origin = self.origin(list);
                self.scope.push((variable.clone(), origin));
                let done = self.walk(body);
                self.scope.pop();
                done
            }
        }
    }

    fn call(&mut self, name: &str, args: &[Term]) -> Result<(), Syntax> {
        if let Some((path, bound, mode)) = special(name, args) {
            self.read(&path, bound, mode);
            return Ok(());
        }
        match name {
            "attached" => {
                return Err(Syntax("attached() takes the code of an attachment in quotes".into()));
            }
            "label" | "eu" => return Err(Syntax(format!("{name}() takes the name of a field"))),
            "age" => {
                self.read(&["today".to_owned()], false, Mode::Value);
            }
            _ => {}
        }
        args.iter().try_for_each(|arg| self.walk(arg))
    }

    fn read(&mut self, path: &[String], bound: bool, mode: Mode) -> Origin {
        if bound {
            return self.read_field(path, mode);
        }
        let known = self.references.iter().position(|r| r.path == path && r.mode == mode);
        let index = known.unwrap_or_else(|| {
            let kind = Type::of_mode(mode);
            self.references.push(Reference { path: path.to_vec(), mode, kind, fields: Vec::new() });
            self.references.len() - 1
        });
        Some((index, Vec::new()))
    }

    fn read_field(&mut self, path: &[String], mode: Mode) -> Origin {
        let (variable, rest) = path.split_first()?;
        let (index, prefix) =
            self.scope.iter().rev().find(|(name, _)| name == variable)?.1.clone()?;
        let full: Vec<String> = prefix.into_iter().chain(rest.iter().cloned()).collect();
        let reference = self.references.get_mut(index)?;
        if !full.is_empty() && !reference.fields.iter().any(|(p, m)| *p == full && *m == mode) {
            reference.fields.push((full.clone(), mode));
        }
        Some((index, full))
    }

    /// The reference whose elements a list term yields; nested lists go on through their field.
    fn origin(&mut self, list: &Term) -> Origin {
        match list {
            Term::Name { path, bound } => self.read(path, *bound, Mode::Value),
            Term::Each { kind: super::Each::Filter, list, .. } => self.origin(list),
            _ => None,
        }
    }
}

/// Indexes of the scalar names that are operands of a comparison or of a function inside one.
pub(super) fn compared(term: &Term, references: &[Reference]) -> Vec<usize> {
    let mut found = Vec::new();
    visit_compared(term, references, false, &mut found);
    found.sort_unstable();
    found.dedup();
    found
}

fn visit_compared(term: &Term, references: &[Reference], inside: bool, found: &mut Vec<usize>) {
    match term {
        Term::Name { path, bound: false } if inside => {
            found.extend(references.iter().position(|r| r.path == *path && r.mode == Mode::Value));
        }
        Term::Call { name, args } if special(name, args).is_none() => {
            let compares = matches!(name.as_str(), "==" | "!=" | "<" | "<=" | ">" | ">=" | "in");
            let logical = matches!(name.as_str(), "&&" | "||" | "!" | "?:");
            let inside = compares || (!logical && (inside || is_test(name)));
            for arg in args {
                visit_compared(arg, references, inside, found);
            }
        }
        Term::Each { body, .. } => visit_compared(body, references, false, found),
        _ => {}
    }
}

/// Functions that are themselves a comparison of their arguments (`cf_matches` deals with what is empty by itself).
fn is_test(name: &str) -> bool {
    matches!(name, "same_person" | "startsWith" | "endsWith" | "contains")
}
