//! Why something is asked: conditions told as Italian sentences.

use crate::engine::expression::{Labels, Mode};

use super::super::codelist::CodeLists;
use super::super::node::{Binding, Data, Form, Kind, NodeId, Rule};

impl Form {
    /// “Lo chiediamo perché hai scelto “X” in “Y”.” `None` when the condition cannot be told.
    pub fn why(&self, rule: &Rule, lists: &CodeLists) -> Option<String> {
        let told = rule.expression.tell(&RuleLabels { form: self, rule, lists })?;
        Some(format!("Lo chiediamo perché {told}."))
    }
}

/// The labels of the names of one rule.
struct RuleLabels<'a> {
    form: &'a Form,
    rule: &'a Rule,
    lists: &'a CodeLists,
}

impl RuleLabels<'_> {
    fn node(&self, path: &[String]) -> Option<NodeId> {
        let references = self.rule.expression.references().iter();
        let index = references.clone().position(|r| r.path == path && r.mode != Mode::Attached)?;
        match self.rule.bindings.get(index)? {
            Binding::Data(node) => Some(*node),
            _ => None,
        }
    }
}

impl Labels for RuleLabels<'_> {
    fn title(&self, path: &[String]) -> Option<String> {
        self.node(path).map(|id| self.form.title_of(id).trim_end_matches('.').to_owned())
    }

    fn option(&self, path: &[String], code: &str) -> Option<String> {
        let Kind::Field(field) = &self.form.nodes[self.node(path)?].kind else { return None };
        if let Some(option) =
            field.options.iter().chain(&field.retired).find(|option| option.value == code)
        {
            return Some(option.label.clone());
        }
        let list = self.lists.get(field.codelist.as_deref()?)?;
        list.get(code, chrono::NaiveDate::MAX).map(|entry| entry.label.clone())
    }

    fn attachment(&self, code: &str) -> Option<String> {
        let slots = self.form.nodes.iter().flat_map(|node| &node.slots);
        slots.filter(|slot| slot.code == code).map(|slot| slot.title.clone()).next()
    }

    fn is_date(&self, path: &[String]) -> bool {
        let node = self.node(path).map(|id| &self.form.nodes[id].kind);
        matches!(node, Some(Kind::Field(field)) if field.data == Data::Date)
    }
}
