//! The structure tree: grown while composing, tied to what is drawn while painting.

use krilla::tagging::{Identifier, Node, TagGroup, TagKind, TagTree};

/// A group of the tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct NodeId(usize);

/// A piece of content; painted exactly once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Leaf(usize);

#[derive(Debug)]
enum Child {
    Group(usize),
    Leaf(usize),
}

/// The tree in reading order.
#[derive(Debug, Default)]
pub(super) struct Tree {
    top: Vec<usize>,
    groups: Vec<(TagKind, Vec<Child>)>,
    leaves: usize,
}

impl Tree {
    /// Adds a group, under `parent` or at the top.
    pub(super) fn group(&mut self, parent: Option<NodeId>, tag: impl Into<TagKind>) -> NodeId {
        let id = self.groups.len();
        self.groups.push((tag.into(), Vec::new()));
        match parent {
            Some(NodeId(parent)) => self.groups[parent].1.push(Child::Group(id)),
            None => self.top.push(id),
        }
        NodeId(id)
    }

    /// Adds a piece of content to a group.
    pub(super) fn leaf(&mut self, parent: NodeId) -> Leaf {
        let leaf = self.leaves;
        self.leaves += 1;
        self.groups[parent.0].1.push(Child::Leaf(leaf));
        Leaf(leaf)
    }

    /// A place for the identifier of each leaf.
    pub(super) fn identifiers(&self) -> Identifiers {
        Identifiers(vec![None; self.leaves])
    }

    /// The tree krilla writes.
    pub(super) fn build(mut self, identifiers: &Identifiers, language: &str) -> TagTree {
        let mut tree = TagTree::new().with_lang(Some(language.to_owned()));
        for top in std::mem::take(&mut self.top) {
            tree.push(self.take(top, identifiers));
        }
        tree
    }

    fn take(&mut self, group: usize, identifiers: &Identifiers) -> TagGroup {
        let (tag, children) =
            (self.groups[group].0.clone(), std::mem::take(&mut self.groups[group].1));
        let mut built = TagGroup::new(tag);
        for child in children {
            match child {
                Child::Group(id) => built.push(self.take(id, identifiers)),
                Child::Leaf(id) => built.children.extend(identifiers.0[id].map(Node::Leaf)),
            }
        }
        built
    }
}

/// The identifiers krilla gave to the leaves.
#[derive(Debug)]
pub(super) struct Identifiers(Vec<Option<Identifier>>);

impl Identifiers {
    pub(super) fn set(&mut self, leaf: Leaf, identifier: Identifier) {
        self.0[leaf.0] = Some(identifier);
    }
}
