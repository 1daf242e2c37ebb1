//! The plain JSON Schema that the effective data are checked against.

use serde_json::{Map, Value, json};

use crate::base::fault::Fault;

use super::super::format::FORMATS;
use super::super::node::{Form, Kind, Node, NodeId};
use super::super::source::Located;

/// The schema of the whole form.
fn of_form(nodes: &[Node]) -> Value {
    let mut schema = of_object(nodes, 0);
    schema.insert("$schema".into(), json!("https://json-schema.org/draft/2020-12/schema"));
    Value::Object(schema)
}

impl Form {
    /// The validator of the effective data.
    ///
    /// # Errors
    /// Why the schema cannot be compiled, which `check` would have found.
    pub(in super::super) fn validator(&self) -> Result<&jsonschema::Validator, &String> {
        self.validator.get_or_init(|| validator(&of_form(&self.nodes))).as_ref()
    }
}

/// Compiles a schema with the formats of the house.
fn validator(schema: &Value) -> Result<jsonschema::Validator, String> {
    let mut options = jsonschema::options().should_validate_formats(true);
    for format in &FORMATS {
        options = options.with_format(format.name, format.check);
    }
    options.build(schema).map_err(|error| error.to_string())
}

/// Faults for a form whose schema cannot be compiled: where the broken part is written.
pub(super) fn blame(nodes: &[Node], written: &[&Located], reason: &str, faults: &mut Vec<Fault>) {
    let before = faults.len();
    for (node, at) in nodes.iter().zip(written) {
        let alone = match &node.kind {
            Kind::Field(field) => field.schema.clone(),
            Kind::List(_) => continue,
            _ => Value::Object(node.combinators.iter().cloned().collect()),
        };
        if let Err(reason) = validator(&alone) {
            let pattern = at.get("pattern").or_else(|| at.get("items")?.get("pattern"));
            faults.push(pattern.unwrap_or(at).fault(reason));
        }
    }
    if let (Some(form), true) = (written.first(), faults.len() == before) {
        faults.push(form.fault(reason));
    }
}

fn of_node(nodes: &[Node], id: NodeId) -> Value {
    let node = &nodes[id];
    match &node.kind {
        Kind::Root | Kind::Step | Kind::Group | Kind::Row => Value::Object(of_object(nodes, id)),
        Kind::List(spec) => {
            let items = node.children.first().map_or(json!(true), |row| of_node(nodes, *row));
            let min = if node.required { spec.min.max(1) } else { spec.min };
            json!({ "type": "array", "items": items, "minItems": min, "maxItems": spec.max })
        }
        Kind::Field(field) => field.schema.clone(),
    }
}

fn of_object(nodes: &[Node], id: NodeId) -> Map<String, Value> {
    let node = &nodes[id];
    let mut properties = Map::new();
    let mut required = Vec::new();
    for child in &node.children {
        properties.insert(nodes[*child].name.clone(), of_node(nodes, *child));
        if nodes[*child].required {
            required.push(nodes[*child].name.clone());
        }
    }
    let mut schema = Map::new();
    schema.insert("type".into(), json!("object"));
    schema.insert("properties".into(), Value::Object(properties));
    schema.insert("required".into(), json!(required));
    for (key, value) in &node.combinators {
        schema.insert(key.clone(), value.clone());
    }
    schema
}
