//! A PDF layer: each signature dictionary, what it covers and what came after it.

use super::Examination;
use super::envelope::gather_revocation;
use super::refusal::Refusal;
use crate::engine::signature::check::{Bag, Ledger, Message, Profile, judge};
use crate::engine::signature::cms::{Envelope, SignedData, read_envelope};
use crate::engine::signature::crypto::{Digest, Digests, Hasher};
use crate::engine::signature::pades::{self, Change, PdfSignature, Scan, Validation};
use crate::engine::signature::report::{
    Check, Layer, Signature, SubIndication, Timestamp, Verdict,
};
use crate::engine::signature::source::{SliceSource, Source, SpanSource, load, stream};
use crate::engine::signature::timestamp::judge_token;

impl Examination<'_> {
    pub(super) fn open_pdf(
        &mut self,
        source: &dyn Source,
        encodings: Vec<String>,
    ) -> Result<(), Refusal> {
        let scan = pades::scan(source, self.context.limits)?;
        if scan.signatures.is_empty() {
            return Err(Refusal::unsigned("PDF", "un PDF"));
        }
        if scan.truncated && scan.signatures.len() == self.context.limits.pdf_signatures {
            return Err(Refusal::signers(self.context.limits.pdf_signatures));
        }
        if self.layers.len() >= self.context.limits.layers {
            return Err(Refusal::nesting(self.context.limits.layers));
        }
        let (_, summary) = self.hash(source, &[])?;
        let number = self.layers.len() + 1;
        let signers = scan.signatures.iter().filter(|signature| !signature.is_timestamp).count();
        self.layers.push(Layer {
            number,
            format: "PAdES".to_owned(),
            encodings,
            signers,
            certificates: 0,
            content: summary.clone(),
        });
        self.content = summary.or(self.content.take());
        self.find_sealed(source, &scan)?;
        let validation = pades::validation(source, &scan, self.context.limits);
        let stamps = self.document_stamps(source, &scan, &validation);
        for signature in scan.signatures.iter().filter(|signature| !signature.is_timestamp) {
            let proofs: Vec<Timestamp> = stamps
                .iter()
                .filter(|(end, _)| *end >= signature.end())
                .map(|(_, stamp)| stamp.clone())
                .collect();
            let proofs = [proofs.as_slice(), &self.proofs].concat();
            let mut judged = self.judge_pdf(source, signature, &validation, &proofs)?;
            for one in &mut judged {
                one.layer = number;
                one.signing_time = one.signing_time.or(signature.claimed);
                check_coverage(one, source, &scan, signature)?;
            }
            self.signatures.extend(judged);
        }
        if signers == 0 {
            return Err(Refusal::unsigned("PDF", "un PDF con sole marche temporali"));
        }
        Ok(())
    }

    /// Document time-stamps, each with the end of what it covers.
    fn document_stamps(
        &self,
        source: &dyn Source,
        scan: &Scan,
        validation: &Validation,
    ) -> Vec<(u64, Timestamp)> {
        let bag =
            Bag { certificates: &validation.certificates, revocation: &validation.revocation };
        let mut stamps = Vec::new();
        for signature in scan.signatures.iter().filter(|signature| signature.is_timestamp) {
            let whole = signature.check_ranges(source.len()).is_ok();
            let view = SpanSource::new(source, &signature.ranges);
            let imprint = |digest| {
                if whole {
                    digests_of(&view, [digest]).into_iter().next().map(|(_, value)| value)
                } else {
                    Some(Vec::new())
                }
            };
            let token = trim(&signature.cms);
            stamps.push((
                signature.end(),
                judge_token(self.context, token, "document", &imprint, &bag),
            ));
        }
        stamps
    }

    fn judge_pdf(
        &self,
        source: &dyn Source,
        signature: &PdfSignature,
        validation: &Validation,
        proofs: &[Timestamp],
    ) -> Result<Vec<Signature>, Refusal> {
        let file = SliceSource(&signature.cms);
        let data = match read_envelope(&file, self.context.limits) {
            Ok(Envelope::Signed(data)) if !data.signers.is_empty() => data,
            other => {
                let detail = other
                    .err()
                    .map_or_else(|| signature.sub_filter.clone(), |error| error.to_string());
                return Ok(vec![unreadable(&detail)]);
            }
        };
        let view = SpanSource::new(source, &signature.ranges);
        let profile =
            if signature.sub_filter.starts_with("ETSI.") { Profile::Pades } else { Profile::Pdf };
        // What the document carries for all its signatures, beside what this one carries itself.
        let mut revocation = gather_revocation(&data);
        revocation.crls.extend(validation.revocation.crls.iter().cloned());
        revocation.ocsp.extend(validation.revocation.ocsp.iter().cloned());
        let certificates = [data.certificates.as_slice(), &validation.certificates].concat();
        let bag = Bag { certificates: &certificates, revocation: &revocation };
        let (digests, matching) = signed_digests(&file, &data, &view)?;
        let message =
            Message { digests: &digests, present: true, content_type: Some(&data.content_type) };
        let judged = data.signers.iter().map(|signer| {
            let mut one = judge(self.context, signer, &message, &bag, profile, proofs);
            if !matching {
                let text = "Il documento è stato modificato dopo la firma.";
                lower(
                    &mut one,
                    Check::failed("message_digest", text),
                    Verdict::TotalFailed,
                    SubIndication::HashFailure,
                );
                one.integrity = Some(false);
            }
            one
        });
        Ok(judged.collect())
    }

    /// Whether a revision of the file, before every signature, is the document that was asked for.
    fn find_sealed(&mut self, source: &dyn Source, scan: &Scan) -> Result<(), Refusal> {
        let Some(expected) = self.expected else { return Ok(()) };
        let first = scan.signatures.iter().map(PdfSignature::end).min().unwrap_or(0);
        let mut position = 0;
        let mut hasher = Hasher::new([Digest::Sha256]);
        for &end in scan.ends.iter().filter(|&&end| end <= first) {
            feed(source, &mut hasher, position, end)?;
            position = end;
            let mut tail = [0u8; 2];
            let read = source.read_at(end, &mut tail)?;
            for extra in 0..=read {
                let mut attempt = hasher.clone();
                attempt.update(&tail[..extra]);
                let digest = attempt.finish().into_iter().next().map(|(_, value)| value);
                let found = digest.is_some_and(|digest| digest[..] == expected[..]);
                let prefix = end + extra as u64;
                if found
                    && matches!(
                        pades::changes_after(source, scan, prefix)?,
                        Change::Nothing | Change::Signatures
                    )
                {
                    self.expected_found = true;
                    return Ok(());
                }
            }
        }
        Ok(())
    }
}

