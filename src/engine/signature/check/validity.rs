//! Dates of the certificates at the time that counts.

use super::{Chain, Ledger};
use crate::engine::signature::report::{Check, SubIndication};
use crate::engine::signature::x509::Certificate;
use chrono::{DateTime, Utc};

/// Checks the dates of the signer's certificate and of the authorities below the anchor.
pub fn check_validity(
    ledger: &mut Ledger,
    certificate: &Certificate,
    chain: Option<&Chain<'_>>,
    time: DateTime<Utc>,
) {
    let detail = format!(
        "dal {} al {}, giudicato al {}",
        certificate.not_before().format("%d/%m/%Y %H:%M UTC"),
        certificate.not_after().format("%d/%m/%Y %H:%M UTC"),
        time.format("%d/%m/%Y %H:%M UTC")
    );
    if time > certificate.not_after() {
        let text = format!(
            "Il certificato del firmatario era scaduto: valeva fino al {}.",
            certificate.not_after().format("%d/%m/%Y")
        );
        ledger.doubt(Check::failed("validity", text).with(detail), SubIndication::OutOfBoundsNoPoe);
    } else if time < certificate.not_before() {
        let text = format!(
            "Il certificato del firmatario non era ancora valido: vale dal {}.",
            certificate.not_before().format("%d/%m/%Y")
        );
        ledger.doubt(Check::failed("validity", text).with(detail), SubIndication::OutOfBoundsNoPoe);
    } else {
        ledger.note(
            Check::passed(
                "validity",
                "Il certificato del firmatario era nel suo periodo di validità.",
            )
            .with(detail),
        );
    }
    let authorities =
        chain.map_or(&[][..], |chain| chain.certificates.get(1..).unwrap_or_default());
    for authority in
        authorities.iter().filter(|one| time < one.not_before() || time > one.not_after())
    {
        let text = "Il certificato di un'autorità intermedia non era nel suo periodo di validità.";
        ledger.doubt(
            Check::failed("validity", text).with(authority.subject().to_string()),
            SubIndication::OutOfBoundsNoPoe,
        );
    }
}
