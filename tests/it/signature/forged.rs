//! Edited signatures: what must still be accepted, and what must not.

use super::fixture::fixture;
use super::forge::{
    children, oid, sequence, signature_value, signer_info, timestamp, with_signer, with_unsigned,
    wrap,
};
use sportello::engine::signature::report::{Report, SubIndication, Verdict};

const TIMESTAMP: &str = "1.2.840.113549.1.9.16.2.14";
const COUNTERSIGNATURE: &str = "1.2.840.113549.1.9.6";

fn check<'r>(report: &'r Report, name: &str) -> &'r str {
    let checks = report.signatures.iter().flat_map(|signature| &signature.checks);
    let found = checks.into_iter().find(|check| check.name == name);
    found.map_or("absent", |check| match check.result {
        sportello::engine::signature::report::Outcome::Passed => "passed",
        sportello::engine::signature::report::Outcome::Warned => "warned",
        sportello::engine::signature::report::Outcome::Failed => "failed",
        sportello::engine::signature::report::Outcome::NotDone => "not_done",
    })
}

#[test]
fn a_changed_content_is_a_hash_failure() {
    let mut bytes = fixture().read("files/plain.p7m");
    let at = bytes.windows(4).position(|window| window == b"%PDF").unwrap();
    bytes[at + 6] ^= 1;
    let report = fixture().verify(&bytes);
    assert_eq!(
        (report.verdict, report.sub_indication),
        (Verdict::TotalFailed, Some(SubIndication::HashFailure))
    );
    assert_eq!(report.integrity, Some(false));
    assert_eq!(check(&report, "signature_value"), "passed");
}

#[test]
fn a_changed_value_is_a_crypto_failure() {
    let plain = fixture().read("files/plain.p7m");
    let value = signature_value(&plain);
    let at = plain.windows(value.len()).position(|window| window == value).unwrap();
    let mut bytes = plain;
    bytes[at + 20] ^= 1;
    let report = fixture().verify(&bytes);
    assert_eq!(
        (report.verdict, report.sub_indication),
        (Verdict::TotalFailed, Some(SubIndication::SigCryptoFailure))
    );
}

#[test]
fn attributes_stored_unsorted_are_sorted_before_hashing() {
    let report =
        fixture().verify(&with_signer(&fixture().read("files/plain.p7m"), |mut fields| {
            let index = fields.iter().position(|field| field[0] == 0xa0).unwrap();
            let mut attributes: Vec<Vec<u8>> = children(&children(&fields[index])[0].2)
                .into_iter()
                .map(|(_, whole, _)| whole)
                .collect();
            attributes.reverse();
            fields[index] = wrap(0xa0, &attributes.concat());
            fields
        }));
    assert_eq!(report.verdict, Verdict::TotalPassed, "{report}");
    assert_eq!(check(&report, "signature_value"), "passed");
}

#[test]
fn a_time_stamp_proves_the_time() {
    let plain = fixture().read("files/plain.p7m");
    let stamped = with_unsigned(&plain, TIMESTAMP, &timestamp(&signature_value(&plain)));
    let report = fixture().verify(&stamped);
    assert_eq!(report.verdict, Verdict::TotalPassed, "{report}");
    assert_eq!(report.signatures[0].level, "CAdES-T");
    assert!(report.signatures[0].best_time.is_some());
}

#[test]
fn a_time_stamp_keeps_a_signature_good_after_its_certificate_expires() {
    let plain = fixture().read("files/plain.p7m");
    let stamped = with_unsigned(&plain, TIMESTAMP, &timestamp(&signature_value(&plain)));
    let later = "2041-01-01T00:00:00Z".parse().unwrap();
    let alone = fixture().verify_with(&plain, |request| request.at = later);
    assert_eq!(alone.sub_indication, Some(SubIndication::OutOfBoundsNoPoe));
    let proved = fixture().verify_with(&stamped, |request| request.at = later);
    // In 2041 the authority's RSA key would be weak; this one is on a curve, and its own certificate is listed.
    assert_eq!(check(&proved, "validity"), "passed", "{proved}");
}

