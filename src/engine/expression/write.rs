//! From our tree to CEL's, in the form that is evaluated: names become `v0`, `v1`…, numbers doubles, functions ours.

use cel::IdedExpr;
use cel::common::ast::{
    CallExpr, ComprehensionExpr, Expr, ListExpr, LiteralValue, SelectExpr, operators as op,
};
use serde_json::Value;

use super::reference::{Mode, Reference, special};
use super::term::{Each, Term};

/// The variable that gathers the result of a comprehension: CEL's own name for it, which no author can write.
const RESULT: &str = "@result";

/// The evaluable form of `term`.
pub(super) fn program(term: &Term, references: &[Reference]) -> IdedExpr {
    Writer { references, last_id: 0 }.term(term)
}

struct Writer<'a> {
    references: &'a [Reference],
    last_id: u64,
}

impl Writer<'_> {
    fn node(&mut self, expr: Expr) -> IdedExpr {
        self.last_id += 1;
        IdedExpr { id: self.last_id, expr }
    }

    fn term(&mut self, term: &Term) -> IdedExpr {
        match term {
            Term::Literal(value) => self.node(Expr::Literal(literal(value))),
            Term::Name { path, bound } => self.name(path, *bound, Mode::Value),
            Term::List(items) => {
                let items = items.iter().map(|item| self.term(item)).collect();
                self.node(Expr::List(ListExpr::new(items)))
            }
            Term::Call { name, args } => self.call(name, args),
            Term::Each { kind, list, variable, body } => self.each(*kind, list, variable, body),
        }
    }

    fn name(&mut self, path: &[String], bound: bool, mode: Mode) -> IdedExpr {
        if !bound {
            let mut known = self.references.iter();
            let index = known.position(|r| r.path == path && r.mode == mode).unwrap_or(usize::MAX);
            return self.ident(format!("v{index}"));
        }
        let (variable, fields) = path.split_first().map_or(("", path), |(v, f)| (v.as_str(), f));
        let mut node = self.ident(element(variable));
        for (index, field) in fields.iter().enumerate() {
            let suffix = if index + 1 == fields.len() { mode.suffix() } else { "" };
            let field = format!("{field}{suffix}");
            node =
                self.node(Expr::Select(SelectExpr { operand: Box::new(node), field, test: false }));
        }
        node
    }

    fn ident(&mut self, name: impl Into<String>) -> IdedExpr {
        self.node(Expr::Ident(name.into()))
    }

    fn call(&mut self, name: &str, args: &[Term]) -> IdedExpr {
        if let Some((path, bound, mode)) = special(name, args) {
            return self.name(&path, bound, mode);
        }
        let mut written: Vec<IdedExpr> = args.iter().map(|arg| self.term(arg)).collect();
        if let Some(operator) = operator(name) {
            return self.function(operator, written);
        }
        match name {
            "startsWith" | "endsWith" | "contains" if written.len() == 2 => {
                let target = Some(Box::new(written.remove(0)));
                self.node(Expr::Call(CallExpr { func_name: name.into(), target, args: written }))
            }
            "age" => {
                written.push(self.name(&["today".to_owned()], false, Mode::Value));
                self.function("s_years", written)
            }
            _ => self.function(&format!("s_{name}"), written),
        }
    }

    fn function(&mut self, name: &str, args: Vec<IdedExpr>) -> IdedExpr {
        self.node(Expr::Call(CallExpr { func_name: name.into(), target: None, args }))
    }

    /// A comprehension as CEL's macros expand it: the evaluator knows these shapes and is quick with them.
    fn each(&mut self, kind: Each, list: &Term, variable: &str, body: &Term) -> IdedExpr {
        let iter_range = self.term(list);
        let body = self.term(body);
        let result = self.ident(RESULT);
        let (accu_init, loop_cond, loop_step) = match kind {
            Each::Exists | Each::All => self.test(kind, body),
            Each::Filter | Each::Map => self.gather(kind, variable, body),
        };
        self.node(Expr::Comprehension(Box::new(ComprehensionExpr {
            iter_range,
            iter_var: element(variable),
            iter_var2: None,
            accu_var: RESULT.into(),
            accu_init,
            loop_cond,
            loop_step,
            result,
        })))
    }

    /// Start, condition and step of `exists` (until one holds) and `all` (until one does not).
    fn test(&mut self, kind: Each, body: IdedExpr) -> (IdedExpr, IdedExpr, IdedExpr) {
        let all = kind == Each::All;
        let start = self.node(Expr::Literal(LiteralValue::Boolean(all.into())));
        let mut going = self.ident(RESULT);
        if !all {
            going = self.function(op::LOGICAL_NOT, vec![going]);
        }
        let going = self.function(op::NOT_STRICTLY_FALSE, vec![going]);
        let so_far = self.ident(RESULT);
        let join = if all { op::LOGICAL_AND } else { op::LOGICAL_OR };
        (start, going, self.function(join, vec![so_far, body]))
    }

    /// Start, condition and step of `filter` and `map`.
    fn gather(
        &mut self,
        kind: Each,
        variable: &str,
        body: IdedExpr,
    ) -> (IdedExpr, IdedExpr, IdedExpr) {
        let start = self.node(Expr::List(ListExpr::new(Vec::new())));
        let always = self.node(Expr::Literal(LiteralValue::Boolean(true.into())));
        let so_far = self.ident(RESULT);
        let (added, test) = match kind {
            Each::Filter => (self.ident(element(variable)), Some(body)),
            _ => (body, None),
        };
        let added = self.node(Expr::List(ListExpr::new(vec![added])));
        let longer = self.function(op::ADD, vec![so_far, added]);
        let Some(test) = test else { return (start, always, longer) };
        let unchanged = self.ident(RESULT);
        (start, always, self.function(op::CONDITIONAL, vec![test, longer, unchanged]))
    }
}

/// The name of the element of a comprehension, kept apart from `v0`, `v1`….
fn element(variable: &str) -> String {
    format!("i_{variable}")
}

fn literal(value: &Value) -> LiteralValue {
    match value {
        Value::Bool(flag) => LiteralValue::Boolean((*flag).into()),
        Value::String(text) => LiteralValue::String(text.clone().into()),
        other => LiteralValue::Double(other.as_f64().unwrap_or(0.0).into()),
    }
}

/// CEL's name of an operator.
fn operator(name: &str) -> Option<&'static str> {
    Some(match name {
        "?:" => op::CONDITIONAL,
        "&&" => op::LOGICAL_AND,
        "||" => op::LOGICAL_OR,
        "!" => op::LOGICAL_NOT,
        "neg" => op::NEGATE,
        "+" => op::ADD,
        "-" => op::SUBSTRACT,
        "*" => op::MULTIPLY,
        "/" => op::DIVIDE,
        "==" => op::EQUALS,
        "!=" => op::NOT_EQUALS,
        "<" => op::LESS,
        "<=" => op::LESS_EQUALS,
        ">" => op::GREATER,
        ">=" => op::GREATER_EQUALS,
        "in" => op::IN,
        _ => return None,
    })
}
