//! "Accesso di prova": invented people from `tenants/people.json`. Composed only in demo mode.

use serde_json::Value;

use super::{Choice, IdentityProvider};

/// The provider of invented people.
#[derive(Debug, Clone)]
pub struct DemoProvider {
    people: Vec<Value>,
}

impl DemoProvider {
    /// A provider of `people`: objects with `codice_fiscale`, `nome`, `cognome`, a `profile` line, and further attributes.
    pub fn new(people: Vec<Value>) -> Self {
        Self { people }
    }
}

fn text(person: &Value, key: &str) -> String {
    person.get(key).and_then(Value::as_str).unwrap_or_default().to_owned()
}

impl IdentityProvider for DemoProvider {
    fn code(&self) -> &'static str {
        "demo"
    }

    fn level(&self) -> u8 {
        2
    }

    fn choices(&self) -> Vec<Choice> {
        let choice = |person: &Value| Choice {
            key: text(person, "codice_fiscale"),
            label: format!("{} {}", text(person, "nome"), text(person, "cognome")),
            description: text(person, "profile"),
        };
        self.people.iter().map(choice).collect()
    }

    fn attributes(&self, answer: &str) -> Option<Value> {
        self.people.iter().find(|p| text(p, "codice_fiscale") == answer).cloned()
    }
}
