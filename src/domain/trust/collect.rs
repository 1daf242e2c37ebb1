//! Fetching what is missing about revocation: CRLs first, for they answer for every certificate of their authority; then OCSP.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, Duration, Utc};
use sha2::{Digest, Sha256};

use super::bench::Bench;
use super::error::TrustError;
use super::model::{FOLDER, RevocationKind, RevocationSource, everybody};
use super::queries;
use super::shelf::{CRL_BYTES, issuer_of, rows_for};
use crate::engine::signature::revocation::{Crl, OcspAnswer};
use crate::engine::signature::{Certificate, Need, RevocationData};
use crate::gateway::retrieval::Fetch;
use crate::platform::db::DatabaseError;
use crate::platform::store::ObjectKey;

const OCSP_REQUEST: &str = "application/ocsp-request";
/// Largest OCSP answer, in bytes.
const OCSP_BYTES: usize = 256 * 1024;
/// A source is not asked again before this many minutes.
const PAUSE_MINUTES: i64 = 10;
/// How far in the future a source may be dated, in minutes.
const TOLERANCE_MINUTES: i64 = 10;

/// Fetches, verifies and keeps what `needs` lack. What cannot be had is told, one line each; it is no error.
///
/// # Errors
/// Database or store.
pub async fn collect(
    bench: &Bench,
    needs: &[Need],
    now: DateTime<Utc>,
) -> Result<Vec<String>, TrustError> {
    let mut told = Vec::new();
    for need in needs.iter().filter(|need| !need.settled) {
        let kept = rows_for(bench, std::slice::from_ref(need)).await?;
        let mut fetched = false;
        for url in need.lists() {
            match crl(bench, need, url, &kept, now).await? {
                Ok(()) => fetched = true,
                Err(reason) => told.push(reason),
            }
        }
        // A list in force answers; one that is partial or about to end may not: the responder is asked as well.
        let sure = fetched && is_covered(bench, need, now).await?;
        for url in need.responders().iter().take(if sure { 0 } else { usize::MAX }) {
            if let Err(reason) = answer(bench, need, url, &kept, now).await? {
                told.push(reason);
            }
        }
        if need.lists().is_empty() && need.responders().is_empty() {
            told.push(format!("{}: no address for revocation", need.certificate.serial().hex()));
        }
    }
    Ok(told)
}

/// Fetches again the CRLs that end soon and that signatures of the last two months have needed, so that the next one is
/// judged at once. Gives how many were renewed.
///
/// # Errors
/// Database or store.
pub async fn renew(bench: &Bench, now: DateTime<Utc>) -> Result<usize, TrustError> {
    let (since, until) = (now - Duration::days(60), now + Duration::hours(1));
    let read = move |c: &mut _| -> Result<_, DatabaseError> {
        Ok(queries::ending(c, since.naive_utc(), until.naive_utc())?)
    };
    let rows: Vec<RevocationSource> = bench.database.read(read).await?;
    let mut renewed = 0;
    for row in rows.iter().filter(|row| !is_recent(row, now)) {
        let der = STANDARD.decode(&row.issuer_certificate).unwrap_or_default();
        let Ok(issuer) = Certificate::parse(&der) else { continue };
        match fetch_crl(bench, &row.url, std::slice::from_ref(&issuer), now).await {
            Ok((crl, bytes)) if crl.this_update().naive_utc() > row.this_update => {
                let fresh = RevocationSource {
                    number: crl.number(),
                    this_update: crl.this_update().naive_utc(),
                    next_update: crl.next_update().map(|next| next.naive_utc()),
                    fetched_at: now.naive_utc(),
                    ..row.clone()
                };
                keep(bench, fresh, bytes).await?;
                renewed += 1;
            }
            Ok(_) => {}
            Err(reason) => tracing::warn!(reason, "a CRL could not be renewed"),
        }
    }
    Ok(renewed)
}

fn is_recent(row: &RevocationSource, now: DateTime<Utc>) -> bool {
    now.naive_utc() - row.fetched_at < Duration::minutes(PAUSE_MINUTES)
}

/// Whether a complete CRL that covers the present is kept.
async fn is_covered(bench: &Bench, need: &Need, now: DateTime<Utc>) -> Result<bool, TrustError> {
    let data = super::revocation(bench, std::slice::from_ref(need), now).await?;
    Ok(data.crls.iter().any(|list| {
        list.partial().is_none()
            && list.next_update().is_some_and(|next| next >= now)
            && list.keeps_expired(need.certificate.not_after())
    }))
}

async fn crl(
    bench: &Bench,
    need: &Need,
    url: &str,
    kept: &[RevocationSource],
    now: DateTime<Utc>,
) -> Result<Result<(), String>, TrustError> {
    let id = id_of(RevocationKind::Crl, need, url);
    let known = kept.iter().find(|row| row.id == id);
    if known.is_some_and(|row| is_recent(row, now)) {
        return Ok(Ok(()));
    }
    // After a renewal of the authority's key another certificate of the same name signs the list.
    let services = super::services(bench, now).await?;
    let named = services.by_subject(need.issuer.subject());
    let mut issuers = vec![need.issuer.clone()];
    issuers.extend(named.map(|service| service.certificate.clone()));
    let (list, bytes) = match fetch_crl(bench, url, &issuers, now).await {
        Ok(found) => found,
        Err(reason) => return Ok(Err(reason)),
    };
    if known.is_some_and(|row| row.this_update > list.this_update().naive_utc()) {
        return Ok(Err(format!("{url}: older than the list at hand")));
    }
    let row = RevocationSource {
        number: list.number(),
        this_update: list.this_update().naive_utc(),
        next_update: list.next_update().map(|next| next.naive_utc()),
        ..row_of(RevocationKind::Crl, need, url, now)
    };
    keep(bench, row, bytes).await?;
    Ok(Ok(()))
}

