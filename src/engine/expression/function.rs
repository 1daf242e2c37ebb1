//! The functions of the language: names, arity, result types and what they do.

use std::sync::LazyLock;

use cel::{Context, Value};

use crate::base::fiscal_code::{FiscalCode, Sex};

use super::calendar;
use super::term::Syntax;
use super::typing::Type;

/// Names that always mean the same thing; nobody may redefine them.
pub(super) const ROOTS: [&str; 7] = ["this", "row", "param", "user", "lookup", "today", "case"];

/// One function: name, least and most arguments, result, parameter types.
pub(super) struct Signature {
    pub name: &'static str,
    pub arity: (usize, usize),
    pub result: fn() -> Type,
    pub parameters: fn() -> Vec<Type>,
}

fn any() -> Vec<Type> {
    vec![Type::Any; 4]
}

fn dates() -> Vec<Type> {
    vec![Type::Date; 2]
}

fn texts() -> Vec<Type> {
    vec![Type::Text; 4]
}

fn date_and_number() -> Vec<Type> {
    vec![Type::Date, Type::Number]
}

const fn signature(
    name: &'static str,
    arity: usize,
    result: fn() -> Type,
    parameters: fn() -> Vec<Type>,
) -> Signature {
    Signature { name, arity: (arity, arity), result, parameters }
}

/// Every function an author may call, besides the operators.
pub(super) static SIGNATURES: [Signature; 22] = [
    signature("given", 1, || Type::Boolean, any),
    signature("label", 1, || Type::Text, any),
    signature("eu", 1, || Type::Boolean, any),
    signature("attached", 1, || Type::Boolean, any),
    signature("size", 1, || Type::Number, any),
    signature("sum", 1, || Type::Number, || vec![Type::List(Box::new(Type::Number))]),
    signature("days", 2, || Type::Number, dates),
    signature("add_days", 2, || Type::Date, date_and_number),
    signature("add_months", 2, || Type::Date, date_and_number),
    signature("years", 2, || Type::Number, dates),
    signature("age", 1, || Type::Number, dates),
    signature("year", 1, || Type::Number, dates),
    signature("upper", 1, || Type::Text, texts),
    signature("number", 1, || Type::Number, texts),
    signature("unique", 1, || Type::Boolean, || vec![Type::List(Box::new(Type::Text))]),
    signature("join", 2, || Type::Text, any),
    signature("round", 2, || Type::Number, || vec![Type::Number; 2]),
    signature("same_person", 2, || Type::Boolean, texts),
    signature(
        "cf_matches",
        4,
        || Type::Boolean,
        || vec![Type::Text, Type::Date, Type::Text, Type::Text],
    ),
    signature("startsWith", 2, || Type::Boolean, texts),
    signature("endsWith", 2, || Type::Boolean, texts),
    signature("contains", 2, || Type::Boolean, texts),
];

/// The signature of `name`.
pub(super) fn find(name: &str) -> Option<&'static Signature> {
    SIGNATURES.iter().find(|s| s.name == name)
}

/// Checks that `name` exists and takes `count` arguments.
pub(super) fn arity(name: &str, count: usize) -> Result<(), Syntax> {
    if is_operator(name) {
        return Ok(());
    }
    let Some(known) = find(name) else {
        return Err(Syntax(format!("there is no function `{name}`")));
    };
    if (known.arity.0..=known.arity.1).contains(&count) {
        return Ok(());
    }
    Err(Syntax(format!("{name}() takes {} argument(s), not {count}", known.arity.0)))
}

/// Operators, under the names [`super::Term`] gives them.
pub(super) fn is_operator(name: &str) -> bool {
    matches!(
        name,
        "?:" | "&&"
            | "||"
            | "!"
            | "neg"
            | "+"
            | "-"
            | "*"
            | "/"
            | "=="
            | "!="
            | "<"
            | "<="
            | ">"
            | ">="
            | "in"
    )
}

/// The root context: CEL's standard library and ours, built once.
pub(super) static ROOT: LazyLock<Context<'static, 'static>> = LazyLock::new(|| {
    let mut context = Context::default();
    register(&mut context);
    context
});

