//! Public keys and the verification of one signature value.

use super::{Digest, Padding};
use crate::engine::signature::asn1::Value;
use crate::engine::signature::asn1::oid::Oid;
use openssl::bn::BigNum;
use openssl::ecdsa::EcdsaSig;
use openssl::error::ErrorStack;
use openssl::md::{Md, MdRef};
use openssl::pkey::{Id, PKey, Public};
use openssl::pkey_ctx::PkeyCtx;
use openssl::rsa::{Padding as RsaPadding, Rsa};
use openssl::sign::{RsaPssSaltlen, Verifier};

/// The family of a key, as the policy table names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyKind {
    Rsa,
    Dsa,
    Ec,
    Edwards,
    Other,
}

/// A public key taken from a certificate.
#[derive(Debug)]
pub struct PublicKey {
    key: PKey<Public>,
}

impl PublicKey {
    /// From a SubjectPublicKeyInfo; `None` when it is malformed or of an unknown kind.
    pub fn read(info: &[u8]) -> Option<Self> {
        let key = match read_rsa(info) {
            Some(key) => key,
            None => PKey::public_key_from_der(info).ok()?,
        };
        Some(Self { key })
    }

    /// Family of the key.
    pub fn kind(&self) -> KeyKind {
        match self.key.id() {
            Id::RSA | Id::RSA_PSS => KeyKind::Rsa,
            Id::DSA => KeyKind::Dsa,
            Id::EC => KeyKind::Ec,
            Id::ED25519 | Id::ED448 => KeyKind::Edwards,
            _ => KeyKind::Other,
        }
    }

    /// Size in bits: the modulus of RSA, the field of a curve.
    pub fn bits(&self) -> u32 {
        self.key.bits()
    }

    /// Whether `signature` is this key's signature over bytes whose digest is `digest_value`.
    ///
    /// `message` is used only by algorithms that hash by themselves. Any error of the library is a "no".
    pub fn verify(
        &self,
        padding: Padding,
        digest: Digest,
        digest_value: &[u8],
        message: &[u8],
        signature: &[u8],
    ) -> bool {
        let answer = match padding {
            Padding::Edwards => self.verify_edwards(message, signature),
            Padding::PlainEcdsa => self.verify_plain(digest, digest_value, signature),
            _ => self.verify_digest(padding, digest, digest_value, signature),
        };
        answer.unwrap_or(false)
    }

    fn verify_digest(
        &self,
        padding: Padding,
        digest: Digest,
        value: &[u8],
        signature: &[u8],
    ) -> Result<bool, ErrorStack> {
        let expected = match padding {
            Padding::Pkcs1 | Padding::Pss { .. } => KeyKind::Rsa,
            Padding::Ecdsa | Padding::PlainEcdsa => KeyKind::Ec,
            Padding::Dsa => KeyKind::Dsa,
            Padding::Edwards => KeyKind::Edwards,
        };
        if self.kind() != expected {
            return Ok(false);
        }
        let Some(md) = native(digest) else { return Ok(false) };
        let mut context = PkeyCtx::new(&self.key)?;
        context.verify_init()?;
        match padding {
            Padding::Pkcs1 => context.set_rsa_padding(RsaPadding::PKCS1)?,
            Padding::Pss { mask, salt } => {
                let Some(mask) = native(mask) else { return Ok(false) };
                let salt = i32::try_from(salt).unwrap_or(i32::MAX);
                context.set_rsa_padding(RsaPadding::PKCS1_PSS)?;
                context.set_signature_md(md)?;
                context.set_rsa_mgf1_md(mask)?;
                context.set_rsa_pss_saltlen(RsaPssSaltlen::custom(salt))?;
            }
            Padding::Ecdsa | Padding::PlainEcdsa | Padding::Dsa | Padding::Edwards => {}
        }
        context.set_signature_md(md)?;
        context.verify(value, signature)
    }

    fn verify_plain(
        &self,
        digest: Digest,
        value: &[u8],
        signature: &[u8],
    ) -> Result<bool, ErrorStack> {
        if signature.is_empty() || !signature.len().is_multiple_of(2) {
            return Ok(false);
        }
        let (r, s) = signature.split_at(signature.len() / 2);
        let pair =
            EcdsaSig::from_private_components(BigNum::from_slice(r)?, BigNum::from_slice(s)?)?;
        self.verify_digest(Padding::Ecdsa, digest, value, &pair.to_der()?)
    }

    fn verify_edwards(&self, message: &[u8], signature: &[u8]) -> Result<bool, ErrorStack> {
        if self.kind() != KeyKind::Edwards {
            return Ok(false);
        }
        Verifier::new_without_digest(&self.key)?.verify_oneshot(signature, message)
    }
}

/// Plain RSA keys, most of all keys, without the library's generic decoder, which costs ten times the use of the key.
fn read_rsa(info: &[u8]) -> Option<PKey<Public>> {
    let mut fields = Value::parse(info).ok()?.sequence().ok()?;
    let algorithm = Oid::read(&fields.next().ok()?.sequence().ok()?.next().ok()?).ok()?;
    if !algorithm.is("1.2.840.113549.1.1.1") {
        return None;
    }
    let bits = fields.next().ok()?.bits().ok()?;
    let mut numbers = Value::parse(&bits).ok()?.sequence().ok()?;
    let modulus = BigNum::from_slice(numbers.next().ok()?.integer().ok()?).ok()?;
    let exponent = BigNum::from_slice(numbers.next().ok()?.integer().ok()?).ok()?;
    PKey::from_rsa(Rsa::from_public_components(modulus, exponent).ok()?).ok()
}

fn native(digest: Digest) -> Option<&'static MdRef> {
    Md::from_nid(digest.native().type_())
}
