//! The level of a signature: how much of its proof it carries with it.

use super::{Bag, Profile};
use crate::engine::signature::asn1::oid;
use crate::engine::signature::cms::SignerInfo;

/// `CAdES-B`, `PAdES-T`, `CAdES-LT`, …; `CMS` without a reference to the certificate, `PDF` before PAdES. `timed` says
/// whether a valid time-stamp proves the time. Archive time-stamps are named, not verified.
pub(super) fn level(signer: &SignerInfo, profile: Profile, timed: bool, bag: &Bag<'_>) -> String {
    let has =
        |dotted: &str| signer.signed.as_ref().is_some_and(|attributes| attributes.has(dotted));
    let family = match profile {
        Profile::Cades => "CAdES",
        Profile::Pades => "PAdES",
        Profile::Pdf => "PDF",
    };
    let referenced = has(oid::SIGNING_CERTIFICATE) || has(oid::SIGNING_CERTIFICATE_V2);
    let long_term = !bag.revocation.crls.is_empty() || !bag.revocation.ocsp.is_empty();
    let archived = signer.unsigned.has(oid::ARCHIVE_TIMESTAMP_V2)
        || signer.unsigned.has(oid::ARCHIVE_TIMESTAMP_V3);
    let grade = match (timed, long_term) {
        (true, true) if archived => "LTA",
        (true, true) => "LT",
        (true, false) => "T",
        (false, _) if profile == Profile::Cades && !has(oid::SIGNING_TIME) => "BES",
        (false, _) => "B",
    };
    match profile {
        Profile::Pdf => format!("{family}{}", if timed { "-T" } else { "" }),
        _ if !referenced => "CMS".to_owned(),
        _ => format!("{family}-{grade}"),
    }
}
