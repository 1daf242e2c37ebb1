//! The hash of the content against the signed message-digest.

use super::Ledger;
use super::signer::Message;
use crate::engine::signature::asn1::{Value, oid, tag};
use crate::engine::signature::cms::SignerInfo;
use crate::engine::signature::report::{Check, SubIndication};

/// Whether the content is the one that was signed; `None` when it cannot be told.
pub fn check_digest(
    ledger: &mut Ledger,
    signer: &SignerInfo,
    message: &Message<'_>,
) -> Option<bool> {
    let Some(attributes) = &signer.signed else {
        // Without attributes the value itself is over the content: its check will tell.
        if !message.present {
            missing(ledger);
            return None;
        }
        return Some(true);
    };
    let Some(expected) = attributes.single(oid::MESSAGE_DIGEST) else {
        let text = "Manca un'impronta univoca del contenuto fra gli attributi firmati.";
        ledger.fail(Check::failed("message_digest", text), SubIndication::FormatFailure);
        return Some(false);
    };
    let Some(digest) = signer.digest else {
        let check = Check::failed("message_digest", "L'algoritmo di impronta non è conosciuto.");
        ledger.doubt(
            check.with(signer.digest_name.clone()),
            SubIndication::CryptoConstraintsFailureNoPoe,
        );
        return None;
    };
    if !message.present {
        missing(ledger);
        return None;
    }
    let expected = Value::parse(expected)
        .and_then(|value| Ok(value.octets(tag::OCTET_STRING)?.into_owned()))
        .unwrap_or_default();
    let found = message
        .digests
        .iter()
        .find(|(known, _)| *known == digest)
        .map(|(_, value)| value.as_slice())
        .unwrap_or_default();
    let detail =
        format!("{digest}: firmata {}, calcolata {}", hex::encode(&expected), hex::encode(found));
    if !expected.is_empty() && expected == found {
        ledger.note(
            Check::passed(
                "message_digest",
                "Il documento è quello firmato, non è stato modificato.",
            )
            .with(detail),
        );
        return Some(true);
    }
    let text = "Il documento è stato modificato dopo la firma, o non è quello firmato.";
    ledger.fail(Check::failed("message_digest", text).with(detail), SubIndication::HashFailure);
    Some(false)
}

fn missing(ledger: &mut Ledger) {
    let text = "La firma è separata dal documento, e il documento non è stato fornito.";
    ledger.doubt(Check::not_done("message_digest", text), SubIndication::SignedDataNotFound);
}
