//! Containers that hold a signed file and a time-stamp on it: TSD, M7M; and time-stamps alone.

use super::Examination;
use super::refusal::Refusal;
use crate::engine::signature::check::{Bag, Context};
use crate::engine::signature::cms::TimestampedData;
use crate::engine::signature::crypto::{Digest, Hasher};
use crate::engine::signature::intake::mime::{Message, Part};
use crate::engine::signature::report::{Layer, Timestamp};
use crate::engine::signature::revocation::RevocationData;
use crate::engine::signature::source::{Base64Source, Source, SpanSource, load, stream};
use crate::engine::signature::timestamp::{judge_token, read_reply};

/// Longest time-stamp read.
const TOKEN: u64 = 1024 * 1024;

impl Examination<'_> {
    /// A `.tsd`: the time-stamp proves the time of all that is inside.
    pub(super) fn open_timestamped(
        &mut self,
        source: &dyn Source,
        data: &TimestampedData,
        encodings: Vec<String>,
    ) -> Result<(), Refusal> {
        let Some(spans) = &data.content else {
            return Err(Refusal::other("TSD", "una marca temporale senza documento"));
        };
        let view = SpanSource::new(source, spans);
        let stamps = data.tokens.first().map(|token| judge_over(self.context, token, &view));
        self.enclose("TSD", encodings, stamps.into_iter().collect());
        self.open(&view, Vec::new())
    }

    /// S/MIME, and M7M: a signed part, with a time-stamp part beside it.
    pub(super) fn open_mime(
        &mut self,
        source: &dyn Source,
        encodings: &[String],
    ) -> Result<(), Refusal> {
        let wrapped = self.wrap(encodings, "MIME")?;
        let Some(message) = Message::read(source)? else { return Err(Refusal::unknown()) };
        let stamp = message.parts.iter().find(|part| part.media_type.contains("timestamp"));
        let signed = message.parts.iter().find(|part| part.media_type.contains("pkcs7"));
        let Some(signed) =
            signed.or_else(|| message.parts.iter().find(|part| Some(*part) != stamp))
        else {
            return Err(Refusal::unsigned("MIME", "un messaggio"));
        };
        with_part(source, signed, &mut |body| {
            if let Some(stamp) = stamp {
                let mut found = None;
                with_part(source, stamp, &mut |token| {
                    let bytes =
                        load(token, 0, usize::try_from(token.len().min(TOKEN)).unwrap_or(0))?;
                    found = Some(judge_over(self.context, &bytes, body));
                    Ok(())
                })?;
                self.enclose("M7M", wrapped.clone(), found.into_iter().collect());
                return self.open(body, Vec::new());
            }
            self.open(body, wrapped.clone())
        })
    }

    /// A TimeStampResp as a file.
    pub(super) fn open_reply(&mut self, source: &dyn Source) -> Result<(), Refusal> {
        if source.len() > TOKEN {
            return Err(Refusal::unknown());
        }
        let bytes = load(source, 0, usize::try_from(source.len()).unwrap_or(0))?;
        let Some(token) = read_reply(&bytes) else { return Err(Refusal::unknown()) };
        self.report_token(&token)
    }

    /// A bare time-stamp token as a file.
    pub(super) fn open_token(&mut self, source: &dyn Source) -> Result<(), Refusal> {
        let bytes = load(source, 0, usize::try_from(source.len().min(TOKEN)).unwrap_or(0))?;
        self.report_token(&bytes)
    }

    fn report_token(&mut self, token: &[u8]) -> Result<(), Refusal> {
        let none = RevocationData::new();
        let bag = Bag { certificates: &[], revocation: &none };
        let imprint = |digest| self.detached.and_then(|document| digest_of(document, digest));
        let stamp = judge_token(self.context, token, "document", &imprint, &bag);
        // Without the document only the token itself can be verified.
        let failed = stamp.checks.iter().any(|check| {
            use crate::engine::signature::report::Outcome;
            check.result == Outcome::Failed
                && ["message_digest", "signature_value", "timestamp_imprint", "timestamp_format"]
                    .contains(&check.name.as_str())
        });
        let proved = stamp.checks.iter().any(|check| {
            check.name == "signature_value"
                && check.result != crate::engine::signature::report::Outcome::NotDone
        });
        self.token_integrity = if failed { Some(false) } else { proved.then_some(true) };
        self.checks.extend(stamp.checks);
        let mut refusal = Refusal::other("TSR", "una marca temporale");
        refusal.detail = stamp.time.map(|time| time.to_rfc3339());
        Err(refusal)
    }

    fn enclose(&mut self, format: &str, encodings: Vec<String>, stamps: Vec<Timestamp>) {
        self.proofs.extend(stamps);
        let number = self.layers.len() + 1;
        self.layers.push(Layer {
            number,
            format: format.to_owned(),
            encodings,
            signers: 0,
            certificates: 0,
            content: None,
        });
    }
}

/// Verifies a token (or a reply with one) over the bytes of a source.
fn judge_over(context: &Context<'_>, bytes: &[u8], document: &dyn Source) -> Timestamp {
    let token = read_reply(bytes)
        .filter(|_| bytes.get(..1) == Some(&[0x30]))
        .unwrap_or_else(|| bytes.to_vec());
    let none = RevocationData::new();
    let bag = Bag { certificates: &[], revocation: &none };
    judge_token(context, &token, "content", &|digest| digest_of(document, digest), &bag)
}

fn digest_of(document: &dyn Source, digest: Digest) -> Option<Vec<u8>> {
    let mut hasher = Hasher::new([digest]);
    stream(document, 0, document.len(), &mut |chunk| {
        hasher.update(chunk);
        Ok(())
    })
    .ok()?;
    hasher.finish().into_iter().next().map(|(_, value)| value)
}

/// Opens the body of a part, decoded.
fn with_part(
    source: &dyn Source,
    part: &Part,
    visit: &mut dyn FnMut(&dyn Source) -> Result<(), Refusal>,
) -> Result<(), Refusal> {
    if part.base64 {
        let Some(decoded) =
            Base64Source::new(source, part.body.start, part.body.start + part.body.length)?
        else {
            return Err(Refusal::unknown());
        };
        return visit(&decoded);
    }
    visit(&SpanSource::new(source, &[part.body]))
}
