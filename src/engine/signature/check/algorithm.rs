//! Algorithms and key lengths against the dated table, at the proved time.

use super::{Chain, Context, Ledger};
use crate::engine::signature::cms::SignerInfo;
use crate::engine::signature::report::{Check, SubIndication};
use crate::engine::signature::x509::Certificate;
use chrono::{DateTime, Utc};

/// Checks the hashes and the key of the signer, and those of the certificates below the anchor.
pub fn check_algorithms(
    ledger: &mut Ledger,
    context: &Context<'_>,
    signer: &SignerInfo,
    certificate: &Certificate,
    chain: Option<&Chain<'_>>,
    time: DateTime<Utc>,
) {
    let mut faults = Vec::new();
    let digests = [signer.digest, signer.scheme.and_then(|scheme| scheme.digest)];
    for digest in digests.into_iter().flatten() {
        faults.extend(context.policy.refuse_digest(digest, time));
    }
    faults.extend(certificate.key().and_then(|key| context.policy.refuse_key(key, time)));
    let path = chain.map_or(std::slice::from_ref(certificate), |chain| &chain.certificates);
    for (index, link) in path.iter().enumerate() {
        if index > 0 {
            faults.extend(link.key().and_then(|key| context.policy.refuse_key(key, time)));
        }
        // A certificate trusted by itself is trusted whatever signed it.
        let digest = link.scheme().and_then(|scheme| scheme.digest);
        if let Some(digest) = digest.filter(|_| !chain.is_some_and(|chain| chain.direct)) {
            faults.extend(
                context
                    .policy
                    .refuse_digest(digest, time)
                    .map(|fault| format!("certificato: {fault}")),
            );
        }
    }
    faults.dedup();
    if faults.is_empty() {
        ledger.note(Check::passed(
            "algorithms",
            "Gli algoritmi e le chiavi erano sicuri alla data considerata.",
        ));
    } else {
        let text = "La firma usa un algoritmo o una chiave non più sicuri alla data considerata.";
        ledger.doubt(
            Check::failed("algorithms", text).with(faults.join("; ")),
            SubIndication::CryptoConstraintsFailureNoPoe,
        );
    }
}
