//! All answers as text, step by step.

use serde_json::{Value, json};

use crate::engine::form::{Evaluation, Form, SummaryEntry};

/// The sections of a summary; `edit` gives the address where a step can be changed.
pub(in crate::web) fn sections(
    form: &Form,
    evaluation: &Evaluation,
    edit: impl Fn(&str) -> Option<String>,
) -> Vec<Value> {
    let problems = |step: &str| evaluation.errors().filter(|p| p.step == step).count();
    form.summary(evaluation)
        .iter()
        .map(|section| {
            json!({
                "step": section.step,
                "title": section.title,
                "edit_url": edit(&section.step),
                "problems": problems(&section.step),
                "entries": section.entries.iter().map(entry).collect::<Vec<_>>(),
            })
        })
        .collect()
}

fn entry(entry: &SummaryEntry) -> Value {
    let value = (!entry.value.is_empty()).then_some(entry.value.as_str());
    let inner: Vec<Value> = entry.entries.iter().map(self::entry).collect();
    json!({ "label": entry.label, "value": value, "source": entry.source, "entries": inner })
}
