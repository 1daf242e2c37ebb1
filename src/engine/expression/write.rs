//! From our tree back to CEL, in the form that is evaluated: names become `v0`, `v1`…, numbers doubles, functions ours.

use std::fmt::Write as _;

use cel::Env;
use cel::IdedExpr;
use serde_json::Value;

use super::reference::{Mode, Reference, special};
use super::term::{Each, Syntax, Term, syntax};

/// Writes and compiles the evaluable form of `term`.
pub(super) fn program(term: &Term, references: &[Reference]) -> Result<IdedExpr, Syntax> {
    let mut text = String::new();
    write_term(term, references, &mut text);
    let program = Env::stdlib().compile(&text).map_err(|errors| syntax(&errors))?;
    Ok(program.expression().clone())
}

fn write_term(term: &Term, references: &[Reference], out: &mut String) {
    match term {
        Term::Literal(value) => write_literal(value, out),
        Term::Name { path, bound } => write_name(path, *bound, Mode::Value, references, out),
        Term::List(items) => {
            out.push('[');
            write_all(items, references, ", ", out);
            out.push(']');
        }
        Term::Call { name, args } => write_call(name, args, references, out),
        Term::Each { kind, list, variable, body } => {
            write_term(list, references, out);
            let name = match kind {
                Each::Exists => "exists",
                Each::All => "all",
                Each::Filter => "filter",
                Each::Map => "map",
            };
            let _ = write!(out, ".{name}(i_{variable}, ");
            write_term(body, references, out);
            out.push(')');
        }
    }
}

fn write_literal(value: &Value, out: &mut String) {
    match value {
        Value::Number(number) => {
            let _ = write!(out, "{:?}", number.as_f64().unwrap_or(0.0));
        }
        // JSON's escapes are a subset of CEL's
        other => {
            let _ = write!(out, "{other}");
        }
    }
}

fn write_name(
    path: &[String],
    bound: bool,
    mode: Mode,
    references: &[Reference],
    out: &mut String,
) {
    if bound {
        let _ = write!(out, "i_{}{}", path.join("."), mode.suffix());
    } else {
        let index =
            references.iter().position(|r| r.path == path && r.mode == mode).unwrap_or(usize::MAX);
        let _ = write!(out, "v{index}");
    }
}

fn write_call(name: &str, args: &[Term], references: &[Reference], out: &mut String) {
    if let Some((path, bound, mode)) = special(name, args) {
        return write_name(&path, bound, mode, references, out);
    }
    match (name, args) {
        ("!", [a]) => write_parts(&["!(", ")"], &[a], references, out),
        ("neg", [a]) => write_parts(&["-(", ")"], &[a], references, out),
        ("?:", [a, b, c]) => {
            write_parts(&["((", ") ? (", ") : (", "))"], &[a, b, c], references, out);
        }
        ("startsWith" | "endsWith" | "contains", [a, b]) => {
            write_parts(&["(", &format!(").{name}("), ")"], &[a, b], references, out);
        }
        ("age", [a]) => {
            out.push_str("s_years(");
            write_term(a, references, out);
            out.push_str(", ");
            write_name(&["today".to_owned()], false, Mode::Value, references, out);
            out.push(')');
        }
        (operator, [a, b]) if super::function::is_operator(operator) => {
            write_parts(&["(", &format!(" {operator} "), ")"], &[a, b], references, out);
        }
        _ => {
            let _ = write!(out, "s_{name}(");
            write_all(args, references, ", ", out);
            out.push(')');
        }
    }
}

fn write_parts(parts: &[&str], args: &[&Term], references: &[Reference], out: &mut String) {
    for (index, part) in parts.iter().enumerate() {
        out.push_str(part);
        if let Some(arg) = args.get(index) {
            write_term(arg, references, out);
        }
    }
}

fn write_all(items: &[Term], references: &[Reference], separator: &str, out: &mut String) {
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            out.push_str(separator);
        }
        write_term(item, references, out);
    }
}
