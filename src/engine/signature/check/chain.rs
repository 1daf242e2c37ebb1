//! From the signer's certificate to a trusted service.

use super::Ledger;
use crate::engine::signature::report::{Check, SubIndication};
use crate::engine::signature::trust::{Service, TrustStore};
use crate::engine::signature::x509::Certificate;

/// Certificates between a signer and an anchor.
const LENGTH: usize = 6;
/// Signatures computed while looking for a chain: bounds the cost of a hostile bag.
const ATTEMPTS: usize = 64;

/// A path to a trusted service.
#[derive(Debug, Clone)]
pub struct Chain<'a> {
    /// From the signer upwards, without the anchor; the signer alone when it is itself trusted.
    pub certificates: Vec<Certificate>,
    /// The services that hold the key of the anchor.
    pub services: Vec<&'a Service>,
    /// Whether the signer's own certificate is the anchor.
    pub direct: bool,
}

impl<'a> Chain<'a> {
    /// The issuer of the certificate at `index`.
    pub fn issuer(&self, index: usize) -> Option<&Certificate> {
        if self.direct {
            return None;
        }
        self.certificates.get(index + 1).or_else(|| self.anchor())
    }

    /// The certificate of the anchor.
    pub fn anchor(&self) -> Option<&'a Certificate> {
        self.services.first().map(|service| &service.certificate)
    }
}

/// Looks for a path by names, key identifiers and real signatures; a name alone is never enough.
pub fn build<'a>(
    leaf: &Certificate,
    pool: &[Certificate],
    trust: &'a TrustStore,
) -> Option<Chain<'a>> {
    let mut attempts = ATTEMPTS;
    let mut path = vec![leaf.clone()];
    if let Some(services) = climb(&mut path, pool, trust, &mut attempts) {
        return Some(Chain { certificates: path, services, direct: false });
    }
    let services: Vec<&Service> = trust
        .by_subject(leaf.subject())
        .filter(|service| service.certificate.key_info() == leaf.key_info())
        .collect();
    (!services.is_empty()).then(|| Chain {
        certificates: vec![leaf.clone()],
        services,
        direct: true,
    })
}

fn climb<'a>(
    path: &mut Vec<Certificate>,
    pool: &[Certificate],
    trust: &'a TrustStore,
    attempts: &mut usize,
) -> Option<Vec<&'a Service>> {
    let current = path.last()?.clone();
    for anchor in trust
        .by_subject(current.issuer())
        .filter(|service| current.may_be_issued_by(&service.certificate))
    {
        *attempts = attempts.checked_sub(1)?;
        // A self-signed certificate is not its own issuer here: direct trust is told apart.
        if path.len() == 1 && anchor.certificate == current {
            continue;
        }
        if current.is_signed_by(&anchor.certificate) {
            let mut services: Vec<&Service> =
                trust.by_subject(anchor.certificate.subject()).collect();
            services
                .retain(|service| service.certificate.key_info() == anchor.certificate.key_info());
            return Some(services);
        }
    }
    if path.len() == LENGTH {
        return None;
    }
    for candidate in pool.iter().filter(|candidate| current.may_be_issued_by(candidate)) {
        if path.contains(candidate) {
            continue;
        }
        *attempts = attempts.checked_sub(1)?;
        if current.is_signed_by(candidate) {
            path.push(candidate.clone());
            if let Some(services) = climb(path, pool, trust, attempts) {
                return Some(services);
            }
            path.pop();
        }
    }
    None
}

/// Basic constraints, key usage, path length and critical extensions of the path.
pub fn check_constraints(ledger: &mut Ledger, chain: &Chain<'_>) {
    let mut faults = Vec::new();
    for (depth, certificate) in chain.certificates.iter().enumerate() {
        let extensions = certificate.extensions();
        if !extensions.unknown_critical.is_empty() {
            faults.push(format!(
                "estensione critica sconosciuta {}",
                extensions.unknown_critical.join(", ")
            ));
        }
        if depth > 0 {
            faults.extend(authority_faults(certificate, depth - 1, false));
        }
    }
    if !chain.direct
        && let Some(anchor) = chain.anchor()
    {
        let listed = chain.services.iter().any(|service| service.is_listed());
        faults.extend(authority_faults(anchor, chain.certificates.len() - 1, listed));
    }
    if faults.is_empty() {
        ledger.note(Check::passed(
            "chain_constraints",
            "I certificati della catena possono emettere quelli sottostanti.",
        ));
    } else {
        let text = "Un certificato della catena non è fatto per emetterne altri.";
        ledger.doubt(
            Check::failed("chain_constraints", text).with(faults.join("; ")),
            SubIndication::ChainConstraintsFailure,
        );
    }
}

/// Why a certificate may not issue; `below` authorities stand between it and the signer. Listed services of the first
/// years lack the extensions, and the list is enough.
fn authority_faults(certificate: &Certificate, below: usize, listed: bool) -> Vec<String> {
    let extensions = certificate.extensions();
    let name = certificate.subject().common_name().unwrap_or_default();
    let mut faults = Vec::new();
    let old = extensions.is_authority.is_none()
        && (listed || (certificate.is_self_issued() && extensions.key_usage.is_none()));
    if extensions.is_authority != Some(true) && !old {
        faults.push(format!("{name}: non è un'autorità (basicConstraints)"));
    }
    if extensions.key_usage.is_some_and(|usage| !usage.allows("keyCertSign")) {
        faults.push(format!("{name}: la chiave non può firmare certificati (keyUsage)"));
    }
    if extensions.path_length.is_some_and(|length| (length as usize) < below) {
        faults.push(format!("{name}: catena più lunga del consentito (pathLenConstraint)"));
    }
    faults
}
