//! Bytes made to hurt: bounded time, bounded memory, a named refusal, never a panic.

use super::fixture::fixture;
use super::forge::{explicit, integer, octets, oid, sequence, set, wrap};
use proptest::prelude::*;
use sportello::engine::signature::report::{Report, SubIndication, Verdict};
use std::time::{Duration, Instant};

const SIGNED_DATA: &str = "1.2.840.113549.1.7.2";
const DATA: &str = "1.2.840.113549.1.7.1";

fn rejected(bytes: &[u8], sub: SubIndication) -> Report {
    let start = Instant::now();
    let report = fixture().verify(bytes);
    let elapsed = start.elapsed();
    assert_eq!((report.verdict, report.sub_indication), (Verdict::Rejected, Some(sub)), "{report}");
    assert!(!report.summary.is_empty());
    // The bound is 50 ms; tests are built without optimisation, on a busy machine.
    assert!(elapsed < Duration::from_millis(500), "{elapsed:?}");
    report
}

fn envelope(certificates: &[u8], signers: &[u8]) -> Vec<u8> {
    let content = sequence(&[oid(DATA), explicit(0, &octets(b"x"))].concat());
    let certificates = if certificates.is_empty() { Vec::new() } else { wrap(0xa0, certificates) };
    let data = [integer(1), set(&[]), content, certificates, set(signers)].concat();
    sequence(&[oid(SIGNED_DATA), explicit(0, &sequence(&data))].concat())
}

#[test]
fn two_thousand_certificates_are_refused() {
    let certificate = |number: u32| sequence(&octets(&number.to_be_bytes().repeat(300)));
    let all: Vec<u8> = (0..2000).flat_map(certificate).collect();
    rejected(&envelope(&all, &[]), SubIndication::CertificateLimit);
}

#[test]
fn too_many_signers_are_refused() {
    let plain = fixture().read("files/plain.p7m");
    let signer = super::forge::signer_info(&plain);
    rejected(&envelope(&[], &signer.repeat(500)), SubIndication::SignerLimit);
}

#[test]
fn fifty_layers_are_refused() {
    let mut bytes = fixture().read("files/plain.p7m");
    for _ in 0..50 {
        bytes = super::forge::envelop(&fixture().read("files/plain.p7m"), &bytes);
    }
    rejected(&bytes, SubIndication::NestingLimit);
}

#[test]
fn twenty_thousand_levels_are_refused() {
    rejected(&[0x30, 0x80].repeat(20_000), SubIndication::FormatFailure);
    let mut inside = fixture().read("files/plain.p7m")[..15].to_vec();
    inside.extend([0xa0, 0x80, 0x30, 0x80, 0x02, 0x01, 0x01]);
    inside.extend([0x31, 0x80].repeat(20_000));
    inside[1] = 0x80;
    rejected(&inside, SubIndication::FormatFailure);
}

#[test]
fn a_length_that_lies_allocates_nothing() {
    let mut bytes = fixture().read("files/plain.p7m");
    bytes[1..6].copy_from_slice(&[0x84, 0x7f, 0xff, 0xff, 0xff]);
    rejected(&bytes, SubIndication::FormatFailure);
}

#[test]
fn every_truncation_is_refused() {
    let bytes = fixture().read("files/curve.p7m");
    for length in (0..bytes.len()).step_by(17) {
        let report = fixture().verify(&bytes[..length]);
        assert_eq!(report.verdict, Verdict::Rejected, "{length} bytes");
    }
}

#[test]
fn a_second_signature_after_the_first_is_refused() {
    let bytes = [fixture().read("files/plain.p7m"), fixture().read("files/curve.p7m")].concat();
    let report = rejected(&bytes, SubIndication::TrailingData);
    assert_eq!(report.integrity, Some(true));
}

#[test]
fn padding_after_the_signature_is_a_warning() {
    let bytes = [fixture().read("files/plain.p7m"), vec![0; 512]].concat();
    let report = fixture().verify(&bytes);
    assert_eq!(report.verdict, Verdict::TotalPassed);
    assert!(report.checks.iter().any(|check| check.name == "trailing_bytes"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_bytes_get_a_report(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        fixture().verify(&bytes);
    }

    #[test]
    fn a_changed_byte_never_improves_a_verdict(at in 0usize..2500, value in any::<u8>()) {
        let mut bytes = fixture().read("files/plain.p7m");
        let at = at % bytes.len();
        let same = bytes[at] == value;
        bytes[at] = value;
        let report = fixture().verify(&bytes);
        // Unsigned parts may change without harm; the content may not.
        if !same && report.verdict == Verdict::TotalPassed {
            let wanted = fixture().verify(&fixture().read("files/plain.p7m")).content.map(|content| content.sha256);
            prop_assert_eq!(report.content.map(|content| content.sha256), wanted);
        }
    }
}
