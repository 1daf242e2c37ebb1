//! One token, verified.

use super::TimestampInfo;
use crate::engine::signature::asn1::{Value, oid, tag};
use crate::engine::signature::check::{
    Bag, Chain, Context, Ledger, Message, Profile, build, check_attributes, check_digest,
    check_value, find_certificate,
};
use crate::engine::signature::cms::{Envelope, SignedData, read_envelope};
use crate::engine::signature::crypto::{Digest, hash};
use crate::engine::signature::report::{Check, SubIndication, Timestamp, Verdict};
use crate::engine::signature::revocation::{Judgement, Need, judge};
use crate::engine::signature::source::Source;
use crate::engine::signature::source::{SliceSource, SpanSource, load};
use crate::engine::signature::x509::Certificate;
use chrono::Duration;

const TIME_STAMPING: &str = "1.3.6.1.5.5.7.3.8";

/// The token inside a TimeStampResp; `None` when the authority refused, or it is none.
pub fn read_reply(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut fields = Value::parse(bytes).ok()?.sequence().ok()?;
    fields.take(tag::SEQUENCE).ok()?;
    Some(fields.take(tag::SEQUENCE).ok()?.raw.to_vec())
}

/// Verifies `token`; `imprint` gives the digest of what it should attest, `None` when that is not at hand.
pub fn judge_token(
    context: &Context<'_>,
    token: &[u8],
    kind: &str,
    imprint: &dyn Fn(Digest) -> Option<Vec<u8>>,
    bag: &Bag<'_>,
) -> Timestamp {
    let mut ledger = Ledger::default();
    let Some((data, info, content)) = read(token, context) else {
        ledger.fail(
            Check::failed("timestamp_format", "La marca temporale è illeggibile."),
            SubIndication::FormatFailure,
        );
        return finish(ledger, kind, None, None, None);
    };
    let attested = check_imprint(&mut ledger, &info, imprint);
    let Some(signer) = data.signers.first().filter(|_| data.signers.len() == 1) else {
        ledger.fail(
            Check::failed(
                "timestamp_format",
                "La marca temporale non ha esattamente un firmatario.",
            ),
            SubIndication::FormatFailure,
        );
        return finish(ledger, kind, Some(&info), None, attested);
    };
    let digests: Vec<(Digest, Vec<u8>)> =
        signer.digest.iter().map(|&digest| (digest, hash(digest, &content))).collect();
    let message =
        Message { digests: &digests, present: true, content_type: Some(&data.content_type) };
    check_attributes(&mut ledger, signer, &message, Profile::Cades);
    let known = context.trust.services().iter().map(|service| &service.certificate);
    let certificate = find_certificate(
        &mut ledger,
        signer,
        data.certificates.iter().chain(bag.certificates).chain(known),
    );
    let digest = check_digest(&mut ledger, signer, &message);
    let value = certificate
        .as_ref()
        .and_then(|certificate| check_value(&mut ledger, signer, certificate, &message));
    if let Some(certificate) = &certificate {
        check_authority(&mut ledger, context, certificate, &data, bag, &info);
        check_strength(&mut ledger, context, certificate, &info, signer.digest);
    }
    let integrity = match (attested, digest, value) {
        (Some(false), ..) | (_, Some(false), _) | (.., Some(false)) => Some(false),
        (Some(true), Some(true), Some(true)) => Some(true),
        _ => None,
    };
    finish(ledger, kind, Some(&info), certificate.as_ref(), integrity)
}

fn read(token: &[u8], context: &Context<'_>) -> Option<(Box<SignedData>, TimestampInfo, Vec<u8>)> {
    let source = SliceSource(token);
    let Ok(Envelope::Signed(data)) = read_envelope(&source, context.limits) else { return None };
    if !data.content_type.is(oid::TST_INFO) {
        return None;
    }
    let view = SpanSource::new(&source, data.content.as_deref()?);
    let size = usize::try_from(view.len()).ok().filter(|&size| size <= 64 * 1024)?;
    let mut content = load(&view, 0, size).ok()?;
    // PKCS#7 style tokens hold the SEQUENCE itself: the header was skipped for hashing.
    let info = TimestampInfo::read(&content).ok()?;
    content.shrink_to_fit();
    Some((data, info, content))
}

fn check_imprint(
    ledger: &mut Ledger,
    info: &TimestampInfo,
    imprint: &dyn Fn(Digest) -> Option<Vec<u8>>,
) -> Option<bool> {
    let Some(digest) = info.digest else {
        let text = "L'algoritmo di impronta della marca temporale non è conosciuto.";
        ledger.doubt(
            Check::not_done("timestamp_imprint", text),
            SubIndication::CryptoConstraintsFailureNoPoe,
        );
        return None;
    };
    let Some(found) = imprint(digest) else {
        let text = "Non c'è ciò che la marca temporale attesta.";
        ledger.doubt(Check::not_done("timestamp_imprint", text), SubIndication::SignedDataNotFound);
        return None;
    };
    if !found.is_empty() && found == info.imprint {
        ledger.note(Check::passed(
            "timestamp_imprint",
            "La marca temporale è stata messa proprio su questa firma.",
        ));
        return Some(true);
    }
    let check = Check::failed(
        "timestamp_imprint",
        "La marca temporale è di un'altra firma o di un altro documento.",
    );
    ledger.fail(
        check.with(format!(
            "{digest}: attesa {}, trovata {}",
            hex::encode(&info.imprint),
            hex::encode(found)
        )),
        SubIndication::HashFailure,
    );
    Some(false)
}

