//! `sportello verify`: exit status and JSON.

use super::fixture::fixture;
use clap::Parser;
use sportello::base::clock::SystemClock;
use sportello::cli::verify::{VerifyArguments, run};

#[derive(Parser)]
struct Program {
    #[command(flatten)]
    verify: VerifyArguments,
}

fn verify(arguments: &[&str]) -> (u8, String) {
    let program = Program::try_parse_from([&["verify"], arguments].concat()).expect("arguments");
    let (mut out, mut errors) = (Vec::new(), Vec::new());
    let status = run(&program.verify, &SystemClock, &mut out, &mut errors).expect("output");
    (status, String::from_utf8(out).unwrap())
}

fn path(name: &str) -> String {
    fixture().path(name).to_string_lossy().into_owned()
}

#[test]
fn the_exit_status_tells_the_verdict() {
    let trust = path("pki/trustlist.json");
    let revocation = path("crl");
    let with = |file: &str| {
        verify(&[&path(file), "--trust", &trust, "--revocation", &revocation, "--json"]).0
    };
    assert_eq!(with("files/plain.p7m"), 0);
    assert_eq!(with("files/nochain.p7m"), 2);
    assert_eq!(with("files/certificates.p7m"), 3);
    assert_eq!(with("files/absent.p7m"), 64);
    let (status, _) =
        verify(&[&path("files/detached.p7s"), "--content", &path("other.txt"), "--trust", &trust]);
    assert_eq!(status, 1);
}

#[test]
fn the_json_has_the_promised_shape() {
    let (_, text) = verify(&[
        &path("files/plain.p7m"),
        "--trust",
        &path("pki/ca.pem"),
        "--at",
        "2026-06-01T00:00:00Z",
        "--json",
    ]);
    let report: serde_json::Value = serde_json::from_str(&text).unwrap();
    for key in
        ["verdict", "sub_indication", "integrity", "format", "layers", "signatures", "content"]
    {
        assert!(report.get(key).is_some(), "{key}");
    }
    let signature = &report["signatures"][0];
    let keys = [
        "verdict",
        "sub_indication",
        "integrity",
        "level",
        "qualification",
        "signing_time",
        "best_time",
        "signer",
        "checks",
        "countersignatures",
        "timestamps",
    ];
    for key in keys {
        assert!(signature.get(key).is_some(), "{key}");
    }
    for key in ["issuer", "serial", "not_before", "not_after"] {
        assert!(signature["signer"]["certificate"].get(key).is_some(), "{key}");
    }
    assert_eq!(signature["signer"]["fiscal_code"], "RSSMRA80A01H501U");
    for key in ["name", "result", "message"] {
        assert!(signature["checks"][0].get(key).is_some(), "{key}");
    }
    assert_eq!(report["content"]["media_type"], "application/pdf");
}

#[test]
fn people_read_text() {
    let (_, text) = verify(&[&path("files/plain.p7m"), "--trust", &path("pki/ca.pem")]);
    assert!(text.contains("MARIO ROSSI (RSSMRA80A01H501U)"), "{text}");
}
