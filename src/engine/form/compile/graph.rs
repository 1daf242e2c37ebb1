//! The order of evaluation: every node with a condition or a computed value comes after what it depends on.

use std::collections::BTreeSet;

use crate::engine::expression::Reference;

use super::super::node::{Binding, Node, NodeId, Rule};

/// Nodes with `when` or `compute` in an order that respects dependencies.
///
/// # Errors
/// The nodes of a circle, in order.
pub(super) fn order(nodes: &[Node]) -> Result<Vec<NodeId>, Vec<NodeId>> {
    let ruled: Vec<NodeId> = (0..nodes.len()).filter(|id| is_ruled(&nodes[*id])).collect();
    let mut walk =
        Walk { nodes, done: vec![State::New; nodes.len()], order: Vec::new(), open: Vec::new() };
    for id in ruled {
        walk.visit(id)?;
    }
    Ok(walk.order)
}

fn is_ruled(node: &Node) -> bool {
    node.when.is_some() || node.compute.is_some()
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    New,
    Open,
    Done,
}

struct Walk<'a> {
    nodes: &'a [Node],
    done: Vec<State>,
    order: Vec<NodeId>,
    open: Vec<NodeId>,
}

impl Walk<'_> {
    fn visit(&mut self, id: NodeId) -> Result<(), Vec<NodeId>> {
        match self.done[id] {
            State::Done => return Ok(()),
            State::Open => {
                let start = self.open.iter().position(|n| *n == id).unwrap_or(0);
                return Err(self.open[start..].to_vec());
            }
            State::New => {}
        }
        self.done[id] = State::Open;
        self.open.push(id);
        for before in dependencies(self.nodes, id) {
            self.visit(before)?;
        }
        self.open.pop();
        self.done[id] = State::Done;
        self.order.push(id);
        Ok(())
    }
}

/// The ruled nodes that must be settled before `id`.
fn dependencies(nodes: &[Node], id: NodeId) -> BTreeSet<NodeId> {
    let node = &nodes[id];
    let mut found: BTreeSet<NodeId> = BTreeSet::new();
    let around = node.chain.iter().copied().filter(|ancestor| *ancestor != id);
    found.extend(around);
    for rule in [&node.when, &node.compute].into_iter().flatten() {
        found.extend(read_by(nodes, rule));
    }
    found.retain(|n| is_ruled(&nodes[*n]));
    found
}

/// The nodes a rule reads: the named ones, those around them, and what is read inside them.
pub(in super::super) fn read_by(nodes: &[Node], rule: &Rule) -> BTreeSet<NodeId> {
    let mut found = BTreeSet::new();
    for (reference, binding) in rule.expression.references().iter().zip(&rule.bindings) {
        let Binding::Data(target) = binding else { continue };
        found.extend(nodes[*target].chain.iter().copied());
        inside(nodes, *target, reference, &mut found);
    }
    found
}

/// Below a list only the fields that are read; below a group everything.
fn inside(nodes: &[Node], target: NodeId, reference: &Reference, found: &mut BTreeSet<NodeId>) {
    if reference.fields.is_empty()
        && !matches!(nodes[target].kind, super::super::node::Kind::List(_))
    {
        descend(nodes, target, found);
        return;
    }
    for (path, _) in &reference.fields {
        let mut at = target;
        for name in path {
            let Some(next) = member(nodes, at, name) else { break };
            found.extend(nodes[next].chain.iter().copied());
            at = next;
        }
    }
}

/// A child by name, going through the row of a list.
fn member(nodes: &[Node], at: NodeId, name: &str) -> Option<NodeId> {
    let child =
        |parent: NodeId| nodes[parent].children.iter().copied().find(|id| nodes[*id].name == name);
    match nodes[at].kind {
        super::super::node::Kind::List(_) => nodes[at].children.first().and_then(|row| child(*row)),
        _ => child(at),
    }
}

fn descend(nodes: &[Node], id: NodeId, found: &mut BTreeSet<NodeId>) {
    for child in &nodes[id].children {
        found.insert(*child);
        descend(nodes, *child, found);
    }
}