/// A CRL that one of `issuers` signed; otherwise why not.
async fn fetch_crl(
    bench: &Bench,
    url: &str,
    issuers: &[Certificate],
    now: DateTime<Utc>,
) -> Result<(Crl, Vec<u8>), String> {
    let fetched = bench.retrieval.fetch(Fetch::get(url, CRL_BYTES)).await;
    let bytes = fetched.map_err(|error| error.to_string())?;
    let mut data = RevocationData::new();
    data.add(&bytes).map_err(|error| format!("{url}: {error}"))?;
    let list = data.crls.into_iter().next().ok_or_else(|| format!("{url}: no CRL"))?;
    if !issuers.iter().any(|issuer| list.is_signed_by(issuer)) {
        return Err(format!("{url}: not signed by the issuer"));
    }
    if list.this_update() > now + Duration::minutes(TOLERANCE_MINUTES) {
        return Err(format!("{url}: dated in the future"));
    }
    Ok((list, bytes))
}

async fn answer(
    bench: &Bench,
    need: &Need,
    url: &str,
    kept: &[RevocationSource],
    now: DateTime<Utc>,
) -> Result<Result<(), String>, TrustError> {
    let id = id_of(RevocationKind::Ocsp, need, url);
    if kept.iter().any(|row| row.id == id && is_recent(row, now)) {
        return Ok(Ok(()));
    }
    let (answer, bytes) = match fetch_answer(bench, need, url, now).await {
        Ok(found) => found,
        Err(reason) => return Ok(Err(reason)),
    };
    let Some(single) = answer.about(&need.certificate, &need.issuer) else {
        return Ok(Err(format!("{url}: answers about another certificate")));
    };
    let row = RevocationSource {
        this_update: single.this_update.naive_utc(),
        next_update: single.next_update.map(|next| next.naive_utc()),
        ..row_of(RevocationKind::Ocsp, need, url, now)
    };
    keep(bench, row, bytes).await?;
    Ok(Ok(()))
}

/// An answer that the issuer, or a responder of its own, signed; otherwise why not.
async fn fetch_answer(
    bench: &Bench,
    need: &Need,
    url: &str,
    now: DateTime<Utc>,
) -> Result<(OcspAnswer, Vec<u8>), String> {
    let fetch = Fetch::post(url, OCSP_REQUEST, need.ask(), OCSP_BYTES);
    let bytes = bench.retrieval.fetch(fetch).await.map_err(|error| error.to_string())?;
    let answer = OcspAnswer::parse(&bytes).map_err(|error| format!("{url}: {error}"))?;
    if !answer.is_authorised(&need.issuer) {
        return Err(format!("{url}: signed by who may not answer"));
    }
    if answer.produced() > now + Duration::minutes(TOLERANCE_MINUTES) {
        return Err(format!("{url}: dated in the future"));
    }
    Ok((answer, bytes))
}

fn id_of(kind: RevocationKind, need: &Need, url: &str) -> String {
    let serial = match kind {
        RevocationKind::Crl => String::new(),
        RevocationKind::Ocsp => need.certificate.serial().hex(),
    };
    let text = format!("{kind:?}\n{}\n{serial}\n{url}", issuer_of(need));
    hex::encode(Sha256::digest(text.as_bytes()))
}

fn row_of(kind: RevocationKind, need: &Need, url: &str, now: DateTime<Utc>) -> RevocationSource {
    let now = now.naive_utc();
    let subject = need.issuer.subject();
    RevocationSource {
        tenant_id: everybody(),
        id: id_of(kind, need, url),
        kind,
        issuer: issuer_of(need),
        issuer_name: subject.common_name().map_or_else(|| subject.to_string(), str::to_owned),
        issuer_certificate: STANDARD.encode(need.issuer.raw()),
        url: url.to_owned(),
        serial: match kind {
            RevocationKind::Crl => String::new(),
            RevocationKind::Ocsp => need.certificate.serial().hex(),
        },
        number: String::new(),
        sha256: String::new(),
        this_update: now,
        next_update: None,
        fetched_at: now,
        used_at: now,
    }
}

/// Bytes first, then the row that names them, then the bytes that nobody names any more go.
async fn keep(bench: &Bench, mut row: RevocationSource, bytes: Vec<u8>) -> Result<(), TrustError> {
    row.sha256 = bench.objects.put_bytes(FOLDER, bytes).await?.sha256;
    let write = move |c: &mut _| -> Result<_, DatabaseError> { Ok(queries::keep_source(c, &row)?) };
    let old: Option<String> = bench.database.write(write).await?;
    if let Some(old) = old {
        bench.objects.delete(&ObjectKey::new(FOLDER, &old)?).await?;
    }
    Ok(())
}
