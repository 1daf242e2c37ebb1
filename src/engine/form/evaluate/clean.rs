//! The draft made regular: known properties only, empty answers gone, every object there.

use serde_json::{Map, Value};

use super::super::node::{Data, Form, Kind, NodeId};

impl Form {
    /// The draft as an evaluation starts from it. Rows keep their indexes, whatever they hold.
    pub(super) fn clean(&self, draft: &Value) -> Value {
        self.clean_object(0, draft)
    }

    fn clean_object(&self, id: NodeId, draft: &Value) -> Value {
        let mut object = Map::new();
        if matches!(self.nodes[id].kind, Kind::Row)
            && let Some(row_id @ Value::String(_)) = draft.get("_id")
        {
            object.insert("_id".to_owned(), row_id.clone());
        }
        for child in &self.nodes[id].children {
            let node = &self.nodes[*child];
            let value = draft.get(&node.name);
            let cleaned = match &node.kind {
                Kind::Field(_) if node.compute.is_some() => None,
                Kind::Field(field) => value.and_then(|v| clean_field(field.data, v)),
                Kind::List(spec) => {
                    let rows =
                        value.and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
                    let row = node.children.first().copied().unwrap_or(*child);
                    // a few rows too many are kept, to be told of; the rest cannot come from a page
                    let rows = rows.iter().take(spec.max + 10).map(|r| self.clean_object(row, r));
                    Some(Value::Array(rows.collect()))
                }
                _ => Some(self.clean_object(*child, value.unwrap_or(&Value::Null))),
            };
            if let Some(cleaned) = cleaned {
                object.insert(node.name.clone(), cleaned);
            }
        }
        Value::Object(object)
    }
}

/// An answer, or nothing if it is empty.
fn clean_field(data: Data, value: &Value) -> Option<Value> {
    let empty = match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(fields) => fields.is_empty() || data != Data::Geometry,
        Value::Bool(_) | Value::Number(_) => false,
    };
    (!empty).then(|| value.clone())
}
