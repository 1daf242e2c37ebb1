//! The small form of an action as the office fills it, and what its answers say in a document.

use serde_json::{Value, json};

use crate::app::App;
use crate::domain::Scope;
use crate::domain::case::input::{self, InputForm};
use crate::engine::form::SummaryEntry;
use crate::engine::workflow::Offer;
use crate::web::error::PageError;

/// A form with its answers; an action without a form has none.
pub(super) struct Filled {
    form: Option<InputForm>,
    schema: Value,
}

impl Filled {
    /// The form of an offer with what was posted, or empty.
    ///
    /// # Errors
    /// A form that cannot be compiled: our fault, the check of the definitions should have found it.
    pub fn read(
        app: &App,
        scope: &Scope,
        offer: &Offer,
        pairs: Option<&[(String, String)]>,
    ) -> Result<Self, PageError> {
        let Some(schema) = &offer.input else {
            return Ok(Self { form: None, schema: Value::Null });
        };
        let lists = app.catalogue.lists(&scope.tenant);
        let form = input::compile(&offer.title, schema, &lists).map_err(|faults| {
            PageError::internal(faults.first().map_or_else(String::new, ToString::to_string))
        })?;
        Ok(Self { form: Some(input::fill(scope, &lists, form, pairs)), schema: schema.clone() })
    }

    /// What the workflow takes.
    pub fn input(&self) -> Value {
        self.form.as_ref().map_or_else(|| json!({}), InputForm::input)
    }

    /// Whether nothing is missing or wrong.
    pub fn is_valid(&self) -> bool {
        self.form.as_ref().is_none_or(|f| f.evaluation.errors().next().is_none())
    }

    /// Nodes and problems as templates want them; problems only when errors are to be shown.
    ///
    /// # Errors
    /// A page that cannot be serialised.
    pub fn page(&self, show_errors: bool) -> Result<(Vec<Value>, Vec<Value>), PageError> {
        let Some(filled) = &self.form else { return Ok((Vec::new(), Vec::new())) };
        let page = filled.form.page(&filled.evaluation, &filled.data, input::STEP, show_errors);
        let page = serde_json::to_value(&page).map_err(PageError::internal)?;
        let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
        let problems = if show_errors { list(&page["problems"]) } else { Vec::new() };
        Ok((list(&page["step"]["nodes"]), problems))
    }

    /// The long texts, one after the other.
    pub fn texts(&self) -> String {
        self.texts_but("")
    }

    /// The long texts without one field.
    pub fn texts_but(&self, field: &str) -> String {
        let texts = self.entries().into_iter().filter(|e| self.is_text(e) && name(e) != field);
        texts.map(|e| e.value).collect::<Vec<_>>().join("\n\n")
    }

    /// The lines of one long text.
    pub fn lines(&self, field: &str) -> Vec<String> {
        let found = self.entries().into_iter().find(|e| name(e) == field);
        let text = found.map(|e| e.value).unwrap_or_default();
        text.lines().map(str::trim).filter(|l| !l.is_empty()).map(str::to_owned).collect()
    }

    /// The short answers, as label and value.
    pub fn pairs(&self) -> Vec<Value> {
        self.entries()
            .iter()
            .filter(|e| !self.is_text(e) && name(e) != "richieste")
            .map(|e| json!({ "etichetta": e.label, "valore": words(e) }))
            .collect()
    }

    /// The things asked for, as `{ che_cosa, perche }`.
    pub fn requests(&self) -> Vec<Value> {
        let input = self.input();
        let rows = input.get("richieste").and_then(Value::as_array).cloned().unwrap_or_default();
        rows.iter()
            .map(|row| {
                let text = |key: &str| row.get(key).and_then(Value::as_str).unwrap_or_default();
                let (about, what) = (text("ref"), text("testo"));
                if about.is_empty() {
                    json!({ "che_cosa": what, "perche": "" })
                } else {
                    json!({ "che_cosa": about, "perche": what })
                }
            })
            .collect()
    }

    fn entries(&self) -> Vec<SummaryEntry> {
        let Some(filled) = &self.form else { return Vec::new() };
        let sections = filled.form.summary(&filled.evaluation);
        sections.into_iter().flat_map(|section| section.entries).collect()
    }

    fn is_text(&self, entry: &SummaryEntry) -> bool {
        let path = format!("/properties/{}/widget", name(entry));
        self.schema.pointer(&path).and_then(Value::as_str) == Some("textarea")
    }
}

/// The field's name: the last part of its path.
fn name(entry: &SummaryEntry) -> &str {
    entry.path.rsplit('.').next().unwrap_or_default()
}

/// An answer in words, with what is inside it.
fn words(entry: &SummaryEntry) -> String {
    if entry.entries.is_empty() {
        return entry.value.clone();
    }
    entry.entries.iter().map(words).collect::<Vec<_>>().join("; ")
}
