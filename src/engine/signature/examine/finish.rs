//! Puts the report together.

use super::Examination;
use super::refusal::Refusal;
use crate::engine::signature::crypto::{Digest, Hasher};
use crate::engine::signature::person;
use crate::engine::signature::report::{
    Check, Evidence, Outcome, Party, PartyMatch, Report, Signature, SubIndication, Verdict,
};
use crate::engine::signature::source::stream;

/// The report of an examination that ended with `outcome`.
pub(super) fn report(
    mut examination: Examination<'_>,
    outcome: Result<(), Refusal>,
    required: &[Party],
) -> Report {
    let refused = outcome.err();
    if refused.as_ref().is_some_and(Refusal::is_limit) {
        examination.signatures.clear();
    }
    if refused.is_none() {
        match_document(&mut examination);
    }
    let (integrity, signed) = summarise(&examination.signatures);
    let rejection = refused.or(examination.rejection.take());
    let format = examination.layers.first().map(|layer| layer.format.clone());
    let (mut verdict, mut sub_indication) = match &rejection {
        Some(refusal) => (Verdict::Rejected, Some(refusal.sub)),
        None => signed,
    };
    let mismatch = examination
        .checks
        .iter()
        .any(|check| check.name == "content_match" && check.result == Outcome::Failed);
    if mismatch && verdict < Verdict::TotalFailed {
        (verdict, sub_indication) = (Verdict::TotalFailed, Some(SubIndication::HashFailure));
    }
    if let Some(refusal) = &rejection {
        let mut check = Check::failed("intake", refusal.message.clone());
        check.detail.clone_from(&refusal.detail);
        examination.checks.insert(0, check);
    }
    let parties = match_parties(required, &examination.signatures);
    let summary = rejection.as_ref().map_or_else(
        || sentence(verdict, &examination.signatures, mismatch),
        |refusal| refusal.message.clone(),
    );
    Report {
        verdict,
        sub_indication,
        integrity: integrity.or(examination.token_integrity),
        format: format.or_else(|| rejection.map(|refusal| refusal.format)).unwrap_or_default(),
        summary,
        checks: examination.checks,
        layers: examination.layers,
        evidence: Evidence {
            trust_lists: examination
                .context
                .trust
                .lists()
                .iter()
                .map(ToString::to_string)
                .collect(),
            revocation: revocation_of(&examination.signatures),
            policy: examination.context.policy.version.clone(),
            expected_content_sha256: examination.expected.map(hex::encode),
            required_level: examination.context.required,
        },
        signatures: examination.signatures,
        content: examination.content,
        parties,
        judged_at: examination.context.at,
    }
}

fn gather<'a>(signatures: &'a [Signature], found: &mut Vec<&'a Signature>) {
    for signature in signatures {
        found.push(signature);
        gather(&signature.countersignatures, found);
    }
}

/// Integrity and verdict of the whole: the worst of the parts.
fn summarise(signatures: &[Signature]) -> (Option<bool>, (Verdict, Option<SubIndication>)) {
    let mut all = Vec::new();
    gather(signatures, &mut all);
    let integrity = if all.iter().any(|signature| signature.integrity == Some(false)) {
        Some(false)
    } else if all.is_empty() || all.iter().any(|signature| signature.integrity.is_none()) {
        None
    } else {
        Some(true)
    };
    let mut worst = (Verdict::TotalPassed, None);
    for signature in all {
        if signature.verdict > worst.0 {
            worst = (signature.verdict, signature.sub_indication);
        }
    }
    (integrity, worst)
}

/// Compares what was signed with the document that was asked for.
fn match_document(examination: &mut Examination<'_>) {
    if examination.detached_used && examination.expected.is_none() {
        return;
    }
    let Some(expected) = examination.expected.or_else(|| given(examination)) else { return };
    let wanted = hex::encode(expected);
    let layered = examination
        .layers
        .iter()
        .filter_map(|layer| layer.content.as_ref())
        .any(|content| content.sha256 == wanted);
    let check = if examination.expected_found || layered {
        Check::passed("content_match", "Il documento firmato è esattamente quello richiesto.")
    } else {
        Check::failed(
            "content_match",
            "Il documento firmato non è quello richiesto: firma il documento scaricato, senza modificarlo.",
        )
    };
    examination.checks.push(check.with(format!("SHA-256 atteso {wanted}")));
}

/// SHA-256 of the document given beside an enveloping signature.
fn given(examination: &Examination<'_>) -> Option<[u8; 32]> {
    let document = examination.detached?;
    let mut hasher = Hasher::new([Digest::Sha256]);
    stream(document, 0, document.len(), &mut |chunk| {
        hasher.update(chunk);
        Ok(())
    })
    .ok()?;
    hasher.finish().into_iter().next()?.1.try_into().ok()
}

fn match_parties(required: &[Party], signatures: &[Signature]) -> Vec<PartyMatch> {
    let of = |party: &Party| {
        signatures.iter().position(|signature| {
            let code = signature.signer.as_ref().and_then(|signer| signer.fiscal_code.as_ref());
            signature.integrity == Some(true)
                && signature.verdict < Verdict::TotalFailed
                && code.is_some_and(|code| person::is_same(code, &party.fiscal_code))
        })
    };
    required
        .iter()
        .map(|party| (party, of(party)))
        .map(|(party, signature)| PartyMatch {
            party: party.clone(),
            signed: signature.is_some(),
            signature,
        })
        .collect()
}

fn revocation_of(signatures: &[Signature]) -> Vec<String> {
    let mut all = Vec::new();
    gather(signatures, &mut all);
    let checks = all
        .iter()
        .flat_map(|signature| &signature.checks)
        .filter(|check| check.name == "revocation" && check.result != Outcome::NotDone);
    let mut sources: Vec<String> = checks.filter_map(|check| check.detail.clone()).collect();
    sources.sort();
    sources.dedup();
    sources
}

/// The verdict in one sentence: that of the check that decided.
fn sentence(verdict: Verdict, signatures: &[Signature], mismatch: bool) -> String {
    if mismatch {
        return "Il documento firmato non è quello richiesto.".to_owned();
    }
    let mut all = Vec::new();
    gather(signatures, &mut all);
    if verdict == Verdict::TotalPassed {
        let warned = all
            .iter()
            .flat_map(|signature| &signature.checks)
            .any(|check| check.result == Outcome::Warned);
        let base = if signatures.len() == 1 {
            "La firma è valida".to_owned()
        } else {
            format!("Le {} firme sono valide", signatures.len())
        };
        return if warned { format!("{base}, con avvertenze.") } else { format!("{base}.") };
    }
    let reason = all
        .iter()
        .find(|signature| signature.verdict == verdict)
        .and_then(|worst| worst.reason.clone());
    reason.unwrap_or_else(|| "La firma non è stata accettata.".to_owned())
}
