//! Evaluation over borrowed JSON: a variable becomes a CEL value only when the expression reaches it.

use std::collections::HashMap;

use cel::common::types::{CelBool, CelDouble, CelList, CelMap, CelMapKey, CelNull, CelString};
use cel::common::value::{CowVal, Val};
use cel::context::VariableResolver;
use cel::{Context, IdedExpr};
use serde_json::{Map, Value};

use super::calendar;
use super::function::ROOT;
use super::reference::{Mode, Reference};
use super::typing::Type;

/// An evaluation that could not be done. It says why without showing any data.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the expression cannot be evaluated: {0}")]
pub struct Failure(pub &'static str);

/// What a variable holds.
#[derive(Debug)]
pub enum Found<'a> {
    /// Data, possibly absent.
    Json(Option<&'a Value>),
    /// A text made on the spot (a label, a date).
    Text(String),
    /// The answer of `given`, `attached`, `eu`.
    Flag(bool),
}

/// Who knows the values of the names an expression reads.
pub trait Variables: Send + Sync {
    /// The value of the reference with this index in [`super::Expression::references`].
    fn find(&self, index: usize, reference: &Reference) -> Found<'_>;

    /// The label of a code held by `field` of an element of the list `reference` reads.
    fn element_label(&self, _reference: &Reference, _field: &[String], code: &str) -> String {
        code.to_owned()
    }

    /// Whether a state is a member of the Union.
    fn is_union_state(&self, _code: &str) -> bool {
        false
    }
}

/// Plain JSON as variables: the first segment of a name is a key of the map.
impl Variables for Map<String, Value> {
    fn find(&self, _: usize, reference: &Reference) -> Found<'_> {
        let mut segments = reference.path.iter();
        let first = segments.next().and_then(|name| self.get(name));
        let value = segments.fold(first, |value, name| value.and_then(|v| v.get(name)));
        match reference.mode {
            Mode::Value => Found::Json(value),
            Mode::Given => Found::Flag(value.is_some_and(is_given)),
            Mode::Label => {
                Found::Text(value.and_then(Value::as_str).unwrap_or_default().to_owned())
            }
            Mode::Eu | Mode::Attached => Found::Flag(false),
        }
    }
}

/// Whether a JSON value counts as an answer: not null, not an empty text or list, not an object without answers.
pub fn is_given(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::String(text) => !text.is_empty(),
        Value::Array(items) => !items.is_empty(),
        Value::Object(fields) => {
            fields.iter().any(|(name, value)| name != "_id" && is_given(value))
        }
        Value::Bool(_) | Value::Number(_) => true,
    }
}

struct Frame<'a> {
    references: &'a [Reference],
    variables: &'a dyn Variables,
}

impl VariableResolver for Frame<'_> {
    fn resolve<'b>(&'b self, variable: &str) -> Option<CowVal<'b, 'b>> {
        let index: usize = variable.strip_prefix('v')?.parse().ok()?;
        let reference = self.references.get(index)?;
        Some(match self.variables.find(index, reference) {
            Found::Json(value) => {
                CowVal::Owned(self.build(reference, &reference.kind, &mut Vec::new(), value))
            }
            Found::Text(text) => CowVal::owned(CelString::from(text)),
            Found::Flag(flag) => CowVal::owned(CelBool::from(flag)),
        })
    }
}

