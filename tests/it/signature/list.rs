//! Trusted lists that must be refused before anything is read from them.

use sportello::engine::signature::TrustStore;
use sportello::engine::signature::trust::TrustListError;

fn refuse(text: &str) -> TrustListError {
    TrustStore::new().add_list(text.as_bytes(), chrono::Utc::now()).expect_err("refused")
}

#[test]
fn a_document_type_is_refused() {
    let bomb =
        "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>";
    assert_eq!(refuse(bomb), TrustListError::Doctype);
}

#[test]
fn an_unsigned_list_is_refused() {
    let text = "<TrustServiceStatusList xmlns=\"http://uri.etsi.org/02231/v2#\"/>";
    assert_eq!(refuse(text), TrustListError::Unsigned);
}

#[test]
fn two_signatures_are_refused() {
    let signature = "<Signature xmlns=\"http://www.w3.org/2000/09/xmldsig#\"/>";
    let text = format!("<TrustServiceStatusList>{signature}{signature}</TrustServiceStatusList>");
    assert_eq!(refuse(&text), TrustListError::Signatures(2));
}

#[test]
fn a_signature_below_another_element_is_refused() {
    let text = "<a><b><Signature xmlns=\"http://www.w3.org/2000/09/xmldsig#\"/></b></a>";
    assert!(matches!(refuse(text), TrustListError::Signature(_)));
}

#[test]
fn a_list_larger_than_the_limit_is_refused() {
    assert!(matches!(refuse(&" ".repeat(17 * 1024 * 1024)), TrustListError::Size(_)));
}

#[test]
fn elements_nested_too_deep_are_refused() {
    let text = "<a>".repeat(100_000);
    assert!(matches!(refuse(&text), TrustListError::Malformed(_)));
}
