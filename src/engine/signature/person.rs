//! Who a certificate is about: name and codice fiscale, in all the spellings that Italian certificates have had.

use super::crypto::Digest;
use super::report::{CertificateSummary, Signer};
use super::x509::{Certificate, Name};
use crate::base::fiscal_code::FiscalCode;

/// The signer as a report shows it.
pub fn describe(certificate: &Certificate) -> Signer {
    let subject = certificate.subject();
    Signer {
        name: name_of(subject),
        fiscal_code: fiscal_code(subject),
        organization: organization(subject),
        certificate: CertificateSummary {
            subject: subject.to_string(),
            issuer: certificate.issuer().to_string(),
            serial: certificate.serial().hex(),
            not_before: certificate.not_before(),
            not_after: certificate.not_after(),
            sha256: hex::encode(certificate.fingerprint(Digest::Sha256)),
        },
    }
}

/// The name to show: given name and surname when both are there, else the common name without codes.
fn name_of(subject: &Name) -> String {
    let given = subject.get("2.5.4.42").map(str::trim).filter(|part| !part.is_empty());
    let surname = subject.get("2.5.4.4").map(str::trim).filter(|part| !part.is_empty());
    if let (Some(given), Some(surname)) = (given, surname) {
        return format!("{given} {surname}");
    }
    let common = subject
        .common_name()
        .or_else(|| subject.get("2.5.4.65"))
        .or_else(|| subject.get("2.5.4.10"))
        .unwrap_or_default();
    // Smart-card certificates of the first years put "NAME/FISCALCODE/number" here.
    common.split('/').next().unwrap_or_default().trim().to_owned()
}

/// Organisation, where the certificate names a real one.
fn organization(subject: &Name) -> Option<String> {
    let name = subject.get("2.5.4.10")?.trim();
    let none = name.is_empty()
        || name.eq_ignore_ascii_case("non presente")
        || name.eq_ignore_ascii_case("not present");
    (!none).then(|| name.to_owned())
}

/// The codice fiscale: `TINIT-…` (EN 319 412-1), `IT:…`, `CF:…`, bare, with blanks around, in serialNumber; in older
/// certificates in the common name or dnQualifier. After an explicit Italian prefix the authority's word is enough;
/// elsewhere only a code with the right check character is one.
pub fn fiscal_code(subject: &Name) -> Option<String> {
    const FIELDS: [&str; 3] = ["2.5.4.5", "2.5.4.3", "2.5.4.46"];
    let serial =
        subject.get("2.5.4.5").map(|value| value.trim().to_uppercase()).unwrap_or_default();
    for prefix in ["TINIT-", "TINIT:", "IT:", "IT-", "CF:", "CF-"] {
        if let Some(code) = serial.strip_prefix(prefix).map(str::trim).filter(|code| is_code(code))
        {
            return Some(code.to_owned());
        }
    }
    let mut values = FIELDS.iter().filter_map(|field| subject.get(field));
    values.find_map(|value| {
        let value = value.trim().to_uppercase();
        // Numbers of other documents (passport, identity card) are never a codice fiscale.
        let other = ["PAS", "IDC", "PNO"]
            .iter()
            .any(|kind| value.starts_with(kind) && value.get(5..6) == Some("-"));
        let parts =
            value.split([':', '-', '/', ' ', '_', ',']).filter(|part| part.len() == 16 && !other);
        parts
            .filter_map(|part| FiscalCode::parse(part).ok())
            .map(|code| code.as_str().to_owned())
            .next()
    })
}

/// Sixteen characters of a person, or the eleven digits of a provisional code.
fn is_code(text: &str) -> bool {
    let person = text.len() == 16
        && text.bytes().all(|octet| octet.is_ascii_alphanumeric())
        && text.bytes().take(6).all(|octet| octet.is_ascii_alphabetic());
    person || (text.len() == 11 && text.bytes().all(|octet| octet.is_ascii_digit()))
}

/// Whether a certificate's code and a case's code are of one person, omocodia tolerated.
pub fn is_same(found: &str, required: &str) -> bool {
    match (FiscalCode::parse(found), FiscalCode::parse(required)) {
        (Ok(found), Ok(required)) => found.same_person(&required),
        _ => found.trim().eq_ignore_ascii_case(required.trim()),
    }
}
