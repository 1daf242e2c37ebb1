//! Places in the data: a node and the row indexes of the lists around it.

use serde_json::Value;

use super::node::{Form, Kind, Node, NodeId, Rows};

/// The dotted path of a node in the schema, `*` for rows.
pub(super) fn schema_path(nodes: &[Node], id: NodeId) -> String {
    nodes[id].chain.iter().map(|n| nodes[*n].name.as_str()).collect::<Vec<_>>().join(".")
}

/// The dotted path of an instance: `immobile.immobili.0.foglio`.
pub(super) fn path(nodes: &[Node], id: NodeId, rows: &[usize]) -> String {
    let mut rows = rows.iter();
    let mut text = String::new();
    for node in &nodes[id].chain {
        if !text.is_empty() {
            text.push('.');
        }
        match (&nodes[*node].kind, rows.as_slice().first()) {
            (Kind::Row, Some(row)) => {
                text.push_str(&row.to_string());
                rows.next();
            }
            _ => text.push_str(&nodes[*node].name),
        }
    }
    text
}

/// The value at an instance.
pub(super) fn get<'a>(
    nodes: &[Node],
    data: &'a Value,
    id: NodeId,
    rows: &[usize],
) -> Option<&'a Value> {
    let mut rows = rows.iter();
    let mut at = data;
    for node in &nodes[id].chain {
        at = match nodes[*node].kind {
            Kind::Row => at.get(*rows.next()?)?,
            _ => at.get(nodes[*node].name.as_str())?,
        };
    }
    Some(at)
}

/// The value at an instance, to change it.
pub(super) fn get_mut<'a>(
    nodes: &[Node],
    data: &'a mut Value,
    id: NodeId,
    rows: &[usize],
) -> Option<&'a mut Value> {
    let mut rows = rows.iter();
    let mut at = data;
    for node in &nodes[id].chain {
        at = match nodes[*node].kind {
            Kind::Row => at.get_mut(*rows.next()?)?,
            _ => at.get_mut(nodes[*node].name.as_str())?,
        };
    }
    Some(at)
}

/// The rows around every instance of `id`'s parent that the data have.
pub(super) fn instances(nodes: &[Node], data: &Value, id: NodeId) -> Vec<Rows> {
    let mut found = Vec::new();
    let chain = &nodes[id].chain;
    let around = chain.get(..chain.len().saturating_sub(1)).unwrap_or_default();
    walk(nodes, data, around, &mut Vec::new(), &mut found);
    found
}

fn walk(nodes: &[Node], at: &Value, chain: &[NodeId], rows: &mut Rows, found: &mut Vec<Rows>) {
    let Some((first, rest)) = chain.split_first() else {
        if at.is_object() || at.is_array() {
            found.push(rows.clone());
        }
        return;
    };
    if matches!(nodes[*first].kind, Kind::Row) {
        for (index, row) in at.as_array().map(Vec::as_slice).unwrap_or_default().iter().enumerate()
        {
            rows.push(index);
            walk(nodes, row, rest, rows, found);
            rows.pop();
        }
    } else if let Some(next) = at.get(nodes[*first].name.as_str()) {
        walk(nodes, next, rest, rows, found);
    }
}

/// Every instance of the node itself that the data have (for a row: each of its rows).
pub(super) fn own_instances(nodes: &[Node], data: &Value, id: NodeId) -> Vec<Rows> {
    let mut found = Vec::new();
    walk(nodes, data, &nodes[id].chain, &mut Vec::new(), &mut found);
    found
}

impl Form {
    /// The node and rows a dotted path with indexes means; an index must follow a list.
    pub fn locate(&self, path: &str) -> Option<(NodeId, Rows)> {
        let (mut at, mut rows) = (0, Vec::new());
        for segment in path.split('.') {
            at = if matches!(self.nodes[at].kind, Kind::List(_)) {
                rows.push(segment.parse().ok()?);
                *self.nodes[at].children.first()?
            } else {
                self.child(at, segment)?
            };
        }
        Some((at, rows))
    }

    /// The order in the page of an instance, comparable within one form.
    pub(super) fn page_order(&self, id: NodeId, rows: &[usize]) -> Vec<usize> {
        let mut rows = rows.iter();
        let place = |node: &NodeId| match self.nodes[*node].kind {
            Kind::Row => rows.next().copied().unwrap_or(0),
            _ => *node,
        };
        self.nodes[id].chain.iter().map(place).collect()
    }
}
