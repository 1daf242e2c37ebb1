//! The small form of an action, run by the form engine: one step, `input`.

use std::sync::Arc;

use serde_json::{Value, json};

use crate::base::fault::Fault;
use crate::domain::Scope;
use crate::engine::form::{CodeLists, Evaluation, Facts, Form};

/// Name of the only step.
pub const STEP: &str = "input";

/// An action's form with what was typed so far.
pub struct InputForm {
    pub form: Form,
    pub data: Value,
    pub evaluation: Evaluation,
}

/// Compiles the schema of an action's input.
///
/// # Errors
/// The faults of the schema, which the check of the workflow should have found.
pub fn compile(title: &str, schema: &Value, lists: &CodeLists) -> Result<Form, Vec<Fault>> {
    let mut step = schema.clone();
    step["title"] = Value::String(title.to_owned());
    let definition = json!({
        "code": "azione",
        "version": "1.0.0",
        "title": title,
        "description": title,
        "type": "object",
        "properties": { STEP: step },
        "documents": [],
        "subject": title,
        "sources": [{ "source": "azione del procedimento", "verified_on": null }],
    });
    Form::restore(&definition, lists)
}

/// Evaluates typed data (or an empty form).
pub fn fill(
    scope: &Scope,
    lists: &Arc<CodeLists>,
    form: Form,
    pairs: Option<&[(String, String)]>,
) -> InputForm {
    let empty = json!({});
    let facts = |data| Facts {
        data,
        user: &Value::Null,
        param: &Value::Null,
        lookup: &Value::Null,
        attached: &[],
        lists,
        today: scope.today,
    };
    let mut new_ids = || scope.ids.row();
    let data = match pairs {
        Some(pairs) => form.decode(STEP, pairs, &facts(&empty), &mut new_ids).data,
        None => form.prefill(&facts(&empty), &mut new_ids),
    };
    let data = match pairs.and_then(|p| p.iter().find(|(name, _)| name == "_action")) {
        Some((_, action)) => {
            let action = crate::engine::form::Action::parse(action);
            form.act(STEP, &action, &facts(&data), &mut new_ids)
        }
        None => data,
    };
    let evaluation = form.evaluate(&facts(&data));
    InputForm { form, data, evaluation }
}

impl InputForm {
    /// What the workflow takes, without the ids of rows.
    pub fn input(&self) -> Value {
        let mut input = self.evaluation.data.get(STEP).cloned().unwrap_or_else(|| json!({}));
        strip_ids(&mut input);
        input
    }
}

fn strip_ids(value: &mut Value) {
    match value {
        Value::Object(members) => {
            members.remove("_id");
            members.values_mut().for_each(strip_ids);
        }
        Value::Array(items) => items.iter_mut().for_each(strip_ids),
        _ => {}
    }
}
