//! Qualifications extension of a service (TS 119 612 §5.5.9.2): what a list adds to, or takes from, some certificates.

use crate::engine::signature::x509::Certificate;

/// Qualifiers that apply to the certificates that meet the criteria.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Qualifier {
    /// Last part of the URIs: `QCWithSSCD`, `QCForESig`, …
    pub names: Vec<String>,
    pub criteria: Criteria,
}

/// A tree of conditions on a certificate.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Criteria {
    pub rule: Rule,
    /// Each set of certificate policies must be there whole.
    pub policies: Vec<Vec<String>>,
    /// Each set of key usage bits must be as written.
    pub usages: Vec<Vec<(String, bool)>>,
    pub nested: Vec<Criteria>,
}

/// How the conditions are joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Rule {
    #[default]
    All,
    AtLeastOne,
    None,
}

impl Criteria {
    /// Whether `certificate` meets the conditions. No condition at all is met by none.
    pub fn meets(&self, certificate: &Certificate) -> bool {
        let extensions = certificate.extensions();
        let mut answers = Vec::new();
        for policies in &self.policies {
            answers.push(policies.iter().all(|policy| extensions.policies.contains(policy)));
        }
        for usages in &self.usages {
            let usage = extensions.key_usage;
            answers.push(
                usages
                    .iter()
                    .all(|(name, wanted)| usage.is_some_and(|usage| usage.allows(name)) == *wanted),
            );
        }
        answers.extend(self.nested.iter().map(|nested| nested.meets(certificate)));
        match self.rule {
            _ if answers.is_empty() => false,
            Rule::All => answers.iter().all(|&met| met),
            Rule::AtLeastOne => answers.iter().any(|&met| met),
            Rule::None => !answers.iter().any(|&met| met),
        }
    }
}
