//! From CEL's syntax tree to ours: smaller, closed, and made to be checked and told.

use cel::common::ast::{CallExpr, Expr, IdedExpr, LiteralValue, SelectExpr};
use serde_json::Value;

use super::function;

/// Why a text is not an expression: one English sentence for the author of the file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Syntax(pub String);

/// The comprehensions of the language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Each {
    /// True if the body holds for one element.
    Exists,
    /// True if it holds for all.
    All,
    /// The elements for which it holds.
    Filter,
    /// The body for each element.
    Map,
}

/// A syntax tree: literals, names, operators and functions, and comprehensions over lists.
#[derive(Debug, Clone, PartialEq)]
pub enum Term {
    /// A text, number, boolean.
    Literal(Value),
    /// `step.group.field`, or `r.field` where `r` is bound by a comprehension (then `bound`).
    Name {
        /// The segments, root first.
        path: Vec<String>,
        /// The first segment is the variable of a comprehension around.
        bound: bool,
    },
    /// An operator (`==`, `&&`, `?:`, `in`, `!`, `neg`…) or a function.
    Call {
        /// Its name.
        name: String,
        /// Its operands or arguments; the target of a method comes first.
        args: Vec<Term>,
    },
    /// `[a, b]`.
    List(Vec<Term>),
    /// `list.exists(variable, body)` and the like.
    Each {
        /// Which comprehension.
        kind: Each,
        /// Over what.
        list: Box<Term>,
        /// The name of the element in the body.
        variable: String,
        /// The body.
        body: Box<Term>,
    },
}

/// Parses `text` without expanding CEL's macros, so that the tree is what the author wrote.
pub(super) fn parse(text: &str) -> Result<Term, Syntax> {
    // an environment without the standard library has no macros, and costs nothing to make
    let program = cel::Env::default().compile(text).map_err(|errors| syntax(&errors))?;
    read(program.expression(), &mut Vec::new())
}

/// The first error, in one line: the parser's own rendering spans several and repeats the text.
fn syntax(errors: &cel::ParseErrors) -> Syntax {
    errors.errors.first().map_or_else(
        || Syntax("not an expression".into()),
        |error| Syntax(format!("not an expression, column {}: {}", error.pos.1, error.msg)),
    )
}

fn read(expr: &IdedExpr, scope: &mut Vec<String>) -> Result<Term, Syntax> {
    match &expr.expr {
        Expr::Literal(literal) => literal_of(literal),
        Expr::Ident(name) => {
            Ok(Term::Name { path: vec![name.clone()], bound: scope.contains(name) })
        }
        Expr::Select(select) => read_select(select, scope),
        Expr::List(list) if list.optional_indices.is_empty() => {
            Ok(Term::List(list.elements.iter().map(|e| read(e, scope)).collect::<Result<_, _>>()?))
        }
        Expr::Call(call) => read_call(call, scope),
        _ => Err(Syntax(
            "only names, literals, lists, operators and the documented functions may be used"
                .into(),
        )),
    }
}

fn literal_of(literal: &LiteralValue) -> Result<Term, Syntax> {
    let value = match literal {
        LiteralValue::Boolean(b) => Value::Bool(*b.inner()),
        LiteralValue::Double(d) => Value::from(*d.inner()),
        LiteralValue::Int(i) => Value::from(*i.inner()),
        LiteralValue::String(s) => Value::from(s.inner()),
        _ => {
            return Err(Syntax(
                "null, bytes and unsigned numbers have no place here: ask given(x)".into(),
            ));
        }
    };
    Ok(Term::Literal(value))
}

fn read_select(select: &SelectExpr, scope: &mut Vec<String>) -> Result<Term, Syntax> {
    match read(&select.operand, scope)? {
        Term::Name { mut path, bound } if !select.test => {
            path.push(select.field.clone());
            Ok(Term::Name { path, bound })
        }
        _ => Err(Syntax(format!("`.{}` can only follow a name", select.field))),
    }
}

fn read_call(call: &CallExpr, scope: &mut Vec<String>) -> Result<Term, Syntax> {
    if let Some(target) = &call.target
        && let Some(kind) = each_of(&call.func_name)
    {
        return read_each(kind, target, call, scope);
    }
    let name = operator_of(&call.func_name).unwrap_or(&call.func_name).to_owned();
    let mut args = Vec::with_capacity(call.args.len() + 1);
    for arg in call.target.as_deref().into_iter().chain(&call.args) {
        args.push(read(arg, scope)?);
    }
    function::arity(&name, args.len())?;
    Ok(Term::Call { name, args })
}

fn read_each(
    kind: Each,
    target: &IdedExpr,
    call: &CallExpr,
    scope: &mut Vec<String>,
) -> Result<Term, Syntax> {
    let (Some(IdedExpr { expr: Expr::Ident(variable), .. }), Some(body), 2) =
        (call.args.first(), call.args.get(1), call.args.len())
    else {
        return Err(Syntax(format!("write {}(r, condition on r)", call.func_name)));
    };
    if function::ROOTS.contains(&variable.as_str()) || scope.contains(variable) {
        return Err(Syntax(format!(
            "`{variable}` already means something else: choose another name"
        )));
    }
    let list = Box::new(read(target, scope)?);
    scope.push(variable.clone());
    let body = read(body, scope);
    scope.pop();
    Ok(Term::Each { kind, list, variable: variable.clone(), body: Box::new(body?) })
}

fn each_of(name: &str) -> Option<Each> {
    Some(match name {
        "exists" => Each::Exists,
        "all" => Each::All,
        "filter" => Each::Filter,
        "map" => Each::Map,
        _ => return None,
    })
}

fn operator_of(name: &str) -> Option<&'static str> {
    use cel::common::ast::operators as op;
    Some(match name {
        op::CONDITIONAL => "?:",
        op::LOGICAL_AND => "&&",
        op::LOGICAL_OR => "||",
        op::LOGICAL_NOT => "!",
        op::NEGATE => "neg",
        op::ADD => "+",
        op::SUBSTRACT => "-",
        op::MULTIPLY => "*",
        op::DIVIDE => "/",
        op::EQUALS => "==",
        op::NOT_EQUALS => "!=",
        op::LESS => "<",
        op::LESS_EQUALS => "<=",
        op::GREATER => ">",
        op::GREATER_EQUALS => ">=",
        op::IN => "in",
        _ => return None,
    })
}
