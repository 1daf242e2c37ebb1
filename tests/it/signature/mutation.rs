//! A short fuzz of every reader of foreign bytes, without a fuzzer: good files, bent a little, again and again. The numbers
//! are always the same, so a failure comes back. `fuzz/` does the same for hours, led by coverage.

use std::io::{Cursor, sink};
use std::time::{Duration, Instant};

use sportello::engine::signature::{
    Certificate, Limits, Policy, Request, RevocationData, TrustStore, content, verify,
};

use super::fixture::fixture;
use super::forge::sign_pdf;

/// How long each reader is tried; more with `SPORTELLO_FUZZ_SECONDS`.
fn patience() -> Duration {
    let asked = std::env::var("SPORTELLO_FUZZ_SECONDS").ok().and_then(|text| text.parse().ok());
    Duration::from_secs(asked.unwrap_or(4))
}

/// Xorshift: repeatable, and good enough to bend bytes.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % limit.max(1) as u64).unwrap()
    }

    /// One to four changes: a byte, a length, a piece taken out, doubled or moved.
    fn bend(&mut self, seed: &[u8]) -> Vec<u8> {
        let mut bytes = seed.to_vec();
        for _ in 0..=self.below(4) {
            let (at, size) = (self.below(bytes.len()), 1 + self.below(40));
            let end = (at + size).min(bytes.len());
            match self.below(6) {
                0 | 1 if !bytes.is_empty() => {
                    bytes[at] = [0, 0x7f, 0x80, 0xff, 0x30][self.below(5)]
                }
                2 if !bytes.is_empty() => bytes[at] ^= 1 << self.below(8),
                3 => drop(bytes.drain(at..end)),
                4 => {
                    let piece = bytes[at..end].to_vec();
                    let to = self.below(bytes.len());
                    bytes.splice(to..to, piece);
                }
                _ => bytes.truncate(at.max(1)),
            }
        }
        bytes
    }
}

/// Bends seeds until time is over; no single input may take long.
fn fuzz(seeds: &[Vec<u8>], work: impl Fn(&[u8])) {
    assert!(!seeds.is_empty());
    let (mut chance, start, mut count) = (Chance(0x9e37_79b9_7f4a_7c15), Instant::now(), 0usize);
    while start.elapsed() < patience() {
        let bytes = chance.bend(&seeds[count % seeds.len()]);
        let begun = Instant::now();
        work(&bytes);
        assert!(
            begun.elapsed() < Duration::from_secs(5),
            "{:?}: {}",
            begun.elapsed(),
            hex::encode(&bytes)
        );
        count += 1;
    }
    println!("{count} inputs");
    assert!(count > 20, "only {count} inputs: something is slow");
}

fn files(folder: &str) -> Vec<Vec<u8>> {
    let mut names: Vec<_> = std::fs::read_dir(fixture().path(folder))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    names.sort();
    let small = names.iter().map(|path| std::fs::read(path).unwrap());
    small.filter(|bytes| bytes.len() < 20_000 && !bytes.is_empty()).collect()
}

fn judge(bytes: &[u8]) {
    let (trust, revocation, policy) =
        (fixture().trust(), fixture().revocation("crl/ca.pem"), Policy::bundled().unwrap());
    let mut request = Request::new(&trust, &revocation, &policy, chrono::Utc::now());
    request.expected_content_sha256 = Some([0; 32]);
    let report = verify(&mut Cursor::new(bytes), request);
    assert!(!report.summary.is_empty());
    let _ = content(&mut Cursor::new(bytes), &Limits::default(), &mut sink());
}

#[test]
fn the_reader_survives() {
    let seeds = [files("pki"), files("other-crl"), files("crl")].concat();
    fuzz(&seeds, |bytes| {
        let _ = Certificate::parse(bytes);
        let _ = Certificate::read_all(bytes);
        let _ = RevocationData::new().add(bytes);
    });
}

#[test]
fn signatures_survive() {
    fuzz(&files("files"), judge);
}

#[test]
fn documents_survive() {
    let plain = fixture().read("document.pdf");
    let signed = sign_pdf(&plain, 3, "rossi");
    let bundled = super::revision::signed();
    fuzz(&[signed.clone(), bundled, sign_pdf(&signed, 4, "bianchi"), plain], judge);
}

#[test]
fn trusted_lists_survive() {
    let operator = super::renewal::Operator::new("Prova");
    let xml = operator.sign(&super::renewal::italian_list(1, &fixture().read("pki/ca.pem")));
    let seeds = [xml, fixture().read("trustlist.json")];
    fuzz(&seeds, |bytes| {
        let mut store = TrustStore::new();
        store.pin_fingerprint(operator.fingerprint(), None);
        let _ = store.add_list(bytes, chrono::Utc::now());
        if let Ok(text) = std::str::from_utf8(bytes) {
            let _ = store.add_json(text, &|_| None);
        }
    });
}
