//! What follows from sound data: documents with their signers, fees, the subject line.

use serde_json::Value;

use super::super::facts::{DocumentPlan, Due, Signer};
use super::super::node::{Amount, DocumentRule, Kind, NodeId, Piece, Rule, SignerRule};
use super::super::place;
use super::Run;

impl Run<'_> {
    fn applies(&self, when: Option<&Rule>, rows: &[usize]) -> bool {
        when.is_none_or(|rule| self.at(rule, rows).holds())
    }

    /// Fills `out.documents`.
    pub(super) fn plan_documents(&mut self) {
        let made = self.form.documents.iter().filter(|d| self.applies(d.when.as_ref(), &[]));
        self.out.documents = made.map(|document| self.plan(document)).collect();
    }

    /// Fills `out.parties`: each person once for each role.
    pub(super) fn gather_parties(&mut self) {
        let signers = self.out.documents.iter().flat_map(|document| document.signers.clone());
        let further = self.all_signers(&self.form.roles);
        let mut parties: Vec<Signer> = Vec::new();
        for party in signers.chain(further) {
            if !parties.contains(&party) {
                parties.push(party);
            }
        }
        self.out.parties = parties;
    }

    fn plan(&self, document: &DocumentRule) -> DocumentPlan {
        let visible = document.steps.iter().filter(|step| !self.is_hidden(**step, &[]));
        DocumentPlan {
            code: document.code.clone(),
            title: document.title.clone(),
            signature: document.signature.clone(),
            steps: visible.map(|step| self.form.nodes[*step].name.clone()).collect(),
            signers: self.all_signers(&document.signers),
        }
    }

    /// Those whom the rules name, each once.
    fn all_signers(&self, rules: &[SignerRule]) -> Vec<Signer> {
        let mut signers: Vec<Signer> = Vec::new();
        for rule in rules.iter().filter(|rule| self.applies(rule.when.as_ref(), &[])) {
            for signer in self.signers(rule) {
                if !signers.contains(&signer) {
                    signers.push(signer);
                }
            }
        }
        signers
    }

    fn signers(&self, rule: &SignerRule) -> Vec<Signer> {
        let nodes = &self.form.nodes;
        let parties = place::own_instances(nodes, &self.out.data, rule.party);
        let chosen = parties.into_iter().filter(|rows| self.applies(rule.filter.as_ref(), rows));
        chosen
            .map(|rows| {
                let text = |id: NodeId| {
                    place::get(nodes, &self.out.data, id, &rows)
                        .and_then(Value::as_str)
                        .unwrap_or_default()
                };
                let [code, name, surname] = rule.fields;
                Signer {
                    role: rule.role.clone(),
                    role_label: rule.role_label.clone(),
                    name: format!("{} {}", text(name), text(surname)).trim().to_owned(),
                    fiscal_code: text(code).to_owned(),
                }
            })
            .collect()
    }

    /// Fills `out.fees`: what is zero is not due.
    pub(super) fn reckon_fees(&mut self) {
        let due = self.form.fees.iter().filter(|fee| self.applies(fee.when.as_ref(), &[]));
        let due = due.map(|fee| Due {
            code: fee.code.clone(),
            title: fee.title.clone(),
            cents: match &fee.amount {
                Amount::Fixed(cents) => *cents,
                Amount::Rule(rule) => {
                    self.at(rule, &[]).value().as_f64().unwrap_or(0.0).round() as i64
                }
            },
            due: fee.due.clone(),
            source: fee.source.clone(),
            verified_on: fee.verified_on.clone(),
        });
        self.out.fees = due.filter(|due| due.cents > 0).collect();
    }

    fn display(&self, id: NodeId, value: &Value) -> String {
        self.form.display(id, value, self.facts.lists, self.facts.today)
    }

    /// The subject line; what is not there yet leaves no hole.
    pub(super) fn subject(&self) -> String {
        let mut text = String::new();
        for piece in &self.form.subject {
            match piece {
                Piece::Text(words) => text.push_str(words),
                Piece::Field(id) => {
                    if let Some(value) = place::get(&self.form.nodes, &self.out.data, *id, &[])
                        && matches!(self.form.nodes[*id].kind, Kind::Field(_))
                    {
                        text.push_str(&self.display(*id, value));
                    }
                }
            }
        }
        let words: Vec<&str> = text.split_whitespace().collect();
        words.join(" ").trim_matches([' ', '-', '–', ',']).to_owned()
    }
}
