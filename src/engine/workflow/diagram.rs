//! The machine as a Mermaid state diagram, for the documentation and the administrator.

use std::fmt::Write as _;

use super::compile::Workflow;
use super::definition::{Action, Target};

impl Workflow {
    /// Mermaid `stateDiagram-v2` text: one arrow an action that changes state, labelled with its title and actors.
    pub fn mermaid(&self) -> String {
        let mut out = String::from("stateDiagram-v2\n");
        for state in &self.states {
            let _ = writeln!(out, "    {}: {}", state.code, plain(&state.title));
        }
        let _ = writeln!(out, "    [*] --> {}", self.initial);
        for action in &self.actions {
            for from in &action.from {
                for to in self.targets(action, from) {
                    if to != from {
                        let _ = writeln!(out, "    {from} --> {to}: {}", label(action));
                    }
                }
            }
        }
        for state in self.states.iter().filter(|s| s.is_final) {
            let _ = writeln!(out, "    {} --> [*]", state.code);
        }
        out
    }

    /// The states an action may lead to from `from`.
    pub(super) fn targets<'a>(&'a self, action: &'a Action, from: &'a str) -> Vec<&'a str> {
        match &action.to {
            Target::Stay => vec![from],
            Target::State(code) => vec![code],
            Target::Back => self
                .actions
                .iter()
                .filter(|a| a.to == Target::State(from.to_owned()))
                .flat_map(|a| a.from.iter().map(String::as_str))
                .filter(|s| *s != from)
                .collect(),
        }
    }
}

fn label(action: &Action) -> String {
    let who: Vec<&str> = action.by.iter().map(|r| r.code()).collect();
    format!("{} [{}]", plain(&action.title), who.join(", "))
}

/// Colons and semicolons end a label in Mermaid.
fn plain(text: &str) -> String {
    text.replace([':', ';', '\n'], " ")
}
