//! Signed PDFs: coverage, later signatures, later changes.

use super::fixture::fixture;
use super::forge::sign_pdf;
use sha2::{Digest, Sha256};
use sportello::engine::signature::report::{Report, SubIndication, Verdict};

fn signed() -> Vec<u8> {
    sign_pdf(&fixture().read("document.pdf"), 3, "rossi")
}

fn verdict(report: &Report) -> (Verdict, Option<SubIndication>, Option<bool>) {
    (report.verdict, report.sub_indication, report.integrity)
}

#[test]
fn a_signed_pdf_passes() {
    let report = fixture().verify(&signed());
    assert_eq!(verdict(&report), (Verdict::TotalPassed, None, Some(true)), "{report}");
    assert_eq!(report.signatures[0].level, "PAdES-B");
}

#[test]
fn a_second_signature_leaves_the_first_good() {
    let report = fixture().verify(&sign_pdf(&signed(), 4, "bianchi"));
    assert_eq!(verdict(&report), (Verdict::TotalPassed, None, Some(true)), "{report}");
    assert_eq!(report.signatures.len(), 2);
}

#[test]
fn the_first_revision_is_the_sealed_document() {
    let sealed: [u8; 32] = Sha256::digest(fixture().read("document.pdf")).into();
    for file in [signed(), sign_pdf(&signed(), 4, "bianchi")] {
        let report =
            fixture().verify_with(&file, |request| request.expected_content_sha256 = Some(sealed));
        assert_eq!(verdict(&report), (Verdict::TotalPassed, None, Some(true)), "{report}");
    }
    let report =
        fixture().verify_with(&signed(), |request| request.expected_content_sha256 = Some([7; 32]));
    assert_eq!(
        (report.verdict, report.sub_indication),
        (Verdict::TotalFailed, Some(SubIndication::HashFailure))
    );
}

#[test]
fn an_update_that_redefines_an_object_is_told() {
    let mut file = signed();
    file.extend_from_slice(b"2 0 obj\n<< /Type /Pages /Kids [9 0 R] /Count 1 >>\nendobj\ntrailer\n<< /Root 1 0 R /Size 10 >>\n%%EOF\n");
    let report = fixture().verify(&file);
    assert_eq!(
        verdict(&report),
        (Verdict::Indeterminate, Some(SubIndication::FormatFailure), Some(true)),
        "{report}"
    );
}

#[test]
fn bytes_after_the_end_are_told() {
    let report = fixture().verify(&[signed(), b"PROPAGANDA".to_vec()].concat());
    assert_eq!(
        verdict(&report),
        (Verdict::Indeterminate, Some(SubIndication::FormatFailure), Some(true))
    );
}

#[test]
fn a_changed_byte_is_a_hash_failure() {
    let mut file = signed();
    file[20] ^= 1;
    let report = fixture().verify(&file);
    assert_eq!(
        verdict(&report),
        (Verdict::TotalFailed, Some(SubIndication::HashFailure), Some(false))
    );
}

#[test]
fn a_range_that_leaves_something_out_is_refused() {
    let mut file = signed();
    let at = file.windows(11).position(|window| window == b"ByteRange [").unwrap();
    // The second range begins a byte later: one byte after the value is not covered.
    let second = at + 11 + 2 + 11;
    let number: u64 = std::str::from_utf8(&file[second..second + 10]).unwrap().parse().unwrap();
    file[second..second + 10].copy_from_slice(format!("{:010}", number + 1).as_bytes());
    let report = fixture().verify(&file);
    assert_eq!(report.verdict, Verdict::TotalFailed);
    assert_eq!(report.integrity, Some(false));
}

#[test]
fn a_signed_pdf_inside_a_p7m_is_another_layer() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("signed.pdf"), signed()).unwrap();
    let done = std::process::Command::new("openssl")
        .args([
            "cms",
            "-sign",
            "-binary",
            "-cades",
            "-nosmimecap",
            "-md",
            "sha256",
            "-nodetach",
            "-outform",
            "DER",
            "-in",
        ])
        .arg(folder.path().join("signed.pdf"))
        .arg("-signer")
        .arg(fixture().path("pki/bianchi.pem"))
        .arg("-inkey")
        .arg(fixture().path("pki/bianchi.key"))
        .output()
        .unwrap();
    let report = fixture().verify(&done.stdout);
    assert_eq!(verdict(&report), (Verdict::TotalPassed, None, Some(true)), "{report}");
    assert_eq!((report.layers.len(), report.signatures.len()), (2, 2));
}
