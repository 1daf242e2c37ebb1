//! All answers as text, step by step.

use serde_json::{Value, json};

use crate::engine::form::{Evaluation, Form};

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
                "entries": section.entries,
            })
        })
        .collect()
}
