//! Verification of a 1 MB CAdES-B, beside libcrypto's own `CMS_verify` and beside the floor (SHA-256 and one RSA).
//!
//! `cargo bench --bench signature`. The material is made at start with the openssl library; nothing is read from disk.

#![allow(clippy::expect_used, reason = "a bench that cannot make its material measures nothing")]

use divan::Bencher;
use openssl::asn1::Asn1Time;
use openssl::bn::BigNum;
use openssl::cms::{CMSOptions, CmsContentInfo};
use openssl::ec::{EcGroup, EcKey};
use openssl::error::ErrorStack;
use openssl::hash::{MessageDigest, hash};
use openssl::nid::Nid;
use openssl::pkey::{PKey, Private};
use openssl::rsa::Rsa;
use openssl::sign::{Signer, Verifier};
use openssl::stack::Stack;
use openssl::x509::extension::{BasicConstraints, KeyUsage};
use openssl::x509::store::X509StoreBuilder;
use openssl::x509::{X509, X509Builder, X509NameBuilder};
use sportello::engine::signature::report::Verdict;
use sportello::engine::signature::{Policy, Request, RevocationData, TrustStore, verify};
use std::io::Cursor;
use std::sync::LazyLock;

const MEGABYTE: usize = 1024 * 1024;
/// 1 January 2026, an instant inside the certificate's validity.
const AT: i64 = 1_767_225_600;

struct Material {
    certificate: X509,
    key: PKey<Private>,
    small: Vec<u8>,
    large: Vec<u8>,
}

static MATERIAL: LazyLock<Material> = LazyLock::new(|| make().expect("material"));

fn make() -> Result<Material, ErrorStack> {
    let key = PKey::from_rsa(Rsa::generate(2048)?)?;
    let certificate = certificate(&key, 1)?;
    let sign = |bytes: &[u8]| {
        CmsContentInfo::sign(Some(&certificate), Some(&key), None, Some(bytes), CMSOptions::BINARY)?
            .to_der()
    };
    Ok(Material {
        small: sign(&[b'x'; 600])?,
        large: sign(&vec![b'x'; MEGABYTE])?,
        certificate,
        key,
    })
}

fn certificate(key: &PKey<Private>, number: u32) -> Result<X509, ErrorStack> {
    let mut name = X509NameBuilder::new()?;
    name.append_entry_by_text("CN", "Banco di prova")?;
    let name = name.build();
    let mut builder = X509Builder::new()?;
    builder.set_version(2)?;
    builder.set_serial_number(BigNum::from_u32(number + 1)?.to_asn1_integer()?.as_ref())?;
    builder.set_subject_name(&name)?;
    builder.set_issuer_name(&name)?;
    builder.set_pubkey(key)?;
    builder.set_not_before(Asn1Time::from_unix(AT - 86_400)?.as_ref())?;
    builder.set_not_after(Asn1Time::from_unix(AT + 86_400 * 3650)?.as_ref())?;
    builder.append_extension(BasicConstraints::new().critical().ca().build()?)?;
    builder
        .append_extension(KeyUsage::new().critical().non_repudiation().key_cert_sign().build()?)?;
    builder.sign(key, MessageDigest::sha256())?;
    Ok(builder.build())
}

fn main() {
    divan::main();
}

fn bytes(large: bool) -> &'static [u8] {
    if large { &MATERIAL.large } else { &MATERIAL.small }
}

/// Ours: everything, chain and report included.
#[divan::bench(args = [false, true])]
fn sportello(bencher: Bencher<'_, '_>, large: bool) {
    let mut trust = TrustStore::new();
    trust.add_anchors(&MATERIAL.certificate.to_der().expect("certificate")).expect("anchor");
    let (revocation, policy) = (RevocationData::new(), Policy::bundled().expect("policy"));
    let at = chrono::DateTime::from_timestamp(AT, 0).expect("time");
    bencher.bench(|| {
        let report =
            verify(&mut Cursor::new(bytes(large)), Request::new(&trust, &revocation, &policy, at));
        assert_eq!(report.integrity, Some(true));
        assert!(report.verdict < Verdict::TotalFailed);
        report
    });
}

/// libcrypto's: the signature and the content, no chain, no report.
#[divan::bench(args = [false, true])]
fn libcrypto(bencher: Bencher<'_, '_>, large: bool) {
    let store = X509StoreBuilder::new().expect("store").build();
    bencher.bench(|| {
        let mut cms = CmsContentInfo::from_der(bytes(large)).expect("parsed");
        let mut content = Vec::new();
        let options = CMSOptions::NO_SIGNER_CERT_VERIFY | CMSOptions::BINARY;
        cms.verify(None, Some(&store), None, Some(&mut content), options).expect("verified");
        content
    });
}

/// The floor: one hash of the content and one RSA verification.
#[divan::bench(args = [false, true])]
fn floor(bencher: Bencher<'_, '_>, large: bool) {
    let mut signer = Signer::new(MessageDigest::sha256(), &MATERIAL.key).expect("signer");
    signer.update(b"attributes").expect("update");
    let signature = signer.sign_to_vec().expect("signature");
    bencher.bench(|| {
        let digest = hash(MessageDigest::sha256(), bytes(large)).expect("hash");
        let mut verifier = Verifier::new(MessageDigest::sha256(), &MATERIAL.key).expect("verifier");
        verifier.update(b"attributes").expect("update");
        assert!(verifier.verify(&signature).expect("verified"));
        digest
    });
}

/// Files made to hurt: each refused within 50 ms.
#[divan::bench(args = ["twenty_thousand_deep", "two_thousand_certificates", "fifty_layers"])]
fn refused(bencher: Bencher<'_, '_>, kind: &str) {
    let bytes = match kind {
        "twenty_thousand_deep" => [0x30, 0x80].repeat(20_000),
        "two_thousand_certificates" => crowded().expect("material"),
        _ => layered().expect("material"),
    };
    let (trust, revocation) = (TrustStore::new(), RevocationData::new());
    let policy = Policy::bundled().expect("policy");
    let at = chrono::DateTime::from_timestamp(AT, 0).expect("time");
    bencher.bench(|| {
        let request = Request::new(&trust, &revocation, &policy, at);
        let report = verify(&mut Cursor::new(&bytes), request);
        assert_eq!(report.verdict, Verdict::Rejected);
        report
    });
}

/// A signature with two thousand different certificates beside it.
fn crowded() -> Result<Vec<u8>, ErrorStack> {
    let curve = EcGroup::from_curve_name(Nid::X9_62_PRIME256V1)?;
    let key = PKey::from_ec_key(EcKey::generate(&curve)?)?;
    let mut others = Stack::new()?;
    for number in 0..2000 {
        others.push(certificate(&key, number)?)?;
    }
    let (own, content) = (&MATERIAL.certificate, [b'x'; 600]);
    CmsContentInfo::sign(
        Some(own),
        Some(&MATERIAL.key),
        Some(&others),
        Some(&content),
        CMSOptions::BINARY,
    )?
    .to_der()
}

/// A signature in a signature, fifty times.
fn layered() -> Result<Vec<u8>, ErrorStack> {
    let mut bytes = vec![b'x'; 600];
    for _ in 0..50 {
        let (own, key) = (&MATERIAL.certificate, &MATERIAL.key);
        bytes = CmsContentInfo::sign(Some(own), Some(key), None, Some(&bytes), CMSOptions::BINARY)?
            .to_der()?;
    }
    Ok(bytes)
}