/// Our functions carry an `s_` so that none meets one of CEL's own.
fn register(context: &mut Context<'static, 'static>) {
    let added = [
        context.add_function("s_given", |v: Value| is_given(&v)),
        context.add_function("s_size", |v: Value| size(&v)),
        context.add_function("s_sum", |v: Value| sum(&v)),
        context.add_function("s_days", |a: Value, b: Value| {
            calendar::days_between(text(&a), text(&b))
        }),
        context.add_function("s_add_days", |a: Value, n: Value| {
            calendar::add_days(text(&a), number(&n))
        }),
        context.add_function("s_add_months", |a: Value, n: Value| {
            calendar::add_months(text(&a), number(&n))
        }),
        context.add_function("s_years", |a: Value, b: Value| {
            calendar::years_between(text(&a), text(&b))
        }),
        context.add_function("s_year", |a: Value| calendar::year(text(&a))),
        context.add_function("s_upper", |a: Value| text(&a).to_uppercase()),
        context.add_function("s_number", |a: Value| parse_number(text(&a)).unwrap_or(0.0)),
        context.add_function("s_unique", |l: Value| unique(&l)),
        context.add_function("s_join", |l: Value, s: Value| join(&l, text(&s))),
        context.add_function("s_round", |a: Value, n: Value| round(number(&a), number(&n))),
        context.add_function("s_same_person", |a: Value, b: Value| same_person(text(&a), text(&b))),
        context.add_function("s_cf_matches", |a: Value, d: Value, s: Value, p: Value| {
            cf_matches(text(&a), text(&d), text(&s), text(&p))
        }),
    ];
    debug_assert!(added.iter().all(Result::is_ok), "an `s_` name is taken");
}

fn text(value: &Value) -> &str {
    match value {
        Value::String(text) => text,
        _ => "",
    }
}

fn number(value: &Value) -> f64 {
    match value {
        Value::Float(n) => *n,
        #[allow(clippy::cast_precision_loss, reason = "counts of a form are far below 2^52")]
        Value::Int(n) => *n as f64,
        _ => 0.0,
    }
}

fn items(value: &Value) -> &[Value] {
    match value {
        Value::List(items) => items,
        _ => &[],
    }
}

fn is_given(value: &Value) -> bool {
    match value {
        Value::String(text) => !text.is_empty(),
        Value::List(items) => !items.is_empty(),
        Value::Map(map) => !map.map.is_empty(),
        Value::Bool(flag) => *flag,
        Value::Null => false,
        _ => true,
    }
}

#[allow(clippy::cast_precision_loss, reason = "sizes of a form are far below 2^52")]
fn size(value: &Value) -> f64 {
    match value {
        Value::String(text) => text.chars().count() as f64,
        Value::List(items) => items.len() as f64,
        _ => 0.0,
    }
}

fn sum(list: &Value) -> f64 {
    items(list).iter().map(number).sum()
}

/// Whether no text of the list comes twice, whatever the case and omocodia; empty ones do not count. One pass: a comparison of every
/// row with every other would take seconds on the longest lists.
fn unique(list: &Value) -> bool {
    let mut seen = std::collections::HashSet::new();
    let texts = items(list).iter().map(|item| text(item).trim().to_uppercase());
    texts
        .filter(|text| !text.is_empty())
        .all(|text| seen.insert(FiscalCode::parse(&text).map_or(text, |code| code.canonical())))
}

fn join(list: &Value, separator: &str) -> String {
    items(list).iter().map(text).filter(|t| !t.is_empty()).collect::<Vec<_>>().join(separator)
}

fn round(value: f64, decimals: f64) -> f64 {
    let factor = 10f64.powi(decimals.clamp(0.0, 9.0) as i32);
    (value * factor).round() / factor
}

/// Reads a number as Italians write it: `1.234,56`, `1234,5`, also `1234.5`.
pub fn parse_number(text: &str) -> Option<f64> {
    let text = text.trim();
    let plain =
        if text.contains(',') { text.replace('.', "").replace(',', ".") } else { text.to_owned() };
    plain.parse().ok().filter(|n: &f64| n.is_finite())
}

fn same_person(a: &str, b: &str) -> bool {
    match (FiscalCode::parse(a), FiscalCode::parse(b)) {
        (Ok(a), Ok(b)) => a.same_person(&b),
        _ => !a.trim().is_empty() && a.trim().eq_ignore_ascii_case(b.trim()),
    }
}

/// Whether date of birth, sex (`M`, `F`) and place (cadastral code) agree with the codice fiscale. What is not given,
/// or does not have the form expected, agrees: other checks speak of it. Omocodia changes digits, which are restored.
fn cf_matches(code: &str, date: &str, sex: &str, place: &str) -> bool {
    let Ok(code) = FiscalCode::parse(code) else { return true };
    let date_agrees = calendar::parse_day(date).is_none_or(|day| code.matches_birth_date(day));
    let sex_agrees = match sex {
        "M" => code.sex() == Sex::Male,
        "F" => code.sex() == Sex::Female,
        _ => true,
    };
    let place_agrees = place.len() != 4 || code.birth_place().eq_ignore_ascii_case(place);
    date_agrees && sex_agrees && place_agrees
}
