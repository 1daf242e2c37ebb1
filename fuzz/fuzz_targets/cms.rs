//! A whole verification of a file of any format, and the extraction of its content.

#![no_main]

use libfuzzer_sys::fuzz_target;
use sportello::engine::signature::{
    Limits, Policy, Request, RevocationData, TrustStore, content, verify,
};
use std::io::{Cursor, sink};
use std::sync::LazyLock;

static POLICY: LazyLock<Option<Policy>> = LazyLock::new(|| Policy::bundled().ok());

fuzz_target!(|bytes: &[u8]| {
    let (trust, revocation) = (TrustStore::new(), RevocationData::new());
    let Some(policy) = &*POLICY else { return };
    let at = chrono::DateTime::from_timestamp(1_780_272_000, 0).unwrap_or_default();
    let report = verify(&mut Cursor::new(bytes), Request::new(&trust, &revocation, policy, at));
    assert!(!report.summary.is_empty());
    let _ = content(&mut Cursor::new(bytes), &Limits::default(), &mut sink());
});
