//! Trusted lists, in XML and in JSON.

#![no_main]

use libfuzzer_sys::fuzz_target;
use sportello::engine::signature::TrustStore;

fuzz_target!(|bytes: &[u8]| {
    let at = chrono::DateTime::from_timestamp(1_780_272_000, 0).unwrap_or_default();
    let mut store = TrustStore::new();
    let _ = store.add_list(bytes, at);
    if let Ok(text) = std::str::from_utf8(bytes) {
        let _ = store.add_json(text, &|_| None);
    }
});
