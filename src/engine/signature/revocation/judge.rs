//! From lists and answers to one judgement.

use super::ocsp::Status;
use super::{Revocation, RevocationData};
use crate::engine::signature::x509::Certificate;
use chrono::{DateTime, Utc};

/// What is known of a certificate at a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Judgement {
    /// Not revoked at that time; the source that says so.
    Good(String),
    /// Revoked at or before that time.
    Revoked(Revocation, String),
    /// Suspended at that time, as of the source.
    Suspended(Revocation, String),
    /// No source, or none recent enough; the reason in Italian.
    Unknown(String),
}

/// Judges `certificate`, issued by `issuer`, at `time`.
///
/// `issuers` are other trusted certificates of the same name, whose keys may have signed the list after a renewal.
/// A source proves that the certificate was good if it was issued at or after `time`, or was in force then. A proof of
/// revocation counts whatever its age, a suspension only if the source is recent, for it may have been lifted.
pub fn judge(
    certificate: &Certificate,
    issuer: &Certificate,
    issuers: &[&Certificate],
    sources: &[&RevocationData],
    time: DateTime<Utc>,
) -> Judgement {
    let mut best = Judgement::Unknown(
        "nessuna CRL o risposta OCSP disponibile per questo certificato".to_owned(),
    );
    for source in sources {
        for candidate in from_answers(certificate, issuer, source, time)
            .into_iter()
            .chain(from_lists(certificate, issuer, issuers, source, time))
        {
            if rank(&candidate) > rank(&best)
                || matches!((&best, &candidate), (Judgement::Unknown(_), Judgement::Unknown(_)))
            {
                best = candidate;
            }
        }
    }
    best
}

fn rank(judgement: &Judgement) -> u8 {
    match judgement {
        Judgement::Unknown(_) => 0,
        Judgement::Good(_) => 1,
        Judgement::Suspended(..) => 2,
        Judgement::Revoked(..) => 3,
    }
}

fn from_answers(
    certificate: &Certificate,
    issuer: &Certificate,
    data: &RevocationData,
    time: DateTime<Utc>,
) -> Vec<Judgement> {
    let mut found = Vec::new();
    for answer in &data.ocsp {
        let Some(single) = answer.about(certificate, issuer) else { continue };
        let source = answer.describe();
        if !answer.is_authorised(issuer) {
            found.push(Judgement::Unknown(format!(
                "{source}: firmata da chi non ne ha titolo, ignorata"
            )));
            continue;
        }
        let recent =
            single.this_update >= time || single.next_update.is_some_and(|next| time <= next);
        found.push(match single.status {
            Status::Revoked(revocation) => revoked(revocation, source, recent, time),
            Status::Good if recent => Judgement::Good(source),
            Status::Good => Judgement::Unknown(format!("{source}: non più attuale")),
            Status::Unknown => {
                Judgement::Unknown(format!("{source}: il responder non conosce il certificato"))
            }
        });
    }
    found
}

fn from_lists(
    certificate: &Certificate,
    issuer: &Certificate,
    issuers: &[&Certificate],
    data: &RevocationData,
    time: DateTime<Utc>,
) -> Vec<Judgement> {
    let mut found = Vec::new();
    for list in data.crls.iter().filter(|list| list.issuer().matches(certificate.issuer())) {
        let source = list.describe();
        if !list.is_signed_by(issuer) && !issuers.iter().any(|other| list.is_signed_by(other)) {
            found.push(Judgement::Unknown(format!("{source}: firma non dell'emittente, ignorata")));
            continue;
        }
        let recent =
            list.this_update() >= time || list.next_update().is_some_and(|next| time <= next);
        found.push(match list.find(certificate.serial()) {
            // In an indirect list a serial number may be another authority's: neither presence nor absence proves.
            Ok(Some(revocation)) if !list.is_indirect() => {
                revoked(revocation, source, recent, time)
            }
            Ok(_) if list.partial().is_some() => {
                let why = list.partial().unwrap_or_default();
                Judgement::Unknown(format!("{source}: {why}, da sola non basta"))
            }
            Ok(Some(_)) => Judgement::Unknown(format!("{source}: lista indiretta")),
            Ok(None) if !recent => Judgement::Unknown(format!("{source}: non più attuale")),
            Ok(None) if !list.keeps_expired(certificate.not_after()) => {
                Judgement::Unknown(format!("{source}: emessa dopo la scadenza del certificato"))
            }
            Ok(None) => Judgement::Good(source),
            Err(error) => Judgement::Unknown(format!("{source}: illeggibile ({error})")),
        });
    }
    found
}

fn revoked(revocation: Revocation, source: String, recent: bool, time: DateTime<Utc>) -> Judgement {
    if revocation.at > time {
        return Judgement::Good(format!(
            "{source} (revocato dopo, il {})",
            revocation.at.format("%d/%m/%Y")
        ));
    }
    if !revocation.is_hold() {
        return Judgement::Revoked(revocation, source);
    }
    if recent {
        Judgement::Suspended(revocation, source)
    } else {
        Judgement::Unknown(format!("{source}: sospeso, ma non più attuale"))
    }
}
