//! Signed attributes: which must be there, once, with one value, and agree with the content.

use super::Ledger;
use super::signer::{Message, Profile};
use crate::engine::signature::asn1::oid::{self, Oid};
use crate::engine::signature::asn1::{Asn1Error, Value, encode, tag};
use crate::engine::signature::cms::{Attributes, SignerInfo};
use crate::engine::signature::crypto::{Digest, Scheme};
use crate::engine::signature::report::{Check, SubIndication};

/// Attributes that RFC 5652 §11 and RFC 5035 allow once, with one value.
const SINGLE: &[(&str, &str)] = &[
    (oid::CONTENT_TYPE, "content-type"),
    (oid::MESSAGE_DIGEST, "message-digest"),
    (oid::SIGNING_TIME, "signing-time"),
    (oid::SIGNING_CERTIFICATE, "signing-certificate"),
    (oid::SIGNING_CERTIFICATE_V2, "signing-certificate-v2"),
    (oid::ALGORITHM_PROTECTION, "cms-algorithm-protection"),
    (oid::SIGNATURE_POLICY, "signature-policy-identifier"),
    (oid::SIGNER_LOCATION, "signer-location"),
];

/// Checks duplicates, the content type and the presence of the signing certificate's reference.
pub fn check_attributes(
    ledger: &mut Ledger,
    signer: &SignerInfo,
    message: &Message<'_>,
    profile: Profile,
) {
    let Some(attributes) = &signer.signed else {
        check_absence(ledger, message, profile);
        return;
    };
    check_duplicates(ledger, attributes);
    check_content_type(ledger, attributes, message);
    check_reference(ledger, attributes, profile);
    check_protection(ledger, attributes, signer);
    if attributes.has(oid::SIGNATURE_POLICY) {
        let note = "La firma richiama una politica di firma: non è stata valutata.";
        ledger.note(Check::not_done("signature_policy", note));
    }
}

fn check_absence(ledger: &mut Ledger, message: &Message<'_>, profile: Profile) {
    let plain = message.content_type.is_none_or(|kind| kind.is(oid::DATA));
    if !plain {
        let text = "La firma non ha gli attributi che il suo tipo di contenuto richiede.";
        ledger.fail(Check::failed("signed_attributes", text), SubIndication::SigConstraintsFailure);
    } else if profile.needs_reference() {
        let text = "La firma non ha attributi firmati: è un vecchio PKCS#7, non una firma CAdES.";
        ledger
            .doubt(Check::failed("signed_attributes", text), SubIndication::SigConstraintsFailure);
    }
}

fn check_duplicates(ledger: &mut Ledger, attributes: &Attributes) {
    let mut repeated = Vec::new();
    for (dotted, name) in SINGLE {
        let found = attributes.all(dotted);
        // Two references to the signing certificate are harmless if both are right: their check sees to it.
        let reference =
            *dotted == oid::SIGNING_CERTIFICATE_V2 || *dotted == oid::SIGNING_CERTIFICATE;
        let limit = if reference { usize::MAX } else { 1 };
        if found.len() > limit || found.iter().any(|attribute| attribute.values.len() != 1) {
            repeated.push(*name);
        }
    }
    if repeated.is_empty() {
        ledger.note(Check::passed("attributes", "Gli attributi della firma sono ben formati."));
    } else {
        let text =
            "Un attributo che può comparire una volta sola è ripetuto: la firma non è accettabile.";
        ledger.fail(
            Check::failed("attributes", text).with(repeated.join(", ")),
            SubIndication::FormatFailure,
        );
    }
}

fn check_content_type(ledger: &mut Ledger, attributes: &Attributes, message: &Message<'_>) {
    // A countersignature signs a signature value, which has no content type (RFC 5652 §11.4).
    let Some(expected) = message.content_type else { return };
    let attribute = attributes
        .first(oid::CONTENT_TYPE)
        .and_then(|value| Oid::read(&Value::parse(value).ok()?).ok());
    match attribute {
        Some(found) if found == *expected => {
            ledger.note(Check::passed(
                "content_type",
                "Il tipo di contenuto firmato è quello dichiarato.",
            ));
        }
        Some(found) => {
            let text = "Il tipo di contenuto firmato non è quello della busta.";
            let check = Check::failed("content_type", text)
                .with(format!("attributo {found}, busta {expected}"));
            ledger.fail(check, SubIndication::SigConstraintsFailure);
        }
        None => {
            let text = "Manca il tipo di contenuto fra gli attributi firmati.";
            ledger.fail(Check::failed("content_type", text), SubIndication::SigConstraintsFailure);
        }
    }
}

fn check_reference(ledger: &mut Ledger, attributes: &Attributes, profile: Profile) {
    if attributes.has(oid::SIGNING_CERTIFICATE) || attributes.has(oid::SIGNING_CERTIFICATE_V2) {
        return;
    }
    let text = "La firma non è legata al certificato del firmatario (manca l'attributo signing-certificate).";
    if profile.needs_reference() {
        ledger.doubt(
            Check::failed("signing_certificate", text),
            SubIndication::SigConstraintsFailure,
        );
    } else {
        ledger.note(Check::warned("signing_certificate", text));
    }
}

/// CMSAlgorithmProtection (RFC 6211): the algorithms under the signature are those outside it.
fn check_protection(ledger: &mut Ledger, attributes: &Attributes, signer: &SignerInfo) {
    let Some(value) = attributes.first(oid::ALGORITHM_PROTECTION) else { return };
    let agrees = read_protection(value).is_ok_and(|(digest, scheme)| {
        digest == signer.digest && scheme.is_none_or(|scheme| Some(scheme) == signer.scheme)
    });
    if agrees {
        let text = "Gli algoritmi dichiarati sono protetti dalla firma.";
        ledger.note(Check::passed("algorithm_protection", text));
    } else {
        let text =
            "Gli algoritmi dichiarati non sono quelli che il firmatario ha protetto con la firma.";
        ledger.fail(
            Check::failed("algorithm_protection", text),
            SubIndication::SigConstraintsFailure,
        );
    }
}

fn read_protection(bytes: &[u8]) -> Result<(Option<Digest>, Option<Scheme>), Asn1Error> {
    let mut fields = Value::parse(bytes)?.sequence()?;
    let digest = Digest::read(&fields.take(tag::SEQUENCE)?)?;
    let Some(scheme) = fields.take_if(tag::context(1))? else { return Ok((digest, None)) };
    // Implicitly tagged: the fields of the AlgorithmIdentifier are the contents.
    let identifier = encode(tag::SEQUENCE, scheme.body);
    Ok((digest, Scheme::read(&Value::parse(&identifier)?)?))
}
