//! What is different between two sets of answers to forms, as people read them.

use serde::Serialize;

use super::view::{Entry, Section};

/// One answer that is not the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// Title of the step.
    pub section: String,
    /// What was asked, with what it stands in: "Particelle › 2 › Foglio".
    pub label: String,
    /// The answer in the first; nothing if it has none.
    pub before: Option<String>,
    /// The answer in the second.
    pub after: Option<String>,
}

/// An answer with its place.
struct Leaf<'a> {
    section: &'a str,
    path: &'a str,
    label: String,
    value: &'a str,
}

/// The answers that differ, in the order of the second, then those that only the first has. Answers are told apart by their
/// path, so two versions of one form can be compared.
pub fn difference(before: &[Section], after: &[Section]) -> Vec<Difference> {
    let (old, new) = (leaves(before), leaves(after));
    let mut found = Vec::new();
    for leaf in &new {
        let known = old.iter().find(|o| o.path == leaf.path).map(|o| o.value);
        if known != Some(leaf.value) {
            found.push(leaf.differs(known, Some(leaf.value)));
        }
    }
    let gone = old.iter().filter(|o| !new.iter().any(|n| n.path == o.path));
    found.extend(gone.map(|leaf| leaf.differs(Some(leaf.value), None)));
    found
}

impl Leaf<'_> {
    fn differs(&self, before: Option<&str>, after: Option<&str>) -> Difference {
        Difference {
            section: self.section.to_owned(),
            label: self.label.clone(),
            before: before.map(str::to_owned),
            after: after.map(str::to_owned),
        }
    }
}

fn leaves(sections: &[Section]) -> Vec<Leaf<'_>> {
    let mut found = Vec::new();
    for section in sections {
        for entry in &section.entries {
            add(&mut found, section, entry, "");
        }
    }
    found
}

fn add<'a>(found: &mut Vec<Leaf<'a>>, section: &'a Section, entry: &'a Entry, above: &str) {
    let label = match (above.is_empty(), entry.label.is_empty()) {
        (true, _) => entry.label.clone(),
        (false, true) => above.to_owned(),
        (false, false) => format!("{above} › {}", entry.label),
    };
    if entry.entries.is_empty() {
        if !entry.value.is_empty() {
            found.push(Leaf {
                section: &section.title,
                path: &entry.path,
                label,
                value: &entry.value,
            });
        }
        return;
    }
    for inner in &entry.entries {
        add(found, section, inner, &label);
    }
}
