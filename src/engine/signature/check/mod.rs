//! The checks on one signer, one file each, in the order of EN 319 102-1.
//!
//! A check writes what it found into the [`Ledger`], with a sentence for a person; the verdict is read from the ledger
//! at the end and is the first of the worst. No check stops the next, unless it would have nothing to look at.

mod algorithm;
mod attribute;
mod chain;
mod digest;
mod identity;
mod ledger;
mod level;
mod qualification;
mod revocation;
mod signer;
mod validity;
mod value;

pub use chain::Chain;
pub use identity::find_certificate;
pub use ledger::Ledger;
pub use signer::{Bag, Message, Profile, judge};

pub(super) use attribute::check_attributes;
pub(super) use chain::{build, check_constraints};
pub(super) use digest::check_digest;
pub(super) use value::check_value;

use super::limit::Limits;
use super::policy::{Policy, Required};
use super::revocation::{Need, RevocationData};
use super::trust::TrustStore;
use chrono::{DateTime, Utc};
use std::cell::{Cell, RefCell};

/// With what everything is judged.
pub struct Context<'a> {
    pub trust: &'a TrustStore,
    pub revocation: &'a RevocationData,
    pub policy: &'a Policy,
    pub limits: &'a Limits,
    /// What each signature must at least be.
    pub required: Option<Required>,
    /// Instant of the judgement: for an upload, when it was received.
    pub at: DateTime<Utc>,
    /// Countersignatures still examined, over the whole file: nested ones multiply.
    pub countersigners: Cell<usize>,
    /// Revocation that was looked up, for whoever can fetch what was missing.
    pub needs: RefCell<Vec<Need>>,
}

impl Context<'_> {
    /// Remembers that the revocation of a certificate was looked up.
    pub fn note_need(&self, need: Need) {
        let mut needs = self.needs.borrow_mut();
        if !needs.contains(&need) {
            needs.push(need);
        }
    }
}
