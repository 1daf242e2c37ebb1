//! The form-level declarations: parameters, documents with their signers, fees, subject.

use serde_json::Value;

use crate::engine::expression::Type;

use super::super::node::{DocumentRule, FeeRule, Kind, Node, NodeId, Parameter, Piece, SignerRule};
use super::super::source::Located;
use super::keyword::{self, Place};
use super::rule::Ruler;

/// The fields a party may keep its codice fiscale, first name and family name in, best first.
const PARTY_FIELDS: [(&str, &[&str]); 3] = [
    ("fiscal_code", &["codice_fiscale", "cf", "cf_professionista"]),
    ("name", &["nome", "nome_professionista"]),
    ("surname", &["cognome", "cognome_professionista"]),
];

/// The parameters a form declares.
pub(super) fn parameters(
    form: &Located,
    faults: &mut Vec<crate::base::fault::Fault>,
) -> Vec<Parameter> {
    let declared = form.get("parameters").map(Located::fields).unwrap_or_default();
    let mut found = Vec::new();
    for (name, at) in declared {
        keyword::check(at, Place::Parameter, faults);
        let kind = match at.text("type") {
            Some("string") if !at.texts("enum").is_empty() => Type::Choice(at.texts("enum").into()),
            Some("string") if at.text("format") == Some("date") => Type::Date,
            Some("string") => Type::Text,
            Some("integer" | "number") => Type::Number,
            Some("boolean") => Type::Boolean,
            Some("array") => Type::List(Box::new(Type::Any)),
            _ => {
                faults.push(at.fault("a parameter needs a `type`"));
                Type::Any
            }
        };
        let default = at.get("default").map_or(Value::Null, Located::to_value);
        if at.text("title").is_none() {
            faults.push(at.fault("a title is missing"));
        }
        found.push(Parameter {
            name: name.to_string(),
            title: at.text("title").unwrap_or(name).to_owned(),
            kind,
            default,
        });
    }
    found
}

