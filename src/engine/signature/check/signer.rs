//! All the checks of one signer, in order.

use super::algorithm::check_algorithms;
use super::level::level;
use super::qualification::qualify;
use super::revocation::check_revocation;
use super::validity::check_validity;
use super::{
    Chain, Context, Ledger, build, check_attributes, check_constraints, check_digest, check_value,
    find_certificate,
};
use crate::engine::signature::asn1::oid::{self, Oid};
use crate::engine::signature::cms::SignerInfo;
use crate::engine::signature::crypto::{Digest, Hasher};
use crate::engine::signature::person;
use crate::engine::signature::report::{
    Check, Qualification, Signature, SubIndication, Timestamp, Verdict,
};
use crate::engine::signature::revocation::RevocationData;
use crate::engine::signature::timestamp;
use crate::engine::signature::x509::Certificate;
use chrono::{DateTime, Utc};

/// What a signer signed.
pub struct Message<'a> {
    /// Digests of the content, one for each function that may be asked.
    pub digests: &'a [(Digest, Vec<u8>)],
    /// Whether the content is at hand.
    pub present: bool,
    /// `None` for the value that a countersignature signs.
    pub content_type: Option<&'a Oid>,
}

/// What travels with the signers.
pub struct Bag<'a> {
    pub certificates: &'a [Certificate],
    pub revocation: &'a RevocationData,
}

/// Which rules a signature follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// CAdES, in a p7m or detached.
    Cades,
    /// PAdES proper (`ETSI.CAdES.detached`).
    Pades,
    /// A PDF signature older than PAdES (`adbe.pkcs7.*`).
    Pdf,
}

impl Profile {
    /// Whether the signing certificate's reference is compulsory.
    pub fn needs_reference(self) -> bool {
        self != Self::Pdf
    }
}

/// Judges one signer, its time-stamps and its countersignatures.
///
/// `proofs` are times proved from outside: a time-stamp on the container or on the whole PDF.
pub fn judge(
    context: &Context<'_>,
    signer: &SignerInfo,
    message: &Message<'_>,
    bag: &Bag<'_>,
    profile: Profile,
    proofs: &[Timestamp],
) -> Signature {
    judge_at_depth(context, signer, message, bag, profile, proofs, 0)
}

fn judge_at_depth(
    context: &Context<'_>,
    signer: &SignerInfo,
    message: &Message<'_>,
    bag: &Bag<'_>,
    profile: Profile,
    proofs: &[Timestamp],
    depth: usize,
) -> Signature {
    let mut ledger = Ledger::default();
    let known = context.trust.services().iter().map(|service| &service.certificate);
    let certificate = find_certificate(&mut ledger, signer, bag.certificates.iter().chain(known));
    check_attributes(&mut ledger, signer, message, profile);
    let content = check_digest(&mut ledger, signer, message);
    let value = certificate
        .as_ref()
        .and_then(|certificate| check_value(&mut ledger, signer, certificate, message));
    let integrity = match (content, value) {
        (Some(false), _) | (_, Some(false)) => Some(false),
        (Some(true), Some(true)) => Some(true),
        _ => None,
    };
    let mut timestamps = timestamp::of_signer(context, signer, bag);
    timestamps.extend_from_slice(proofs);
    let best_time = timestamps
        .iter()
        .filter(|stamp| stamp.verdict == Verdict::TotalPassed)
        .filter_map(|stamp| stamp.time)
        .min();
    let (mut qualification, mut unlisted) = (Qualification::None, false);
    if let Some(certificate) = &certificate {
        (qualification, unlisted) = judge_certificate(
            &mut ledger,
            context,
            signer,
            certificate,
            bag,
            best_time.unwrap_or(context.at),
        );
    }
    check_times(&mut ledger, signer, best_time, context);
    check_required(&mut ledger, context, qualification, unlisted, depth);
    let countersignatures = judge_countersigners(&mut ledger, context, signer, bag, depth);
    let level = level(signer, profile, best_time.is_some(), bag);
    let (verdict, sub_indication) = ledger.verdict();
    Signature {
        verdict,
        sub_indication,
        reason: ledger.reason(),
        integrity,
        level,
        qualification: if verdict == Verdict::TotalFailed {
            Qualification::None
        } else {
            qualification
        },
        layer: 1,
        signing_time: signer.signing_time(),
        best_time,
        signer: certificate.as_ref().map(person::describe),
        checks: ledger.into_checks(),
        countersignatures,
        timestamps,
    }
}

/// Everything about the certificate; the weight, and whether only an added anchor vouches for it.
fn judge_certificate(
    ledger: &mut Ledger,
    context: &Context<'_>,
    signer: &SignerInfo,
    certificate: &Certificate,
    bag: &Bag<'_>,
    time: DateTime<Utc>,
) -> (Qualification, bool) {
    let chain = build(certificate, bag.certificates, context.trust);
    check_chain(ledger, chain.as_ref(), certificate);
    let usable = check_usage(ledger, context, certificate);
    check_validity(ledger, certificate, chain.as_ref(), time);
    match &chain {
        Some(chain) => {
            check_revocation(ledger, context, chain, bag.revocation, time);
        }
        None => ledger.note(Check::not_done(
            "revocation",
            "Senza la catena non si può verificare la revoca.",
        )),
    }
    check_algorithms(ledger, context, signer, certificate, chain.as_ref(), time);
    let unlisted = chain
        .as_ref()
        .is_some_and(|chain| !chain.services.iter().any(|service| service.is_listed()));
    let found = qualify(ledger, context, certificate, chain.as_ref().filter(|_| usable), time);
    (found, unlisted)
}

