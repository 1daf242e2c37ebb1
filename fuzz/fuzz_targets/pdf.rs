//! The scan of a PDF, its signature dictionaries and what changed after them.

#![no_main]

use libfuzzer_sys::fuzz_target;
use sportello::engine::signature::{Policy, Request, RevocationData, TrustStore, verify};
use std::io::Cursor;
use std::sync::LazyLock;

static POLICY: LazyLock<Option<Policy>> = LazyLock::new(|| Policy::bundled().ok());

fuzz_target!(|bytes: &[u8]| {
    let (trust, revocation) = (TrustStore::new(), RevocationData::new());
    let Some(policy) = &*POLICY else { return };
    let at = chrono::DateTime::from_timestamp(1_780_272_000, 0).unwrap_or_default();
    let file = [b"%PDF-1.7\n", bytes].concat();
    let mut request = Request::new(&trust, &revocation, policy, at);
    request.expected_content_sha256 = Some([0; 32]);
    let report = verify(&mut Cursor::new(&file), request);
    assert!(!report.summary.is_empty());
});
