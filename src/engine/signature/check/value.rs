//! The signature value: the signer's key over the signed attributes.

use super::Ledger;
use super::signer::Message;
use crate::engine::signature::cms::SignerInfo;
use crate::engine::signature::crypto::{Digest, Padding, PublicKey, Scheme, hash};
use crate::engine::signature::report::{Check, SubIndication};
use crate::engine::signature::x509::Certificate;

/// Whether the signature value is right; `None` when the algorithm is unknown or there is nothing to verify it on.
///
/// RFC 5652 §5.4 signs the DER encoding, so the attributes are sorted first. Signers that signed their unsorted
/// encoding are accepted with a warning: the value proves the same bytes.
pub fn check_value(
    ledger: &mut Ledger,
    signer: &SignerInfo,
    certificate: &Certificate,
    message: &Message<'_>,
) -> Option<bool> {
    let Some(key) = certificate.key() else {
        let text = "La chiave del certificato è di un tipo sconosciuto o è malformata.";
        ledger.doubt(
            Check::not_done("signature_value", text),
            SubIndication::CryptoConstraintsFailureNoPoe,
        );
        return None;
    };
    let Some((scheme, digest)) = signer.scheme.zip(hash_of(signer)) else {
        let check = Check::not_done("signature_value", "L'algoritmo di firma non è conosciuto.");
        ledger.doubt(
            check.with(signer.scheme_name.clone()),
            SubIndication::CryptoConstraintsFailureNoPoe,
        );
        return None;
    };
    let scheme = fit(scheme, key);
    let Some(answer) = verify(signer, key, scheme, digest, message) else {
        let text = "Il valore della firma si può verificare solo con il documento.";
        ledger.note(Check::not_done("signature_value", text));
        return None;
    };
    let detail = format!("{digest}, {:?}, {:?} {} bit", scheme.padding, key.kind(), key.bits());
    match answer {
        Answer::Right => ledger.note(
            Check::passed("signature_value", "La firma corrisponde alla chiave del firmatario.")
                .with(detail),
        ),
        Answer::RightAsStored => {
            let text = "La firma corrisponde alla chiave del firmatario, ma su una codifica non DER degli attributi.";
            ledger.note(Check::warned("signature_value", text).with(detail));
        }
        Answer::Wrong => {
            let text = "La firma non corrisponde: è stata alterata, o l'ha fatta un'altra chiave.";
            ledger.fail(
                Check::failed("signature_value", text).with(detail),
                SubIndication::SigCryptoFailure,
            );
            return Some(false);
        }
    }
    check_agreement(ledger, signer, scheme);
    Some(true)
}

enum Answer {
    Right,
    RightAsStored,
    Wrong,
}

/// The hash really used: the one that the signature algorithm names, else that of the content.
fn hash_of(signer: &SignerInfo) -> Option<Digest> {
    signer.scheme?.digest.or(signer.digest)
}

/// Some signers name the RSA algorithm though their key is on a curve, and the reverse.
fn fit(scheme: Scheme, key: &PublicKey) -> Scheme {
    use crate::engine::signature::crypto::KeyKind;
    let padding = match (scheme.padding, scheme.digest, key.kind()) {
        (Padding::Pkcs1, None, KeyKind::Ec) => Padding::Ecdsa,
        (padding, ..) => padding,
    };
    Scheme { padding, ..scheme }
}

fn verify(
    signer: &SignerInfo,
    key: &PublicKey,
    scheme: Scheme,
    digest: Digest,
    message: &Message<'_>,
) -> Option<Answer> {
    let right = |bytes: &[u8]| {
        key.verify(scheme.padding, digest, &hash(digest, bytes), bytes, &signer.signature)
    };
    if let Some(attributes) = &signer.signed {
        return Some(if right(&attributes.der) {
            Answer::Right
        } else if attributes.stored != attributes.der && right(&attributes.stored) {
            Answer::RightAsStored
        } else {
            Answer::Wrong
        });
    }
    let (_, value) =
        message.digests.iter().find(|(known, _)| *known == digest).filter(|_| message.present)?;
    Some(if key.verify(scheme.padding, digest, value, &[], &signer.signature) {
        Answer::Right
    } else {
        Answer::Wrong
    })
}

/// digestAlgorithm and signatureAlgorithm should name one hash (RFC 8933 §3); PSS carries its own.
fn check_agreement(ledger: &mut Ledger, signer: &SignerInfo, scheme: Scheme) {
    let Some((content, named)) = signer.digest.zip(scheme.digest) else { return };
    let detail = format!("contenuto {content}, firma {named}");
    if content == named {
        ledger.note(
            Check::passed("hash_agreement", "Gli algoritmi di impronta dichiarati concordano.")
                .with(detail),
        );
    } else {
        let text = "Contenuto e firma usano due algoritmi di impronta diversi.";
        ledger.note(Check::warned("hash_agreement", text).with(detail));
    }
}
