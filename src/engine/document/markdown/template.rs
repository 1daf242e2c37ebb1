//! Templates: Markdown with minijinja placeholders.

use std::sync::Arc;

use minijinja::{
    AutoEscape, Environment, Error, ErrorKind, Output, State, UndefinedBehavior, Value,
};
use serde::Serialize;

use super::token::Tokens;
use super::{document, filter};
use crate::engine::document::{Document, DocumentError};

/// Enough for a document of hundreds of pages; a loop that never ends is stopped.
const FUEL: u64 = 2_000_000;

const NAME: &str = "documento";

/// A template that was read and is sound.
pub struct Template {
    source: String,
}

impl Template {
    /// Reads a template.
    ///
    /// # Errors
    /// When a placeholder or a tag is not well written; the error tells the line.
    pub fn read(source: &str) -> Result<Self, DocumentError> {
        let source = Tokens::strip(source);
        environment(&source, &Arc::default()).map_err(|error| fault(&error))?;
        Ok(Self { source })
    }

    /// Renders the template with some data. Values are printed as text, whatever they contain.
    ///
    /// # Errors
    /// When the template asks for a value the data does not have (a typing error must not become a blank), or misuses one.
    pub fn render(&self, context: &impl Serialize) -> Result<Document, DocumentError> {
        let tokens = Arc::new(Tokens::default());
        let environment = environment(&self.source, &tokens).map_err(|error| fault(&error))?;
        let context = clean(serde_json::to_value(context).map_err(|_| unreadable())?);
        let markdown = environment
            .get_template(NAME)
            .and_then(|template| template.render(Value::from_serialize(&context)))
            .map_err(|error| fault(&error))?;
        Ok(document(&markdown, &tokens))
    }
}

/// Reads and renders a template.
///
/// # Errors
/// As [`Template::read`] and [`Template::render`].
pub fn render_template(source: &str, context: &impl Serialize) -> Result<Document, DocumentError> {
    Template::read(source)?.render(context)
}

fn environment<'a>(source: &'a str, tokens: &Arc<Tokens>) -> Result<Environment<'a>, Error> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::SemiStrict);
    environment.set_trim_blocks(true);
    environment.set_lstrip_blocks(true);
    environment.set_fuel(Some(FUEL));
    environment.set_recursion_limit(50);
    // With escaping on, what a block or a macro captures is marked safe: it is Markdown written by the author. Nothing
    // else may carry that mark.
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    for unsafe_filter in ["safe", "escape", "e", "tojson", "urlencode"] {
        environment.remove_filter(unsafe_filter);
    }
    filter::add_to(&mut environment);
    let tokens = Arc::clone(tokens);
    environment.set_formatter(move |out, state, value| write(out, state, value, &tokens));
    environment.add_template(NAME, source)?;
    Ok(environment)
}

fn write(out: &mut Output, _: &State, value: &Value, tokens: &Tokens) -> Result<(), Error> {
    if value.is_undefined() {
        return Err(Error::from(ErrorKind::UndefinedError));
    }
    if value.is_none() {
        return Ok(());
    }
    let text = match value.as_str() {
        Some(text) if value.is_safe() => text.to_owned(),
        Some(text) => tokens.put(text.to_owned()),
        None => tokens.put(plain(value)),
    };
    out.write_str(&text).map_err(Error::from)
}

/// A value that is no text, as an Italian reader expects it.
fn plain(value: &Value) -> String {
    match (value.kind(), value.is_true()) {
        (minijinja::value::ValueKind::Bool, true) => "sì".to_owned(),
        (minijinja::value::ValueKind::Bool, false) => "no".to_owned(),
        (minijinja::value::ValueKind::Number, _) => value.to_string().replace('.', ","),
        _ => value.to_string(),
    }
}

/// The data without characters that could pass for tokens, in values and in keys.
fn clean(value: serde_json::Value) -> serde_json::Value {
    use serde_json::Value as Json;
    match value {
        Json::String(text) => Json::String(Tokens::strip(&text)),
        Json::Array(items) => Json::Array(items.into_iter().map(clean).collect()),
        Json::Object(entries) => Json::Object(
            entries.into_iter().map(|(key, value)| (Tokens::strip(&key), clean(value))).collect(),
        ),
        other => other,
    }
}

fn unreadable() -> DocumentError {
    DocumentError::Template { reason: "i dati non si possono leggere".to_owned(), line: None }
}

/// minijinja's kinds of error in words; its details quote the template, never the data.
fn fault(error: &Error) -> DocumentError {
    let reason = match error.kind() {
        ErrorKind::UndefinedError => "un segnaposto chiede un dato che non c'è".to_owned(),
        ErrorKind::UnknownFilter => "un filtro non esiste".to_owned(),
        ErrorKind::UnknownFunction | ErrorKind::UnknownMethod => {
            "una funzione non esiste".to_owned()
        }
        ErrorKind::OutOfFuel => "il modello non finisce mai".to_owned(),
        ErrorKind::SyntaxError => {
            format!("errore di scrittura: {}", error.detail().unwrap_or_default())
        }
        _ => "un dato è usato in un modo che non è possibile".to_owned(),
    };
    DocumentError::Template { reason, line: error.line() }
}
