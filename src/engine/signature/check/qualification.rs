//! Legal weight: from the trusted list and from what the certificate says of itself (ETSI TS 119 615).
//!
//! The certificate's own statements never suffice: the issuing service must be a granted CA/QC when the certificate was
//! issued and at the time of the signature. The list's qualifiers win over the certificate's statements.

use super::{Chain, Context, Ledger};
use crate::engine::signature::report::{Check, Qualification};
use crate::engine::signature::trust::{Period, Service};
use crate::engine::signature::x509::{Certificate, CertificateKind};
use chrono::{DateTime, Utc};

/// Determines the qualification of a signature made at `time`.
pub fn qualify(
    ledger: &mut Ledger,
    context: &Context<'_>,
    certificate: &Certificate,
    chain: Option<&Chain<'_>>,
    time: DateTime<Utc>,
) -> Qualification {
    let Some(chain) = chain else {
        ledger.note(Check::not_done("qualification", "Senza un prestatore riconosciuto e un certificato di firma la qualificazione non si applica."));
        return Qualification::None;
    };
    let listed: Vec<&&Service> = chain
        .services
        .iter()
        .filter(|service| context.policy.accepted_services.contains(&service.kind))
        .collect();
    if listed.is_empty() {
        let text = "Il certificato non viene da un servizio di firma qualificata: è una firma avanzata, non qualificata.";
        ledger.note(Check::warned("qualification", text));
        return Qualification::Ades;
    }
    let granted = |service: &Service, at: DateTime<Utc>| {
        service
            .at(at)
            .filter(|period| context.policy.granted_statuses.contains(&period.status))
            .cloned()
    };
    let both = listed
        .iter()
        .find_map(|service| granted(service, certificate.not_before()).zip(granted(service, time)));
    let Some((_, period)) = both else {
        let text = "Il prestatore non era qualificato quando il certificato è stato emesso o quando la firma è stata fatta.";
        ledger.note(Check::warned("qualification", text).with(history(&listed)));
        return Qualification::None;
    };
    let found = weigh(certificate, &period);
    ledger.note(told(found));
    found
}

fn weigh(certificate: &Certificate, period: &Period) -> Qualification {
    let statements = &certificate.extensions().statements;
    let has = |name: &str| {
        let names = period
            .qualifiers
            .iter()
            .filter(|qualifier| qualifier.criteria.meets(certificate))
            .flat_map(|qualifier| &qualifier.names);
        names.into_iter().any(|known| known == name)
    };
    let qualified = (statements.qualified || has("QCStatement")) && !has("NotQualified");
    if !qualified {
        return Qualification::Ades;
    }
    let device = if has("QCNoQSCD") || has("QCNoSSCD") {
        false
    } else {
        statements.device
            || ["QCWithQSCD", "QCWithSSCD", "QCQSCDManagedOnBehalf"].iter().any(|name| has(name))
    };
    let kind = if has("QCForESeal") || has("QCForLegalPerson") {
        CertificateKind::Seal
    } else if has("QCForESig") {
        CertificateKind::Signature
    } else {
        // Certificates older than the type statement are for signatures.
        statements.kinds.first().copied().unwrap_or(CertificateKind::Signature)
    };
    match (kind, device) {
        (CertificateKind::Signature, true) => Qualification::Qes,
        (CertificateKind::Signature, false) => Qualification::AdesQc,
        (CertificateKind::Seal, true) => Qualification::QeSeal,
        (CertificateKind::Seal, false) => Qualification::AdesealQc,
        (CertificateKind::Web, _) => Qualification::Ades,
    }
}

fn told(found: Qualification) -> Check {
    match found {
        Qualification::Qes => {
            Check::passed("qualification", "È una firma elettronica qualificata.")
        }
        Qualification::QeSeal => Check::warned(
            "qualification",
            "È un sigillo elettronico qualificato di un ente, non la firma di una persona.",
        ),
        Qualification::AdesQc => Check::warned(
            "qualification",
            "Il certificato è qualificato, ma la chiave non risulta in un dispositivo sicuro: firma avanzata.",
        ),
        Qualification::AdesealQc => Check::warned(
            "qualification",
            "È un sigillo avanzato di un ente, non la firma di una persona.",
        ),
        Qualification::Ades => Check::warned(
            "qualification",
            "Il certificato non è qualificato: è una firma avanzata.",
        ),
        Qualification::None => {
            Check::not_done("qualification", "La qualificazione non è stata determinata.")
        }
    }
}

fn history(services: &[&&Service]) -> String {
    let periods = services.iter().flat_map(|service| &service.history);
    let told = periods.map(|period| {
        format!(
            "{} dal {}",
            period.status.rsplit('/').next().unwrap_or_default(),
            period.from.format("%d/%m/%Y")
        )
    });
    told.collect::<Vec<_>>().join(", ")
}
