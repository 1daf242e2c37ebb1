//! The signature of a list, and the only way to its contents.
//!
//! A list is an enveloped XAdES: one `ds:Signature`, child of the root, whose references are the whole document and its
//! own properties. Canonicalisation and verification are the library's; here is decided which document, which key and
//! which references are acceptable, so that nothing outside the verified root is ever read.

use super::TrustListError;
use crate::engine::signature::crypto::Digest;
use crate::engine::signature::trust::decode_base64;
use crate::engine::signature::x509::Certificate;
use bergshamra_dsig::DsigContext;
use bergshamra_dsig::verify::{VerifyResult, verify_document_with_source};
use bergshamra_keys::KeysManager;
use bergshamra_keys::loader::load_x509_cert_der;
use uppsala::{Document, NodeId, Parser};

const XMLDSIG: &str = "http://www.w3.org/2000/09/xmldsig#";
/// Largest list read.
const SIZE: usize = 16 * 1024 * 1024;
/// Deepest nesting of elements.
const DEPTH: u32 = 64;
/// id-tsl-kp-tslSigning of TS 119 612.
pub const LIST_SIGNING: &str = "0.4.0.2231.3.0";

/// Transforms that select the document, and nothing else.
const TRANSFORMS: &[&str] = &[
    "http://www.w3.org/2000/09/xmldsig#enveloped-signature",
    "http://www.w3.org/2001/10/xml-exc-c14n#",
    "http://www.w3.org/TR/2001/REC-xml-c14n-20010315",
    "http://www.w3.org/2006/12/xml-c14n11",
];

/// Parses a list, refusing document types.
///
/// # Errors
/// [`TrustListError`]: too large, a document type, malformed.
pub fn parse(bytes: &[u8]) -> Result<(&str, Document<'_>), TrustListError> {
    if bytes.len() > SIZE {
        return Err(TrustListError::Size(SIZE));
    }
    let text =
        std::str::from_utf8(bytes).map_err(|error| TrustListError::Malformed(error.to_string()))?;
    let text = text.trim_start_matches('\u{feff}');
    if memchr::memmem::find(text.as_bytes(), b"<!DOCTYPE").is_some() {
        return Err(TrustListError::Doctype);
    }
    let parser =
        Parser::new().with_max_depth(DEPTH).with_forbid_dtd(true).with_forbid_entities(true);
    let document =
        parser.parse(text).map_err(|error| TrustListError::Malformed(error.to_string()))?;
    Ok((text, document))
}

/// Verifies the signature of a parsed list; returns the signer and the root that it covers.
///
/// # Errors
/// [`TrustListError`]: no signature, several, one that covers something else, a wrong one.
pub fn verify(
    text: &str,
    document: &Document<'_>,
) -> Result<(Certificate, NodeId), TrustListError> {
    let wrong = |reason: &str| TrustListError::Signature(reason.to_owned());
    let root = document
        .document_element()
        .ok_or_else(|| TrustListError::Malformed("no root".to_owned()))?;
    let signatures = document.get_elements_by_tag_name_ns(XMLDSIG, "Signature");
    let signature = match signatures.as_slice() {
        [] => return Err(TrustListError::Unsigned),
        [one] => *one,
        many => return Err(TrustListError::Signatures(many.len())),
    };
    if document.parent(signature) != Some(root) {
        return Err(wrong("the signature is not a child of the root"));
    }
    check_references(document, signature)?;
    let certificate = signer_of(document, signature)?;
    let mut keys = KeysManager::new();
    keys.add_key(load_x509_cert_der(certificate.raw()).map_err(|error| wrong(&error.to_string()))?);
    let mut context = DsigContext::new(keys);
    // The properties that XAdES signs lie inside the signature, where the strict position rule wants nothing; which
    // references are allowed was checked above.
    context.strict_verification = false;
    match verify_document_with_source(&context, document, Some(text)) {
        Ok(VerifyResult::Valid { signature_node, references, .. })
            if signature_node == signature =>
        {
            let all = references.iter().all(|reference| reference.digest_verified);
            let whole = references.iter().any(|reference| is_root(document, root, &reference.uri));
            if all && whole {
                Ok((certificate, root))
            } else {
                Err(wrong("the document is not covered"))
            }
        }
        Ok(VerifyResult::Valid { .. }) => Err(wrong("another signature was verified")),
        Ok(VerifyResult::Invalid { reason }) => Err(wrong(&reason)),
        Err(error) => Err(wrong(&error.to_string())),
    }
}

fn is_root(document: &Document<'_>, root: NodeId, uri: &str) -> bool {
    let id = document.get_attribute(root, "Id");
    uri.is_empty() || uri.strip_prefix('#').is_some_and(|name| id == Some(name))
}

/// Same-document references only, with transforms that cannot choose what is signed.
fn check_references(document: &Document<'_>, signature: NodeId) -> Result<(), TrustListError> {
    let wrong = |reason: &str| TrustListError::Signature(reason.to_owned());
    for node in document.descendants(signature) {
        let Some(element) = document.element(node) else { continue };
        if element.matches_name_ns(XMLDSIG, "Reference") {
            let uri = element.get_attribute("URI").unwrap_or("?");
            if !uri.is_empty() && !uri.starts_with('#') {
                return Err(wrong("a reference leaves the document"));
            }
        }
        let transform = element.matches_name_ns(XMLDSIG, "Transform");
        if transform
            && !element.get_attribute("Algorithm").is_some_and(|name| TRANSFORMS.contains(&name))
        {
            return Err(wrong("a transform is not allowed"));
        }
    }
    Ok(())
}

/// The certificate in KeyInfo. That it may sign lists is decided by the caller.
fn signer_of(document: &Document<'_>, signature: NodeId) -> Result<Certificate, TrustListError> {
    let missing =
        || TrustListError::Signature("the signer's certificate is missing or malformed".to_owned());
    let info = document
        .first_child_element_by_name_ns(signature, XMLDSIG, "KeyInfo")
        .ok_or_else(missing)?;
    let data =
        document.first_child_element_by_name_ns(info, XMLDSIG, "X509Data").ok_or_else(missing)?;
    let node = document
        .first_child_element_by_name_ns(data, XMLDSIG, "X509Certificate")
        .ok_or_else(missing)?;
    let bytes = decode_base64(&document.text_content_deep(node)).ok_or_else(missing)?;
    Certificate::parse(&bytes).map_err(|_| missing())
}

/// Whether a certificate says of itself that it signs lists of this territory (TS 119 612 §5.7.1): what remains to check
/// when no list of lists names its signers.
pub fn claims_to_sign(certificate: &Certificate, territory: &str) -> bool {
    let purpose = certificate.extensions().purposes.iter().any(|purpose| purpose == LIST_SIGNING);
    purpose
        && certificate
            .subject()
            .get("2.5.4.6")
            .is_some_and(|country| country.eq_ignore_ascii_case(territory))
}

/// Fingerprint under which a signer is pinned.
pub fn pin(certificate: &Certificate) -> Vec<u8> {
    certificate.fingerprint(Digest::Sha256)
}