impl Frame<'_> {
    /// A CEL value of the given type; what is absent or of another type is the empty value.
    fn build<'b>(
        &'b self,
        reference: &'b Reference,
        kind: &Type,
        path: &mut Vec<&'b str>,
        value: Option<&'b Value>,
    ) -> Box<dyn Val + 'b> {
        match kind {
            Type::Any => self.build_any(reference, path, value),
            Type::Number => Box::new(CelDouble::from(value.and_then(Value::as_f64).unwrap_or(0.0))),
            Type::Boolean => {
                Box::new(CelBool::from(value.and_then(Value::as_bool).unwrap_or(false)))
            }
            Type::List(item) => {
                let items = value.and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
                let built = items.iter().map(|v| self.build(reference, item, path, Some(v)));
                Box::new(CelList::from(built.collect::<Vec<_>>()))
            }
            Type::Object(_) => self.build_object(reference, kind, path, value),
            // a date that cannot be read is no date yet: validation tells of it
            Type::Date => {
                let text = value
                    .and_then(Value::as_str)
                    .filter(|text| calendar::parse_day(text).is_some());
                Box::new(CelString::from(text.unwrap_or_default()))
            }
            Type::Text | Type::Choice(_) | Type::Code(_) => {
                Box::new(CelString::from(value.and_then(Value::as_str).unwrap_or_default()))
            }
        }
    }

    fn build_any<'b>(
        &'b self,
        reference: &'b Reference,
        path: &mut Vec<&'b str>,
        value: Option<&'b Value>,
    ) -> Box<dyn Val + 'b> {
        let kind = match value {
            None | Some(Value::Null) => return Box::new(CelNull),
            Some(Value::Bool(_)) => Type::Boolean,
            Some(Value::Number(_)) => Type::Number,
            Some(Value::String(_)) => Type::Text,
            Some(Value::Array(_)) => Type::List(Box::new(Type::Any)),
            Some(Value::Object(_)) => return self.build_object(reference, &Type::Any, path, value),
        };
        self.build(reference, &kind, path, value)
    }

    /// Only the fields the expression reads, each with its empty value where absent.
    fn build_object<'b>(
        &'b self,
        reference: &'b Reference,
        kind: &Type,
        path: &mut Vec<&'b str>,
        value: Option<&'b Value>,
    ) -> Box<dyn Val + 'b> {
        let mut map: HashMap<CelMapKey<'b>, Box<dyn Val + 'b>> = HashMap::new();
        let depth = path.len();
        for (field, mode) in &reference.fields {
            let below = field.len() > depth && field.iter().zip(path.iter()).all(|(a, b)| a == b);
            let Some(name) = field.get(depth).filter(|_| below) else { continue };
            let last = field.len() == depth + 1;
            let inner = value.and_then(|v| v.get(name));
            let key = if last { format!("{name}{}", mode.suffix()) } else { name.clone() };
            let key = CelMapKey::from(key);
            if map.contains_key(&key) {
                continue;
            }
            let built: Box<dyn Val + 'b> = if last && *mode != Mode::Value {
                self.read_mode(reference, field, *mode, inner)
            } else {
                path.push(name);
                let kind = kind.field(name).unwrap_or(Type::Any);
                let built = self.build(reference, &kind, path, inner);
                path.truncate(depth);
                built
            };
            map.insert(key, built);
        }
        Box::new(CelMap::from(map))
    }

    fn read_mode<'b>(
        &self,
        reference: &Reference,
        field: &[String],
        mode: Mode,
        value: Option<&Value>,
    ) -> Box<dyn Val + 'b> {
        let text = value.and_then(Value::as_str).unwrap_or_default();
        match mode {
            Mode::Label if text.is_empty() => Box::new(CelString::from(String::new())),
            Mode::Label => {
                Box::new(CelString::from(self.variables.element_label(reference, field, text)))
            }
            Mode::Eu => Box::new(CelBool::from(self.variables.is_union_state(text))),
            _ => Box::new(CelBool::from(value.is_some_and(is_given))),
        }
    }
}

/// Evaluates to JSON.
pub(super) fn run(
    program: &IdedExpr,
    references: &[Reference],
    variables: &dyn Variables,
) -> Result<Value, Failure> {
    with_result(program, references, variables, |result| {
        if let Some(flag) = result.downcast_ref::<CelBool>() {
            return Ok(Value::Bool(*flag.inner()));
        }
        let value =
            cel::Value::try_from(result).map_err(|_| Failure("the result has no JSON form"))?;
        to_json(&value)
    })
}

/// Evaluates a condition.
pub(super) fn holds(
    program: &IdedExpr,
    references: &[Reference],
    variables: &dyn Variables,
) -> Result<bool, Failure> {
    with_result(program, references, variables, |result| {
        Ok(result.downcast_ref::<CelBool>().is_some_and(|flag| *flag.inner()))
    })
}

fn with_result<T>(
    program: &IdedExpr,
    references: &[Reference],
    variables: &dyn Variables,
    read: impl FnOnce(&dyn Val) -> Result<T, Failure>,
) -> Result<T, Failure> {
    let frame = Frame { references, variables };
    let root: &Context<'_, '_> = &ROOT;
    let mut context = root.new_inner_scope();
    context.set_variable_resolver(&frame);
    // the library's error texts quote values: they must not go further
    let result =
        cel::Value::resolve_val(program, &context).map_err(|_| Failure("its types do not fit"))?;
    read(result.as_ref())
}

fn to_json(value: &cel::Value) -> Result<Value, Failure> {
    Ok(match value {
        cel::Value::Float(number) => number_to_json(*number)?,
        cel::Value::Int(number) => Value::from(*number),
        cel::Value::String(text) => Value::from(text.as_str()),
        cel::Value::Bool(flag) => Value::Bool(*flag),
        cel::Value::List(items) => {
            Value::Array(items.iter().map(to_json).collect::<Result<_, _>>()?)
        }
        cel::Value::Null => Value::Null,
        _ => return Err(Failure("the result has no JSON form")),
    })
}

#[allow(clippy::cast_possible_truncation, reason = "guarded by the range test")]
fn number_to_json(number: f64) -> Result<Value, Failure> {
    if !number.is_finite() {
        return Err(Failure("a division by zero"));
    }
    let whole = number.fract() == 0.0 && number.abs() < 9e15;
    Ok(if whole { Value::from(number as i64) } else { Value::from(number) })
}