#[test]
fn a_copied_time_stamp_proves_nothing_and_breaks_nothing() {
    let plain = fixture().read("files/plain.p7m");
    let report =
        fixture().verify(&with_unsigned(&plain, TIMESTAMP, &timestamp(b"another signature")));
    assert_eq!(report.verdict, Verdict::TotalPassed);
    assert_eq!(report.signatures[0].best_time, None);
    let stamp = &report.signatures[0].timestamps[0];
    assert_eq!(
        (stamp.verdict, stamp.sub_indication),
        (Verdict::TotalFailed, Some(SubIndication::HashFailure))
    );
}

#[test]
fn a_wrong_countersignature_is_a_failure_of_the_whole() {
    let plain = fixture().read("files/plain.p7m");
    let counter = signer_info(&fixture().read("files/curve.p7m"));
    let report = fixture().verify(&with_unsigned(&plain, COUNTERSIGNATURE, &counter));
    assert_eq!(report.signatures[0].verdict, Verdict::TotalPassed);
    assert_eq!(report.verdict, Verdict::TotalFailed);
    assert_eq!(report.signatures[0].countersignatures[0].verdict, Verdict::TotalFailed);
    assert_eq!(report.integrity, Some(false));
}

#[test]
fn a_repeated_signing_time_is_refused() {
    let report =
        fixture().verify(&with_signer(&fixture().read("files/plain.p7m"), |mut fields| {
            let index = fields.iter().position(|field| field[0] == 0xa0).unwrap();
            let body = children(&fields[index])[0].2.clone();
            let time = children(&body)
                .into_iter()
                .find(|(_, whole, _)| {
                    whole.windows(5).any(|window| window == [0xf7, 0x0d, 0x01, 0x09, 0x05])
                })
                .unwrap();
            fields[index] = wrap(0xa0, &[body, time.1].concat());
            fields
        }));
    assert_eq!(report.verdict, Verdict::TotalFailed);
    assert_eq!(check(&report, "attributes"), "failed");
}

#[test]
fn zero_signers_are_no_signature() {
    let plain = fixture().read("files/plain.p7m");
    let report = fixture().verify(&super::forge::without_signers(&plain));
    assert_eq!(
        (report.verdict, report.sub_indication),
        (Verdict::Rejected, Some(SubIndication::NoSignature))
    );
}

#[test]
fn a_signature_algorithm_that_names_another_hash_is_refused() {
    // OpenSSL takes the hash from digestAlgorithm and would accept this.
    let report =
        fixture().verify(&with_signer(&fixture().read("files/plain.p7m"), |mut fields| {
            let value = fields.iter().position(|field| field[0] == 0x04).unwrap();
            fields[value - 1] =
                sequence(&[oid("1.2.840.113549.1.1.13"), vec![0x05, 0x00]].concat());
            fields
        }));
    assert_eq!(
        (report.verdict, report.sub_indication),
        (Verdict::TotalFailed, Some(SubIndication::SigCryptoFailure))
    );
    assert_eq!(report.integrity, Some(false));
}

#[test]
fn a_content_type_that_is_not_the_envelope_s_is_refused() {
    let plain = fixture().read("files/plain.p7m");
    // eContentType becomes another type of the same length: id-data ends in 01, this in 05.
    let kind = oid("1.2.840.113549.1.7.1");
    let at = plain.windows(kind.len()).position(|window| window == kind).unwrap();
    let mut bytes = plain;
    bytes[at + kind.len() - 1] = 0x05;
    let report = fixture().verify(&bytes);
    assert_eq!(
        (report.verdict, report.sub_indication, report.integrity),
        (Verdict::TotalFailed, Some(SubIndication::SigConstraintsFailure), Some(true))
    );
}

#[test]
fn a_countersignature_over_this_signature_passes() {
    let plain = fixture().read("files/plain.p7m");
    // A detached signature over the value is a countersignature, but for its content-type attribute, which is allowed.
    let counter = signer_info(&super::forge::sign_detached(&signature_value(&plain), "rossi"));
    let report = fixture().verify(&with_unsigned(&plain, COUNTERSIGNATURE, &counter));
    assert_eq!(report.verdict, Verdict::TotalPassed, "{report}");
    assert_eq!(report.signatures[0].countersignatures.len(), 1);
}
