//! Who must sign, and who did.

use super::fixture::fixture;
use sportello::engine::signature::Party;

fn party(name: &str, fiscal_code: &str) -> Party {
    Party {
        name: name.to_owned(),
        fiscal_code: fiscal_code.to_owned(),
        role: "tecnico incaricato".to_owned(),
    }
}

#[test]
fn the_missing_party_is_named() {
    let required =
        [party("Mario Rossi", "RSSMRA80A01H501U"), party("Lucia Bianchi", "bnclcu85m41f205t")];
    let report = fixture().verify_for(&fixture().read("files/plain.p7m"), &required);
    let missing: Vec<&str> =
        report.missing_parties().iter().map(|party| party.name.as_str()).collect();
    assert_eq!(missing, ["Lucia Bianchi"]);
    let report = fixture().verify_for(&fixture().read("files/parallel.p7m"), &required);
    assert!(report.missing_parties().is_empty());
}

#[test]
fn an_omocodic_code_is_the_same_person() {
    let required = [party("Mario Rossi", "RSSMRA80A01H501U")];
    let report = fixture().verify_for(&fixture().read("files/omocodia.p7m"), &required);
    assert!(report.missing_parties().is_empty());
}

#[test]
fn a_false_signature_does_not_count() {
    let mut bytes = fixture().read("files/plain.p7m");
    let at = bytes.windows(4).position(|window| window == b"%PDF").unwrap();
    bytes[at + 6] ^= 1;
    let required = [party("Mario Rossi", "RSSMRA80A01H501U")];
    let report = fixture().verify_for(&bytes, &required);
    assert_eq!(report.missing_parties().len(), 1);
}
