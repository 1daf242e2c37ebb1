//! RFC 3161 time-stamps: the proof that something existed at a time.
//!
//! A token is a CMS of its own and is verified as one: imprint, signature, reference to the authority's certificate,
//! purpose of that certificate, chain. A token that fails proves nothing, but it never makes a signature false.

mod info;
mod token;

pub use info::TimestampInfo;
pub use token::{judge_token, read_reply};

use super::asn1::oid;
use super::check::{Bag, Context};
use super::cms::SignerInfo;
use super::crypto::hash;
use super::report::Timestamp;

/// Tokens examined for one signature.
const TOKENS: usize = 10;

/// The signature time-stamps of a signer, each over its signature value.
pub fn of_signer(context: &Context<'_>, signer: &SignerInfo, bag: &Bag<'_>) -> Vec<Timestamp> {
    let tokens = signer
        .unsigned
        .all(oid::SIGNATURE_TIMESTAMP)
        .into_iter()
        .flat_map(|attribute| &attribute.values);
    tokens
        .take(TOKENS)
        .map(|token| {
            judge_token(
                context,
                token,
                "signature",
                &|digest| Some(hash(digest, &signer.signature)),
                bag,
            )
        })
        .collect()
}
