//! Revocation of the signer and of the authorities below the anchor.

use super::{Chain, Context, Ledger};
use crate::engine::signature::report::{Check, SubIndication};
use crate::engine::signature::revocation::{Judgement, Need, RevocationData, judge};
use crate::engine::signature::x509::Certificate;
use chrono::{DateTime, Utc};

/// Checks every certificate of the chain at `time`; returns the sources that decided.
pub fn check_revocation(
    ledger: &mut Ledger,
    context: &Context<'_>,
    chain: &Chain<'_>,
    embedded: &RevocationData,
    time: DateTime<Utc>,
) -> Vec<String> {
    let mut used = Vec::new();
    if chain.direct {
        ledger.note(Check::passed(
            "revocation",
            "Il certificato è esso stesso un servizio fidato: la revoca non si applica.",
        ));
        return used;
    }
    for (index, certificate) in chain.certificates.iter().enumerate() {
        let Some(issuer) = chain.issuer(index) else { continue };
        let others: Vec<&Certificate> = context
            .trust
            .by_subject(issuer.subject())
            .map(|service| &service.certificate)
            .collect();
        let judgement = judge(certificate, issuer, &others, &[context.revocation, embedded], time);
        context.note_need(Need {
            certificate: certificate.clone(),
            issuer: issuer.clone(),
            settled: matches!(judgement, Judgement::Good(_) | Judgement::Revoked(..)),
        });
        record(ledger, &judgement, index, &mut used);
    }
    used
}

fn record(ledger: &mut Ledger, judgement: &Judgement, index: usize, used: &mut Vec<String>) {
    let who = if index == 0 {
        "Il certificato del firmatario"
    } else {
        "Il certificato di un'autorità intermedia"
    };
    match judgement {
        Judgement::Good(source) => {
            used.push(source.clone());
            ledger.note(
                Check::passed("revocation", format!("{who} non era revocato né sospeso."))
                    .with(source.clone()),
            );
        }
        Judgement::Revoked(revocation, source) => {
            used.push(source.clone());
            let sub = if index == 0 {
                SubIndication::RevokedNoPoe
            } else {
                SubIndication::RevokedCaNoPoe
            };
            let text = format!("{who} è stato revocato il {}.", revocation.at.format("%d/%m/%Y"));
            let reason =
                revocation.reason.map(|code| format!(", motivo {code}")).unwrap_or_default();
            ledger.doubt(Check::failed("revocation", text).with(format!("{source}{reason}")), sub);
        }
        Judgement::Suspended(revocation, source) => {
            used.push(source.clone());
            let text = format!("{who} è sospeso dal {}.", revocation.at.format("%d/%m/%Y"));
            ledger.doubt(
                Check::failed("revocation", text).with(source.clone()),
                SubIndication::TryLater,
            );
        }
        Judgement::Unknown(reason) => {
            let text = format!("{who}: stato di revoca non ancora verificato.");
            ledger.doubt(
                Check::not_done("revocation", text).with(reason.clone()),
                SubIndication::TryLater,
            );
        }
    }
}
