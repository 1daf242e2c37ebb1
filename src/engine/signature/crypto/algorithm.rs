//! Names of algorithms, from their object identifiers.

use crate::engine::signature::asn1::oid::Oid;
use crate::engine::signature::asn1::{Asn1Error, Reader, Value, tag};
use std::fmt;

/// A hash function.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Digest {
    Md5,
    Sha1,
    Ripemd160,
    Sha224,
    Sha256,
    Sha384,
    Sha512,
    Sha3_224,
    Sha3_256,
    Sha3_384,
    Sha3_512,
}

const DIGESTS: &[(Digest, &str, &str)] = &[
    (Digest::Md5, "1.2.840.113549.2.5", "MD5"),
    (Digest::Sha1, "1.3.14.3.2.26", "SHA-1"),
    (Digest::Ripemd160, "1.3.36.3.2.1", "RIPEMD-160"),
    (Digest::Sha224, "2.16.840.1.101.3.4.2.4", "SHA-224"),
    (Digest::Sha256, "2.16.840.1.101.3.4.2.1", "SHA-256"),
    (Digest::Sha384, "2.16.840.1.101.3.4.2.2", "SHA-384"),
    (Digest::Sha512, "2.16.840.1.101.3.4.2.3", "SHA-512"),
    (Digest::Sha3_224, "2.16.840.1.101.3.4.2.7", "SHA3-224"),
    (Digest::Sha3_256, "2.16.840.1.101.3.4.2.8", "SHA3-256"),
    (Digest::Sha3_384, "2.16.840.1.101.3.4.2.9", "SHA3-384"),
    (Digest::Sha3_512, "2.16.840.1.101.3.4.2.10", "SHA3-512"),
];

impl Digest {
    /// From its object identifier; `None` when unknown. The identifiers of `…WithRSA` are accepted too, since some
    /// signers write them where a digest is asked.
    pub fn from_oid(oid: &Oid) -> Option<Self> {
        DIGESTS.iter().find(|(_, dotted, _)| oid.is(dotted)).map(|(digest, ..)| *digest).or_else(
            || SCHEMES.iter().find(|(dotted, ..)| oid.is(dotted)).and_then(|(.., digest)| *digest),
        )
    }

    /// From an AlgorithmIdentifier; `None` when unknown.
    ///
    /// # Errors
    /// When the value is no AlgorithmIdentifier.
    pub fn read(identifier: &Value<'_>) -> Result<Option<Self>, Asn1Error> {
        let mut fields = identifier.sequence()?;
        Ok(Self::from_oid(&Oid::read(&fields.next()?)?))
    }

    /// The name that the policy table uses.
    pub fn name(self) -> &'static str {
        DIGESTS.iter().find(|(digest, ..)| *digest == self).map_or("", |(_, _, name)| name)
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// How a key is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Padding {
    /// RSASSA-PKCS1-v1_5.
    Pkcs1,
    /// RSASSA-PSS with its mask function's hash and salt length in octets.
    Pss { mask: Digest, salt: usize },
    /// ECDSA, r and s in a SEQUENCE.
    Ecdsa,
    /// ECDSA, r and s one after the other (BSI TR-03111).
    PlainEcdsa,
    /// DSA.
    Dsa,
    /// Ed25519 or Ed448, which hash by themselves.
    Edwards,
}

/// A signature algorithm.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scheme {
    pub padding: Padding,
    /// The hash that the identifier names; `None` when it names only the key (`rsaEncryption`).
    pub digest: Option<Digest>,
}

