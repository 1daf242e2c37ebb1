//! JSON Schema over the effective data; each error becomes a problem at its field.

use jsonschema::ValidationError;
use jsonschema::error::ValidationErrorKind as E;

use super::super::node::{Kind, Level, NodeId, Rows};
use super::super::place;
use super::Run;

impl Run<'_> {
    /// Runs the compiled schema and reports what it refuses.
    pub(super) fn validate(&mut self) {
        let form = self.form;
        let mut found: Vec<(NodeId, Rows, &'static str, String)> = Vec::new();
        let Ok(validator) = form.validator() else {
            // the check of the definitions tells of it; a server that runs all the same must not let the case through
            let message = "Questo modulo ha un difetto: avvisa il Comune.".to_owned();
            self.report(Level::Error, 0, &[], "invalid", message);
            return;
        };
        for error in validator.iter_errors(&self.out.data) {
            let Some((mut id, rows)) = self.locate(error.instance_path().as_str()) else {
                continue;
            };
            if let E::Required { property } = error.kind() {
                match property.as_str().and_then(|name| form.child(id, name)) {
                    Some(child) => id = child,
                    None => continue,
                }
                if self.is_hidden(id, &rows) || form.nodes[id].compute.is_some() {
                    continue;
                }
            }
            let (keyword, text) = self.form.wording(id, &error);
            found.push((id, rows, keyword, text));
        }
        for (id, rows, keyword, text) in found {
            self.report(Level::Error, id, &rows, keyword, text);
        }
    }

    /// The node an instance pointer means; the element of a list of texts is its field.
    fn locate(&self, pointer: &str) -> Option<(NodeId, Rows)> {
        let nodes = &self.form.nodes;
        let (mut at, mut rows) = (0, Rows::new());
        for segment in pointer.split('/').skip(1) {
            match nodes[at].kind {
                Kind::Field(_) => break,
                Kind::List(_) => {
                    rows.push(segment.parse().ok()?);
                    at = *nodes[at].children.first()?;
                }
                _ => at = self.form.child(at, segment)?,
            }
        }
        Some((at, rows))
    }

    /// `required_when`.
    pub(super) fn check_required(&mut self) {
        let form = self.form;
        for (id, node) in form.nodes.iter().enumerate() {
            let Some(rule) = &node.required_when else { continue };
            for rows in place::instances(&form.nodes, &self.out.data, id) {
                if self.is_hidden(id, &rows) || !self.at(rule, &rows).holds() {
                    continue;
                }
                let value = place::get(&form.nodes, &self.out.data, id, &rows);
                let empty = value.is_none_or(|v| v.as_array().is_some_and(Vec::is_empty));
                if empty && !node.required {
                    let message = form.required_wording(id);
                    self.report(Level::Error, id, &rows, "required", message);
                }
                self.out.required.insert((id, rows));
            }
        }
    }

    /// Codes must be in their list, and valid today.
    pub(super) fn check_codes(&mut self) {
        let form = self.form;
        for (id, node) in form.nodes.iter().enumerate() {
            let Kind::Field(field) = &node.kind else { continue };
            let Some(list) = field.codelist.as_deref().and_then(|name| self.facts.lists.get(name))
            else {
                continue;
            };
            for rows in place::instances(&form.nodes, &self.out.data, id) {
                let Some(value) = place::get(&form.nodes, &self.out.data, id, &rows) else {
                    continue;
                };
                let codes = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
                let today = self.facts.today;
                let valid =
                    |code: &str| list.get(code, today).is_some_and(|entry| entry.is_valid(today));
                if let Some(bad) = codes.iter().filter_map(|c| c.as_str()).find(|code| !valid(code))
                {
                    let message = form.code_wording(id, list.has(bad));
                    self.report(Level::Error, id, &rows, "codelist", message);
                }
            }
        }
    }
}

/// The keyword of a validation error, as an author names it in `errors`.
pub(super) fn keyword(error: &ValidationError<'_>) -> &'static str {
    match error.kind() {
        E::Required { .. } => "required",
        E::Type { .. } => "type",
        E::Format { .. } => "format",
        E::Pattern { .. } => "pattern",
        E::Enum { .. } => "enum",
        E::Constant { .. } => "const",
        E::Minimum { .. } => "minimum",
        E::Maximum { .. } => "maximum",
        E::ExclusiveMinimum { .. } => "exclusiveMinimum",
        E::ExclusiveMaximum { .. } => "exclusiveMaximum",
        E::MultipleOf { .. } => "multipleOf",
        E::MinLength { .. } => "minLength",
        E::MaxLength { .. } => "maxLength",
        E::MinItems { .. } => "minItems",
        E::MaxItems { .. } => "maxItems",
        E::UniqueItems => "uniqueItems",
        E::AnyOf { .. } => "anyOf",
        E::OneOfNotValid { .. } | E::OneOfMultipleValid { .. } => "oneOf",
        E::Not { .. } => "not",
        _ => "invalid",
    }
}
