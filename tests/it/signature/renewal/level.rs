//! The level that the policy asks for, by what is signed.

use sportello::engine::signature::report::{SubIndication, Verdict};
use sportello::engine::signature::{Policy, Required};

use crate::signature::fixture::fixture;

#[test]
fn the_policy_says_what_is_asked_of_what() {
    let policy = Policy::bundled().unwrap();
    assert_eq!(policy.required_level("document", "scia"), Some(Required::Qualified));
    let attachment = policy.required_level("attachment", "procura");
    assert_eq!(attachment, Some(Required::QualifiedCertificate));
    assert_eq!(policy.required_level("anything", "else"), None);
    let text = include_str!("../../../../schemas/policy/signature.json");
    let special = text.replace(
        "\"act\": \"qualified_or_seal\"",
        "\"act\": \"qualified_or_seal\", \"attachment:procura\": \"qualified\"",
    );
    let policy = Policy::parse("own.json", &special).unwrap();
    assert_eq!(policy.required_level("attachment", "procura"), Some(Required::Qualified));
    assert_eq!(policy.required_level("attachment", "altro"), attachment);
}

#[test]
fn a_signature_below_the_level_is_told() {
    let judged = |file: &str, level: Required| {
        let bytes = fixture().read(&format!("files/{file}"));
        fixture().verify_with(&bytes, |request| request.level = Some(level))
    };
    let passed = |file: &str, level: Required| judged(file, level).verdict == Verdict::TotalPassed;
    assert!(passed("plain.p7m", Required::Qualified));
    assert!(passed("seal.p7m", Required::QualifiedOrSeal));
    for (file, level) in
        [("seal.p7m", Required::Qualified), ("unqualified.p7m", Required::QualifiedCertificate)]
    {
        let report = judged(file, level);
        let found = (report.verdict, report.sub_indication);
        assert_eq!(found, (Verdict::Indeterminate, Some(SubIndication::SigConstraintsFailure)));
        assert_eq!(report.evidence.required_level, Some(level));
        assert_eq!(report.integrity, Some(true));
    }
}