fn check_authority(
    ledger: &mut Ledger,
    context: &Context<'_>,
    certificate: &Certificate,
    data: &SignedData,
    bag: &Bag<'_>,
    info: &TimestampInfo,
) {
    let extensions = certificate.extensions();
    let purpose = extensions.purposes.iter().any(|purpose| purpose == TIME_STAMPING);
    if purpose && extensions.purposes_critical {
        ledger.note(Check::passed(
            "timestamp_purpose",
            "Il certificato è di un servizio di marcatura temporale.",
        ));
    } else {
        let text = "Il certificato che ha firmato la marca non è fatto per marcare il tempo.";
        ledger.doubt(
            Check::failed("timestamp_purpose", text),
            SubIndication::ChainConstraintsFailure,
        );
    }
    let mut pool = data.certificates.clone();
    pool.extend_from_slice(bag.certificates);
    let mut listed = false;
    if let Some(chain) = build(certificate, &pool, context.trust) {
        listed = check_service(ledger, context, &chain, bag, info) && chain.direct;
    } else {
        let text = "La marca temporale non viene da un servizio riconosciuto.";
        let check = Check::failed("timestamp_chain", text).with(certificate.issuer().to_string());
        ledger.doubt(check, SubIndication::NoCertificateChainFound);
    }
    if info.time < certificate.not_before() || info.time > certificate.not_after() {
        let check =
            "Il certificato del servizio di marcatura non era valido alla data della marca.";
        // For a certificate that is itself the anchor the status in the list decides, not its dates.
        if listed {
            ledger.note(Check::warned("timestamp_validity", check));
        } else {
            ledger
                .doubt(Check::failed("timestamp_validity", check), SubIndication::OutOfBoundsNoPoe);
        }
    }
    let tolerance = Duration::seconds(context.policy.clock_tolerance_seconds);
    if info.time > context.at + tolerance {
        let check = Check::failed(
            "timestamp_time",
            "La marca temporale ha una data futura: non è stata considerata.",
        );
        ledger.doubt(check.with(info.time.to_rfc3339()), SubIndication::OutOfBoundsNoPoe);
    }
}

/// Whether a listed service was granted at the time of the token.
fn check_service(
    ledger: &mut Ledger,
    context: &Context<'_>,
    chain: &Chain<'_>,
    bag: &Bag<'_>,
    info: &TimestampInfo,
) -> bool {
    let granted = chain.services.iter().any(|service| {
        service
            .at(info.time)
            .is_some_and(|period| context.policy.granted_statuses.contains(&period.status))
    });
    let names: Vec<&str> = chain.services.iter().map(|service| service.name.as_str()).collect();
    let check = if granted {
        Check::passed(
            "timestamp_chain",
            "La marca temporale viene da un servizio dell'elenco di fiducia.",
        )
    } else {
        Check::warned(
            "timestamp_chain",
            "La marca temporale viene da un servizio fidato, ma non qualificato a quella data.",
        )
    };
    ledger.note(check.with(names.join("; ")));
    for (index, certificate) in chain.certificates.iter().enumerate() {
        let Some(issuer) = chain.issuer(index) else { continue };
        let sources = [context.revocation, bag.revocation];
        let judgement = judge(certificate, issuer, &[], &sources, info.time);
        context.note_need(Need {
            certificate: certificate.clone(),
            issuer: issuer.clone(),
            settled: matches!(judgement, Judgement::Good(_) | Judgement::Revoked(..)),
        });
        if let Judgement::Revoked(revocation, source) = judgement {
            let text = format!(
                "Il certificato del servizio di marcatura è stato revocato il {}.",
                revocation.at.format("%d/%m/%Y")
            );
            ledger.doubt(
                Check::failed("timestamp_revocation", text).with(source),
                SubIndication::RevokedNoPoe,
            );
        }
    }
    granted
}

/// A token made with a broken algorithm could be made today: it is judged at the present.
fn check_strength(
    ledger: &mut Ledger,
    context: &Context<'_>,
    certificate: &Certificate,
    info: &TimestampInfo,
    digest: Option<Digest>,
) {
    let digests = [info.digest, digest].into_iter().flatten();
    let mut faults: Vec<String> =
        digests.filter_map(|digest| context.policy.refuse_digest(digest, context.at)).collect();
    faults.extend(certificate.key().and_then(|key| context.policy.refuse_key(key, context.at)));
    faults.dedup();
    if !faults.is_empty() {
        let check = Check::failed(
            "timestamp_algorithms",
            "La marca temporale usa algoritmi non più sicuri: oggi non prova più la data.",
        );
        ledger.doubt(check.with(faults.join("; ")), SubIndication::CryptoConstraintsFailureNoPoe);
    }
}

fn finish(
    ledger: Ledger,
    kind: &str,
    info: Option<&TimestampInfo>,
    certificate: Option<&Certificate>,
    integrity: Option<bool>,
) -> Timestamp {
    let (verdict, sub_indication) = ledger.verdict();
    let authority = certificate.map(Certificate::subject);
    Timestamp {
        verdict: if info.is_none() { Verdict::TotalFailed } else { verdict },
        sub_indication,
        integrity,
        kind: kind.to_owned(),
        time: info.map(|info| info.time),
        authority: authority
            .map(|name| name.common_name().map_or_else(|| name.to_string(), str::to_owned)),
        checks: ledger.into_checks(),
    }
}
