//! From a file to a report: opens the layers one inside the other and gathers what their checks found.

mod container;
mod content;
mod envelope;
mod finish;
mod open;
mod pdf;
mod refusal;

pub use content::{Extracted, content};

use super::check::Context;
use super::limit::Limits;
use super::policy::{Policy, Required};
use super::report::{Check, Content, Layer, Party, Report, Signature, Timestamp};
use super::revocation::{Need, RevocationData};
use super::source::{FileSource, ReadSeek, Source};
use super::trust::TrustStore;
use chrono::{DateTime, Utc};
use refusal::Refusal;
use std::cell::{Cell, RefCell};

/// What to verify against.
pub struct Request<'a> {
    /// The document of a detached signature; for an enveloping one, the document that it must envelop.
    pub content: Option<&'a mut dyn ReadSeek>,
    /// SHA-256 of the document that must have been signed, byte for byte.
    pub expected_content_sha256: Option<[u8; 32]>,
    pub trust: &'a TrustStore,
    pub revocation: &'a RevocationData,
    /// Instant of the judgement: for an upload, when it was received.
    pub at: DateTime<Utc>,
    pub policy: &'a Policy,
    /// Who must be among the signers.
    pub required: &'a [Party],
    /// What each signature must at least be; `None` asks for nothing.
    pub level: Option<Required>,
    pub limits: Limits,
}

impl<'a> Request<'a> {
    /// A request with no expected document and no required party.
    pub fn new(
        trust: &'a TrustStore,
        revocation: &'a RevocationData,
        policy: &'a Policy,
        at: DateTime<Utc>,
    ) -> Self {
        Self {
            content: None,
            expected_content_sha256: None,
            trust,
            revocation,
            at,
            policy,
            required: &[],
            level: None,
            limits: Limits::default(),
        }
    }
}

/// Verifies a signed file of any supported format.
///
/// Never fails: a file that cannot be read is a report too, with verdict `REJECTED`.
pub fn verify(source: &mut dyn ReadSeek, request: Request<'_>) -> Report {
    verify_and_tell(source, request).0
}

/// As [`verify`]; tells also which certificates' revocation was looked up, so that what is missing can be fetched.
pub fn verify_and_tell(source: &mut dyn ReadSeek, request: Request<'_>) -> (Report, Vec<Need>) {
    let Request {
        content,
        expected_content_sha256,
        trust,
        revocation,
        at,
        policy,
        required,
        level,
        limits,
    } = request;
    let countersigners = Cell::new(limits.signers);
    let needs = RefCell::default();
    let context = Context {
        trust,
        revocation,
        policy,
        limits: &limits,
        required: level,
        at,
        countersigners,
        needs,
    };
    let detached = content.map(FileSource::new);
    let mut examination = Examination::new(&context, expected_content_sha256);
    let outcome = match (FileSource::new(source), &detached) {
        (Err(_), _) | (_, Some(Err(_))) => Err(Refusal::medium()),
        (Ok(file), _) if file.len() > limits.bytes => Err(Refusal::size(limits.bytes)),
        (Ok(file), None) => examination.open(&file, Vec::new()),
        (Ok(file), Some(Ok(document))) => {
            examination.detached = Some(document);
            examination.open(&file, Vec::new())
        }
    };
    let report = finish::report(examination, outcome, required);
    (report, context.needs.into_inner())
}

/// The state of one verification.
struct Examination<'c> {
    context: &'c Context<'c>,
    /// The document given beside the file.
    detached: Option<&'c dyn Source>,
    /// Whether a detached signature used that document.
    detached_used: bool,
    expected: Option<[u8; 32]>,
    /// Whether some layer encloses exactly the expected document.
    expected_found: bool,
    layers: Vec<Layer>,
    signatures: Vec<Signature>,
    checks: Vec<Check>,
    /// Times proved by containers, for all that they contain.
    proofs: Vec<Timestamp>,
    /// The innermost content known so far.
    content: Option<Content>,
    /// A refusal that leaves the signatures in the report.
    rejection: Option<Refusal>,
    /// Integrity of a time-stamp token verified as a file of its own.
    token_integrity: Option<bool>,
}

impl<'c> Examination<'c> {
    fn new(context: &'c Context<'c>, expected: Option<[u8; 32]>) -> Self {
        Self {
            context,
            detached: None,
            detached_used: false,
            expected,
            expected_found: false,
            layers: Vec::new(),
            signatures: Vec::new(),
            checks: Vec::new(),
            proofs: Vec::new(),
            content: None,
            rejection: None,
            token_integrity: None,
        }
    }
}
