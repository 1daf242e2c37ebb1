//! What a judgement is made with.

use std::path::PathBuf;
use std::sync::Arc;

use super::{ListSettings, Shelf};
use crate::engine::signature::{Policy, RevocationData, TrustStore};
use crate::gateway::retrieval::Retrieval;
use crate::platform::db::Database;
use crate::platform::store::Store;

/// What signatures are judged against.
pub struct Trust {
    /// Anchors that the configuration adds, told as such in every report; the lists are laid over them.
    pub store: TrustStore,
    /// Revocation data given with the configuration.
    pub revocation: RevocationData,
    pub policy: Policy,
    /// Where lists come from.
    pub lists: ListSettings,
    /// Lists and revocation data that were read from the database already.
    pub shelf: Shelf,
}

/// The parts that judging needs; cheap to clone.
#[derive(Clone)]
pub struct Bench {
    pub database: Database,
    pub objects: Store,
    pub trust: Arc<Trust>,
    pub retrieval: Arc<dyn Retrieval>,
    /// Folder for files while they are judged.
    pub scratch: PathBuf,
}
