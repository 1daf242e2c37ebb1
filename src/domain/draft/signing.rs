//! Attachments that must bear signatures: which do not, and why, as of today's data.

use serde_json::Value;

use super::view::Filled;
use crate::domain::file::File;
use crate::engine::form::Slot;
use crate::engine::signature::is_same_person;

/// An attachment whose signatures are not what the form asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unsigned {
    /// The slot's step.
    pub step: String,
    /// The slot's key.
    pub key: String,
    /// The slot's title.
    pub title: String,
    /// What is wrong and what to do.
    pub message: String,
}

/// Verdicts with which a file may be submitted: what is left open by them (revocation) is looked at again later.
fn is_acceptable(report: &Value) -> bool {
    match report["verdict"].as_str() {
        Some("TOTAL_PASSED") => true,
        Some("INDETERMINATE") => report["sub_indication"] == "TRY_LATER",
        _ => false,
    }
}

impl Filled {
    /// Every attachment that lacks a signature it must bear.
    pub fn unsigned(&self) -> Vec<Unsigned> {
        let slots = self.evaluation.slots.iter().filter(|slot| !slot.signed_by.is_empty());
        slots.flat_map(|slot| self.unsigned_in(slot)).collect()
    }

    fn unsigned_in(&self, slot: &Slot) -> Vec<Unsigned> {
        let wanted = self.signers_of(slot);
        let files = self.files.iter().filter(|file| file.slot == slot.key);
        let tell = |message| Unsigned {
            step: slot.step.clone(),
            key: slot.key.clone(),
            title: slot.title.clone(),
            message,
        };
        files.filter_map(|file| lack(slot, file, &wanted)).map(tell).collect()
    }

    /// Name and codice fiscale of the people who must sign a slot's files.
    fn signers_of(&self, slot: &Slot) -> Vec<(String, String)> {
        let mut people: Vec<(String, String)> = Vec::new();
        let parties = self.evaluation.parties.iter();
        for signer in parties.filter(|s| slot.signed_by.contains(&s.role)) {
            let known = people.iter().any(|(_, code)| *code == signer.fiscal_code);
            if !known && !signer.fiscal_code.is_empty() {
                people.push((signer.name.clone(), signer.fiscal_code.clone()));
            }
        }
        people
    }
}

/// What a file lacks, in words.
fn lack(slot: &Slot, file: &File, wanted: &[(String, String)]) -> Option<String> {
    let Some(report) = file.report.as_ref().map(|r| &r.0) else {
        let who = slot.signed_by_labels.join(", ");
        return Some(format!(
            "«{}» ({}) deve essere firmato digitalmente da: {who}.",
            slot.title, file.name
        ));
    };
    if !is_acceptable(report) {
        let why = report["summary"].as_str().unwrap_or_default();
        return Some(format!("«{}» ({}): {why}", slot.title, file.name));
    }
    let signed: Vec<&str> = report["signatures"]
        .as_array()
        .map(|all| all.iter().filter_map(|s| s["signer"]["fiscal_code"].as_str()).collect())
        .unwrap_or_default();
    let missing: Vec<&str> = wanted
        .iter()
        .filter(|(_, code)| !signed.iter().any(|found| is_same_person(code, found)))
        .map(|(name, _)| name.as_str())
        .collect();
    let who = missing.join(", ");
    (!missing.is_empty())
        .then(|| format!("A «{}» ({}) manca la firma di {who}.", slot.title, file.name))
}