fn feed(source: &dyn Source, hasher: &mut Hasher, from: u64, to: u64) -> Result<(), Refusal> {
    stream(source, from, to, &mut |chunk| {
        hasher.update(chunk);
        Ok(())
    })?;
    Ok(())
}

fn digests_of(
    view: &dyn Source,
    digests: impl IntoIterator<Item = Digest>,
) -> Vec<(Digest, Vec<u8>)> {
    let mut hasher = Hasher::new(digests);
    let done = stream(view, 0, view.len(), &mut |chunk| {
        hasher.update(chunk);
        Ok(())
    });
    if done.is_ok() { hasher.finish() } else { Vec::new() }
}

/// Digests for the signers, and whether a value kept inside the CMS (`adbe.pkcs7.sha1`) is that of the document.
fn signed_digests(
    file: &dyn Source,
    data: &SignedData,
    view: &dyn Source,
) -> Result<(Digests, bool), Refusal> {
    let direct = data
        .signers
        .iter()
        .filter_map(|signer| signer.scheme.filter(|_| signer.signed.is_none())?.digest);
    let asked: Vec<Digest> =
        data.signers.iter().filter_map(|signer| signer.digest).chain(direct).collect();
    let Some(spans) = &data.content else { return Ok((digests_of(view, asked), true)) };
    let inner = SpanSource::new(file, spans);
    let kept = load(&inner, 0, usize::try_from(inner.len().min(64)).unwrap_or(0))?;
    let sha1 = digests_of(view, [Digest::Sha1]);
    let matching = sha1.first().is_some_and(|(_, value)| *value == kept);
    Ok((digests_of(&inner, asked), matching))
}

/// Ranges and later changes, for one judged signature.
fn check_coverage(
    judged: &mut Signature,
    source: &dyn Source,
    scan: &Scan,
    signature: &PdfSignature,
) -> Result<(), Refusal> {
    if let Err(reason) = signature.check_ranges(source.len()) {
        let text = "La firma non copre il documento come dovrebbe: il file è stato alterato.";
        lower(
            judged,
            Check::failed("byte_range", text).with(reason),
            Verdict::TotalFailed,
            SubIndication::FormatFailure,
        );
        judged.integrity = Some(false);
        return Ok(());
    }
    let strict = signature.permission == Some(1);
    match pades::changes_after(source, scan, signature.end())? {
        Change::Nothing => {
            judged.checks.push(Check::passed("byte_range", "La firma copre tutto il documento."));
        }
        Change::Signatures => {
            let text = "Dopo questa firma sono state aggiunte solo altre firme, marche o dati per verificarle.";
            judged.checks.push(Check::passed("byte_range", text));
        }
        Change::Fields(detail) if !strict => {
            let text = "Dopo questa firma sono stati compilati campi o aggiunte annotazioni, che la firma non copre.";
            judged.checks.push(Check::warned("byte_range", text).with(detail));
        }
        Change::Fields(detail) | Change::Content(detail) => {
            let text = "Il documento è stato modificato dopo questa firma: ciò che si vede può non essere ciò che è stato firmato.";
            lower(
                judged,
                Check::failed("byte_range", text).with(detail),
                Verdict::Indeterminate,
                SubIndication::FormatFailure,
            );
        }
        Change::Garbage(bytes) => {
            let text = "In fondo al file ci sono byte estranei, che la firma non copre.";
            let check = Check::failed("byte_range", text).with(format!("{bytes} byte"));
            lower(judged, check, Verdict::Indeterminate, SubIndication::FormatFailure);
        }
    }
    Ok(())
}

fn lower(judged: &mut Signature, check: Check, verdict: Verdict, sub: SubIndication) {
    if verdict > judged.verdict {
        judged.reason = Some(check.message.clone());
        judged.verdict = verdict;
        judged.sub_indication = Some(sub);
    }
    judged.checks.push(check);
}

/// A signature dictionary whose value is no readable CMS.
fn unreadable(detail: &str) -> Signature {
    let mut ledger = Ledger::default();
    let check = Check::failed("signature_format", "Una firma del PDF è illeggibile.").with(detail);
    ledger.fail(check, SubIndication::FormatFailure);
    Signature::unreadable(ledger.verdict(), ledger.into_checks())
}

/// A token without the zeros that fill its place.
fn trim(cms: &[u8]) -> &[u8] {
    use crate::engine::signature::asn1::Reader;
    Reader::new(cms).next().map_or(cms, |value| value.raw)
}
