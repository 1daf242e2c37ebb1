//! `sportello verify` with and without `--offline`.

use chrono::{Duration, Utc};
use clap::Parser;
use sportello::base::clock::SystemClock;
use sportello::cli::verify::{VerifyArguments, run};

use super::authority::Authority;

#[derive(Parser)]
struct Program {
    #[command(flatten)]
    verify: VerifyArguments,
}

fn verify(authority: &Authority, person: &str, more: &[&str]) -> (u8, serde_json::Value) {
    std::fs::write(authority.path("file.p7m"), authority.sign(person)).unwrap();
    let (file, trust) = (authority.path("file.p7m"), authority.path("ca.pem"));
    let mut arguments =
        vec!["verify", file.to_str().unwrap(), "--trust", trust.to_str().unwrap(), "--json"];
    arguments.extend(more);
    let program = Program::try_parse_from(arguments).unwrap();
    let (mut out, mut errors) = (Vec::new(), Vec::new());
    let status = run(&program.verify, &SystemClock, &mut out, &mut errors).unwrap();
    (status, serde_json::from_slice(&out).unwrap())
}

#[test]
fn revocation_is_fetched_unless_offline() {
    let authority = Authority::new();
    let now = Utc::now();
    authority.publish(now - Duration::hours(1), now + Duration::days(7));
    authority.answer_as("responder");
    let (status, report) = verify(&authority, "listed", &["--offline"]);
    assert_eq!((status, report["sub_indication"].as_str()), (2, Some("TRY_LATER")));
    assert!(authority.server.asked().is_empty(), "offline means offline");
    let (status, report) = verify(&authority, "listed", &[]);
    assert_eq!((status, report["verdict"].as_str()), (0, Some("TOTAL_PASSED")));
    assert_eq!(authority.server.asked(), ["/ca.crl"]);
    assert_eq!(verify(&authority, "asked", &[]).0, 0);
    assert_eq!(authority.server.asked(), ["/ocsp"]);
    authority.revoke("withdrawn");
    authority.publish(now - Duration::minutes(1), now + Duration::days(7));
    let (status, report) = verify(&authority, "withdrawn", &[]);
    assert_eq!((status, report["sub_indication"].as_str()), (2, Some("REVOKED_NO_POE")));
}

#[test]
fn a_certificate_without_chain_sends_nobody_anywhere() {
    let authority = Authority::new();
    std::fs::write(authority.path("file.p7m"), authority.sign("listed")).unwrap();
    let (file, other) = (authority.path("file.p7m"), authority.path("responder.pem"));
    let arguments =
        ["verify", file.to_str().unwrap(), "--trust", other.to_str().unwrap(), "--json"];
    let program = Program::try_parse_from(arguments).unwrap();
    let status = run(&program.verify, &SystemClock, &mut Vec::new(), &mut Vec::new()).unwrap();
    assert_eq!(status, 2);
    // Its addresses are a stranger's: they are not visited.
    assert!(authority.server.asked().is_empty());
}
