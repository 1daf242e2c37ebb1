//! The ASN.1 reader, through everything small that is read with it: certificates, CRLs, OCSP answers.

#![no_main]

use libfuzzer_sys::fuzz_target;
use sportello::engine::signature::{Certificate, RevocationData};

fuzz_target!(|bytes: &[u8]| {
    let _ = Certificate::parse(bytes);
    let _ = RevocationData::new().add(bytes);
});