fn check_chain(ledger: &mut Ledger, chain: Option<&Chain<'_>>, certificate: &Certificate) {
    let Some(chain) = chain else {
        let text = "Il certificato non risale a un prestatore riconosciuto.";
        let check =
            Check::failed("chain", text).with(format!("emittente: {}", certificate.issuer()));
        ledger.doubt(check, SubIndication::NoCertificateChainFound);
        return;
    };
    let names: Vec<String> = chain.services.iter().map(|service| service.name.clone()).collect();
    if chain.services.iter().any(|service| service.is_listed()) {
        ledger.note(
            Check::passed("chain", "Il certificato risale a un prestatore dell'elenco di fiducia.")
                .with(names.join("; ")),
        );
    } else {
        let text = "Il certificato risale a un'autorità aggiunta dalla configurazione, fuori dall'elenco di fiducia.";
        ledger.note(Check::warned("chain", text).with(names.join("; ")));
    }
    check_constraints(ledger, chain);
}

/// Whether the certificate is for signing documents.
fn check_usage(ledger: &mut Ledger, context: &Context<'_>, certificate: &Certificate) -> bool {
    let usage = certificate.extensions().key_usage;
    let Some(usage) = usage else {
        ledger.note(Check::warned(
            "key_usage",
            "Il certificato non dice per che cosa è la sua chiave.",
        ));
        return true;
    };
    let detail = usage.names().join(", ");
    let usable = context.policy.signer_key_usage.iter().any(|name| usage.allows(name));
    if usable {
        ledger.note(
            Check::passed("key_usage", "Il certificato è fatto per firmare documenti.")
                .with(detail),
        );
    } else {
        let text = "Il certificato è fatto per autenticarsi (per esempio la CNS), non per firmare documenti.";
        ledger.doubt(
            Check::failed("key_usage", text).with(detail),
            SubIndication::ChainConstraintsFailure,
        );
    }
    usable
}

fn check_times(
    ledger: &mut Ledger,
    signer: &SignerInfo,
    best: Option<DateTime<Utc>>,
    context: &Context<'_>,
) {
    let tolerance = chrono::Duration::seconds(context.policy.clock_tolerance_seconds);
    let Some(claimed) = signer.signing_time() else { return };
    if claimed > best.unwrap_or(context.at) + tolerance {
        let text = "La data di firma dichiarata è successiva a quella in cui la firma esisteva già: non è attendibile.";
        ledger.note(Check::warned("signing_time", text).with(claimed.to_rfc3339()));
    } else {
        ledger.note(
            Check::passed(
                "signing_time",
                "La data di firma è dichiarata da chi firma; vale solo come indicazione.",
            )
            .with(claimed.to_rfc3339()),
        );
    }
}

/// `unlisted`: the chain ends at an anchor that the configuration added, of which no list says what it is worth.
fn check_required(
    ledger: &mut Ledger,
    context: &Context<'_>,
    found: Qualification,
    unlisted: bool,
    depth: usize,
) {
    let Some(required) = context.required.filter(|_| depth == 0) else { return };
    if unlisted {
        let text = "Il livello della firma non si ricava dall'elenco di fiducia: l'autorità è stata aggiunta dalla configurazione.";
        ledger.note(Check::warned("required_level", text));
        return;
    }
    if required.accepts(found) {
        ledger.note(Check::passed("required_level", "La firma è del tipo richiesto."));
    } else {
        let check = Check::failed(
            "required_level",
            "La firma non è del tipo richiesto per questo documento.",
        );
        ledger.doubt(check.with(found.to_string()), SubIndication::SigConstraintsFailure);
    }
}

fn judge_countersigners(
    ledger: &mut Ledger,
    context: &Context<'_>,
    signer: &SignerInfo,
    bag: &Bag<'_>,
    depth: usize,
) -> Vec<Signature> {
    let mut found = Vec::new();
    for attribute in signer.unsigned.all(oid::COUNTERSIGNATURE) {
        for value in &attribute.values {
            let left = context.countersigners.get();
            if depth == context.limits.countersignatures || left == 0 {
                let text = "Le controfirme sono troppe: il limite è stato superato.";
                let check = Check::failed("countersignatures", text);
                ledger.lower(check, Verdict::Rejected, SubIndication::SignerLimit);
                return found;
            }
            context.countersigners.set(left - 1);
            let Ok(counter) = SignerInfo::read(value) else {
                let check = Check::failed("countersignatures", "Una controfirma è illeggibile.");
                ledger.fail(check, SubIndication::FormatFailure);
                continue;
            };
            let mut hasher = Hasher::new(
                [counter.digest, counter.scheme.and_then(|scheme| scheme.digest)]
                    .into_iter()
                    .flatten(),
            );
            hasher.update(&signer.signature);
            let digests = hasher.finish();
            let message = Message { digests: &digests, present: true, content_type: None };
            found.push(judge_at_depth(
                context,
                &counter,
                &message,
                bag,
                Profile::Cades,
                &[],
                depth + 1,
            ));
        }
    }
    found
}