const SCHEMES: &[(&str, Padding, Option<Digest>)] = &[
    ("1.2.840.113549.1.1.1", Padding::Pkcs1, None),
    ("1.2.840.113549.1.1.4", Padding::Pkcs1, Some(Digest::Md5)),
    ("1.2.840.113549.1.1.5", Padding::Pkcs1, Some(Digest::Sha1)),
    ("1.3.14.3.2.29", Padding::Pkcs1, Some(Digest::Sha1)),
    ("1.3.36.3.3.1.2", Padding::Pkcs1, Some(Digest::Ripemd160)),
    ("1.2.840.113549.1.1.14", Padding::Pkcs1, Some(Digest::Sha224)),
    ("1.2.840.113549.1.1.11", Padding::Pkcs1, Some(Digest::Sha256)),
    ("1.2.840.113549.1.1.12", Padding::Pkcs1, Some(Digest::Sha384)),
    ("1.2.840.113549.1.1.13", Padding::Pkcs1, Some(Digest::Sha512)),
    ("2.16.840.1.101.3.4.3.13", Padding::Pkcs1, Some(Digest::Sha3_224)),
    ("2.16.840.1.101.3.4.3.14", Padding::Pkcs1, Some(Digest::Sha3_256)),
    ("2.16.840.1.101.3.4.3.15", Padding::Pkcs1, Some(Digest::Sha3_384)),
    ("2.16.840.1.101.3.4.3.16", Padding::Pkcs1, Some(Digest::Sha3_512)),
    ("1.2.840.10045.2.1", Padding::Ecdsa, None),
    ("1.2.840.10045.4.1", Padding::Ecdsa, Some(Digest::Sha1)),
    ("1.2.840.10045.4.3.1", Padding::Ecdsa, Some(Digest::Sha224)),
    ("1.2.840.10045.4.3.2", Padding::Ecdsa, Some(Digest::Sha256)),
    ("1.2.840.10045.4.3.3", Padding::Ecdsa, Some(Digest::Sha384)),
    ("1.2.840.10045.4.3.4", Padding::Ecdsa, Some(Digest::Sha512)),
    ("2.16.840.1.101.3.4.3.9", Padding::Ecdsa, Some(Digest::Sha3_224)),
    ("2.16.840.1.101.3.4.3.10", Padding::Ecdsa, Some(Digest::Sha3_256)),
    ("2.16.840.1.101.3.4.3.11", Padding::Ecdsa, Some(Digest::Sha3_384)),
    ("2.16.840.1.101.3.4.3.12", Padding::Ecdsa, Some(Digest::Sha3_512)),
    ("0.4.0.127.0.7.1.1.4.1.1", Padding::PlainEcdsa, Some(Digest::Sha1)),
    ("0.4.0.127.0.7.1.1.4.1.2", Padding::PlainEcdsa, Some(Digest::Sha224)),
    ("0.4.0.127.0.7.1.1.4.1.3", Padding::PlainEcdsa, Some(Digest::Sha256)),
    ("0.4.0.127.0.7.1.1.4.1.4", Padding::PlainEcdsa, Some(Digest::Sha384)),
    ("0.4.0.127.0.7.1.1.4.1.5", Padding::PlainEcdsa, Some(Digest::Sha512)),
    ("1.2.840.10040.4.1", Padding::Dsa, None),
    ("1.2.840.10040.4.3", Padding::Dsa, Some(Digest::Sha1)),
    ("2.16.840.1.101.3.4.3.1", Padding::Dsa, Some(Digest::Sha224)),
    ("2.16.840.1.101.3.4.3.2", Padding::Dsa, Some(Digest::Sha256)),
    ("1.3.101.112", Padding::Edwards, None),
    ("1.3.101.113", Padding::Edwards, None),
];

const PSS: &str = "1.2.840.113549.1.1.10";

impl Scheme {
    /// From an AlgorithmIdentifier; `None` when unknown.
    ///
    /// # Errors
    /// When the value is no AlgorithmIdentifier, or the parameters of PSS are malformed.
    pub fn read(identifier: &Value<'_>) -> Result<Option<Self>, Asn1Error> {
        let mut fields = identifier.sequence()?;
        let oid = Oid::read(&fields.next()?)?;
        if oid.is(PSS) {
            return read_pss(fields);
        }
        // Some signers put the digest's identifier here, with an RSA key behind.
        let digest_only = || {
            let digest = DIGESTS.iter().find(|(_, dotted, _)| oid.is(dotted))?.0;
            Some(Self { padding: Padding::Pkcs1, digest: Some(digest) })
        };
        let known = SCHEMES.iter().find(|(dotted, ..)| oid.is(dotted));
        Ok(known.map(|&(_, padding, digest)| Self { padding, digest }).or_else(digest_only))
    }
}

/// RSASSA-PSS-params of RFC 4055, whose defaults are SHA-1 and a salt of 20.
fn read_pss(mut fields: Reader<'_>) -> Result<Option<Scheme>, Asn1Error> {
    let (mut digest, mut mask, mut salt) = (Some(Digest::Sha1), Some(Digest::Sha1), 20);
    if let Some(parameters) = fields.take_if(tag::SEQUENCE)? {
        let mut parameters = parameters.reader();
        if let Some(value) = parameters.take_if(tag::context(0))? {
            digest = Digest::read(&value.reader().next()?)?;
        }
        if let Some(value) = parameters.take_if(tag::context(1))? {
            let mut mgf = value.reader().next()?.sequence()?;
            mgf.take(tag::OID)?;
            mask = Digest::read(&mgf.next()?)?;
        }
        if let Some(value) = parameters.take_if(tag::context(2))? {
            salt =
                usize::try_from(value.reader().next()?.small()?).map_err(|_| Asn1Error::Invalid)?;
        }
    }
    Ok(digest.zip(mask).map(|(digest, mask)| Scheme {
        padding: Padding::Pss { mask, salt },
        digest: Some(digest),
    }))
}