impl Ruler<'_> {
    /// The documents to seal.
    pub fn documents(&mut self, form: &Located) -> Vec<DocumentRule> {
        let items = form.get("documents").map(Located::items).unwrap_or_default();
        let documents: Vec<DocumentRule> = items.iter().map(|at| self.document(at)).collect();
        for (index, document) in documents.iter().enumerate() {
            if documents[..index].iter().any(|d| d.code == document.code) {
                self.faults.push(
                    items[index].fault(format!("the document `{}` comes twice", document.code)),
                );
            }
        }
        documents
    }

    fn text(&mut self, at: &Located, key: &str) -> String {
        let text = at.text(key).unwrap_or_default();
        if text.is_empty() {
            self.faults.push(at.fault(format!("`{key}` is missing")));
        }
        text.to_owned()
    }

    fn document(&mut self, at: &Located) -> DocumentRule {
        keyword::check(at, Place::Document, &mut self.faults);
        let signature = at.text("signature").unwrap_or("none").to_owned();
        if !matches!(signature.as_str(), "qualified" | "authenticated" | "none") {
            self.faults.push(at.fault("`signature` is qualified, authenticated or none"));
        }
        let named = at.get("steps").map(Located::items).unwrap_or_default();
        let mut steps: Vec<NodeId> = Vec::new();
        for name in named {
            match self.child(0, name.as_text().unwrap_or_default()) {
                Some(id) => steps.push(id),
                None => self.faults.push(name.fault("there is no such step")),
            }
        }
        if named.is_empty() {
            steps.clone_from(&self.nodes[0].children);
        }
        let signers = at.get("signers").map(Located::items).unwrap_or_default();
        let signers: Vec<SignerRule> =
            signers.iter().filter_map(|at| self.named_signer(at)).collect();
        if signers.is_empty() && signature == "qualified" {
            self.faults.push(at.fault("a signed document needs `signers`"));
        }
        let (code, title) = (self.text(at, "code"), self.text(at, "title"));
        DocumentRule { code, title, signature, when: self.condition(at, "when", 0), steps, signers }
    }

    fn child(&self, parent: NodeId, name: &str) -> Option<NodeId> {
        self.nodes[parent].children.iter().copied().find(|id| self.nodes[*id].name == name)
    }

    /// A node by its dotted path from the top, not through lists.
    fn at_path(&self, path: &str) -> Option<NodeId> {
        path.split('.').try_fold(0, |at, name| self.child(at, name))
    }

    fn named_signer(&mut self, at: &Located) -> Option<SignerRule> {
        keyword::check(at, Place::Signer, &mut self.faults);
        let role = self.text(at, "role");
        self.signer(at, role)
    }

    /// The parties that sign attachments without signing a document, by role.
    pub fn roles(&mut self, form: &Located) -> Vec<SignerRule> {
        let declared = form.get("roles").map(Located::fields).unwrap_or_default();
        let mut roles = Vec::new();
        for (role, at) in declared {
            keyword::check(at, Place::Role, &mut self.faults);
            roles.extend(self.signer(at, role.to_string()));
        }
        roles
    }

    fn signer(&mut self, at: &Located, role: String) -> Option<SignerRule> {
        let Some(written) = at.get("party").or_else(|| at.get("each")) else {
            self.faults.push(at.fault("a signer needs `party` (an object) or `each` (a list)"));
            return None;
        };
        let target = self.at_path(written.as_text().unwrap_or_default());
        let object = target.and_then(|id| match (&self.nodes[id].kind, at.get("each").is_some()) {
            (Kind::Group | Kind::Step, false) => Some(id),
            (Kind::List(_), true) => self.nodes[id].children.first().copied(),
            _ => None,
        });
        let Some(object) = object else {
            self.faults.push(
                written.fault("there is no such object (`party`) or list (`each`) in the form"),
            );
            return None;
        };
        let fields = PARTY_FIELDS.map(|(key, usual)| self.party_field(at, key, usual, object));
        let [Some(code), Some(name), Some(surname)] = fields else { return None };
        let role_label = at.text("title").map_or_else(|| role.replace('_', " "), str::to_owned);
        Some(SignerRule {
            role,
            role_label,
            party: object,
            when: self.condition(at, "when", 0),
            filter: self.condition(at, "where", object),
            fields: [code, name, surname],
        })
    }

    fn party_field(
        &mut self,
        at: &Located,
        key: &str,
        usual: &[&str],
        object: NodeId,
    ) -> Option<NodeId> {
        let found = match at.text(key) {
            Some(name) => self.child(object, name),
            None => usual.iter().find_map(|name| self.child(object, name)),
        };
        if found.is_none() {
            self.faults.push(
                at.fault(format!("the party has no {}: name the field with `{key}`", usual[0])),
            );
        }
        found
    }

    /// What is to pay.
    pub fn fees(&mut self, form: &Located) -> Vec<FeeRule> {
        let items = form.get("fees").map(Located::items).unwrap_or_default();
        items.iter().map(|at| self.fee(at)).collect()
    }

    fn fee(&mut self, at: &Located) -> FeeRule {
        keyword::check(at, Place::Fee, &mut self.faults);
        let text = |key: &str| at.text(key).map(str::to_owned);
        let due = text("due").unwrap_or_else(|| "submission".into());
        if !matches!(due.as_str(), "submission" | "act") {
            self.faults.push(at.fault("`due` is submission or act"));
        }
        if at.get("amount").is_none() {
            self.faults.push(at.fault("`amount` is missing"));
        }
        FeeRule {
            code: self.text(at, "code"),
            title: self.text(at, "title"),
            amount: self.amount(at, "amount", 0, 0),
            when: self.condition(at, "when", 0),
            due,
            source: text("source"),
            verified_on: text("verified_on"),
        }
    }

    /// The subject line, cut into pieces.
    pub fn subject(&mut self, form: &Located) -> Vec<Piece> {
        let Some(at) = form.get("subject") else { return Vec::new() };
        let mut pieces = Vec::new();
        let mut rest = at.as_text().unwrap_or_default();
        while let Some((before, after)) = rest.split_once("{{") {
            let Some((path, tail)) = after.split_once("}}") else {
                self.faults.push(at.fault("`{{` without `}}`"));
                break;
            };
            pieces.push(Piece::Text(before.to_owned()));
            match self.at_path(path.trim()).filter(|id| is_field(&self.nodes[*id])) {
                Some(id) => pieces.push(Piece::Field(id)),
                None => self.faults.push(at.fault(format!("there is no field `{}`", path.trim()))),
            }
            rest = tail;
        }
        pieces.push(Piece::Text(rest.to_owned()));
        pieces
    }
}

fn is_field(node: &Node) -> bool {
    matches!(node.kind, Kind::Field(_))
}
