//! A CMS layer: its signers, then what it encloses.

use super::Examination;
use super::open::head;
use super::refusal::Refusal;
use crate::engine::signature::asn1::Value;
use crate::engine::signature::asn1::oid::{self, Oid};
use crate::engine::signature::check::{Bag, Message, Profile, judge};
use crate::engine::signature::cms::SignerInfo;
use crate::engine::signature::cms::{Envelope, SignedData, read_envelope};
use crate::engine::signature::crypto::{Digest, Digests, Hasher};
use crate::engine::signature::intake::{HEAD, Kind, describe, sniff};
use crate::engine::signature::report::{Check, Content, Layer};
use crate::engine::signature::revocation::{Crl, OcspAnswer, RevocationData};
use crate::engine::signature::source::{Source, SpanSource, load, stream};
use std::io;

impl Examination<'_> {
    pub(super) fn open_cms(
        &mut self,
        source: &dyn Source,
        kind: &Oid,
        encodings: Vec<String>,
    ) -> Result<(), Refusal> {
        if [
            oid::ENVELOPED_DATA,
            oid::ENCRYPTED_DATA,
            oid::AUTH_ENVELOPED_DATA,
            "1.2.840.113549.1.7.4",
        ]
        .iter()
        .any(|encrypted| kind.is(encrypted))
        {
            return Err(Refusal::encrypted());
        }
        if !kind.is(oid::SIGNED_DATA) && !kind.is(oid::TIMESTAMPED_DATA) {
            return Err(Refusal::other("CMS", "un contenitore compresso o di altro tipo"));
        }
        if self.layers.len() >= self.context.limits.layers {
            return Err(Refusal::nesting(self.context.limits.layers));
        }
        match read_envelope(source, self.context.limits)
            .map_err(|error| Refusal::malformed(&error))?
        {
            Envelope::Signed(data) => {
                self.check_end(source, data.end)?;
                self.open_signed(source, &data, encodings)
            }
            Envelope::Timestamped(data) => {
                self.check_end(source, data.end)?;
                self.open_timestamped(source, &data, encodings)
            }
            Envelope::Other => Err(Refusal::other("CMS", "un contenitore di altro tipo")),
        }
    }

    fn open_signed(
        &mut self,
        source: &dyn Source,
        data: &SignedData,
        encodings: Vec<String>,
    ) -> Result<(), Refusal> {
        if data.signers.is_empty() {
            let what = if data.content.is_some() {
                "una busta senza firmatari"
            } else {
                "una raccolta di certificati"
            };
            return Err(Refusal::other("CMS senza firme", what));
        }
        if data.content_type.is(oid::TST_INFO) {
            return self.open_token(source);
        }
        let detached = if data.content.is_none() { self.detached } else { None };
        self.detached_used |= detached.is_some();
        let view = data.content.as_ref().map(|spans| SpanSource::new(source, spans));
        let content: Option<&dyn Source> =
            view.as_ref().map(|view| view as &dyn Source).or(detached);
        let (digests, summary) = match content {
            Some(content) => self.hash(content, &data.signers)?,
            // A separate signature can be verified with the document's digest alone.
            None => (
                self.expected.map(|value| (Digest::Sha256, value.to_vec())).into_iter().collect(),
                None,
            ),
        };
        let present = content.is_some()
            || (!digests.is_empty()
                && data.signers.iter().all(|signer| signer.digest == Some(Digest::Sha256)));
        self.expected_found |= present && content.is_none();
        let number = self.layers.len() + 1;
        self.layers.push(Layer {
            number,
            format: if data.content.is_some() {
                "CAdES".to_owned()
            } else {
                "CAdES (firma separata)".to_owned()
            },
            encodings,
            signers: data.signers.len(),
            certificates: data.certificate_count,
            content: summary.clone(),
        });
        if summary.is_some() {
            self.content = summary;
        }
        let revocation = gather_revocation(data);
        let bag = Bag { certificates: &data.certificates, revocation: &revocation };
        let message =
            Message { digests: &digests, present, content_type: Some(&data.content_type) };
        for signer in &data.signers {
            let mut signature =
                judge(self.context, signer, &message, &bag, Profile::Cades, &self.proofs);
            signature.layer = number;
            self.signatures.push(signature);
        }
        view.map_or(Ok(()), |view| self.open_content(&view))
    }

    /// Looks for a further layer in signed content. Content that is no signature is the document.
    pub(super) fn open_content(&mut self, content: &dyn Source) -> Result<(), Refusal> {
        match self.open(content, Vec::new()) {
            Err(refusal) if refusal.is_limit() => Err(refusal),
            Err(refusal) if refusal.recognised && refusal.format == "CAdES" => {
                self.rejection = Some(Refusal {
                    message: format!(
                        "Il documento firmato è a sua volta un file firmato, ma: {}",
                        refusal.message
                    ),
                    ..refusal
                });
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// Digests for the signers and the description of the content, in one pass.
    pub(super) fn hash(
        &mut self,
        content: &dyn Source,
        signers: &[SignerInfo],
    ) -> io::Result<(Digests, Option<Content>)> {
        let asked = signers.iter().flat_map(|signer| {
            // A signature without attributes is over the content itself, with the hash of its own algorithm.
            let direct =
                signer.scheme.filter(|_| signer.signed.is_none()).and_then(|scheme| scheme.digest);
            [signer.digest, direct]
        });
        let mut hasher = Hasher::new(asked.flatten().chain([Digest::Sha256]));
        stream(content, 0, content.len(), &mut |chunk| {
            hasher.update(chunk);
            Ok(())
        })?;
        let digests = hasher.finish();
        let sha256 = digests
            .iter()
            .find(|(digest, _)| *digest == Digest::Sha256)
            .map(|(_, value)| value.clone())
            .unwrap_or_default();
        if self.expected.is_some_and(|expected| expected[..] == sha256[..]) {
            self.expected_found = true;
        }
        let head = head(content)?;
        let media_type = describe(&head).unwrap_or("application/octet-stream").to_owned();
        let media_type = if matches!(sniff(&head), Kind::Cms(_)) {
            "application/pkcs7-mime".to_owned()
        } else {
            media_type
        };
        Ok((
            digests,
            Some(Content { sha256: hex::encode(sha256), bytes: content.len(), media_type }),
        ))
    }

    /// What follows the structure: padding is tolerated, another signature is not.
    fn check_end(&mut self, source: &dyn Source, end: u64) -> Result<(), Refusal> {
        let mut at = end;
        while at < source.len() {
            let want = usize::try_from(source.len() - at).unwrap_or(HEAD).min(HEAD);
            let bytes = load(source, at, want)?;
            let Some(blank) = bytes
                .iter()
                .position(|octet| *octet != 0 && !octet.is_ascii_whitespace() && *octet != 0x1a)
            else {
                at += want as u64;
                continue;
            };
            let start = at + blank as u64;
            let next = load(
                source,
                start,
                usize::try_from(source.len() - start).unwrap_or(HEAD).min(HEAD),
            )?;
            if matches!(sniff(&next), Kind::Cms(_) | Kind::Pdf | Kind::Pem) {
                self.rejection = Some(Refusal::trailing());
                return Ok(());
            }
            break;
        }
        if source.len() > end {
            let text =
                "Dopo la firma ci sono byte in più, che non ne fanno parte e sono stati ignorati.";
            self.checks.push(
                Check::warned("trailing_bytes", text).with(format!("{} byte", source.len() - end)),
            );
        }
        Ok(())
    }
}

/// Lists and answers taken from one place.
const MANY: usize = 64;

/// Revocation data carried by a layer and by its signers.
pub(super) fn gather_revocation(data: &SignedData) -> RevocationData {
    let mut found = RevocationData::new();
    found.crls.extend(data.crls.iter().take(MANY).filter_map(|crl| Crl::parse(crl).ok()));
    found
        .ocsp
        .extend(data.ocsp.iter().take(MANY).filter_map(|answer| OcspAnswer::parse(answer).ok()));
    for signer in &data.signers {
        if let Some(values) = signer.unsigned.first(oid::REVOCATION_VALUES) {
            add_values(&mut found, values);
        }
        if let Some(values) =
            signer.signed.as_ref().and_then(|attributes| attributes.first(oid::ADOBE_REVOCATION))
        {
            add_values(&mut found, values);
        }
    }
    found
}

/// RevocationValues (RFC 5126 §6.3.4) and Adobe's archival attribute: [0] CRLs, [1] OCSP answers.
fn add_values(found: &mut RevocationData, bytes: &[u8]) {
    let Ok(fields) =
        Value::parse(bytes).and_then(|value| value.sequence()).and_then(|reader| reader.collect(4))
    else {
        return;
    };
    for field in fields {
        let items =
            field.reader().next().and_then(|list| list.reader().collect(MANY)).unwrap_or_default();
        match field.tag {
            0xa0 => found.crls.extend(items.iter().filter_map(|item| Crl::parse(item.raw).ok())),
            0xa1 => {
                found.ocsp.extend(items.iter().filter_map(|item| OcspAnswer::parse(item.raw).ok()));
            }
            _ => {}
        }
    }
}
