//! `[trust]`: where trusted lists come from.

use std::path::PathBuf;

use serde::Deserialize;

use super::fault::{ConfigFault, require};

/// `[trust]`
#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct TrustConfig {
    /// Whether jobs fetch lists, CRLs and OCSP answers. Off: only what `sportello trust import` brings.
    pub online: bool,
    /// Address of the European list of lists; empty for the one that is shipped.
    pub list_of_lists: String,
    /// Territories whose lists are read, `IT`; empty for those that are shipped.
    pub territories: Vec<String>,
    /// Folder with the certificates that may sign the list of lists (PEM, DER), in place of those shipped.
    pub list_signers: Option<PathBuf>,
}

impl Default for TrustConfig {
    fn default() -> Self {
        let (list_of_lists, territories) = (String::new(), Vec::new());
        Self { online: true, list_of_lists, territories, list_signers: None }
    }
}

impl TrustConfig {
    pub(super) fn validate(&self, faults: &mut Vec<ConfigFault>) {
        let web = self.list_of_lists.is_empty()
            || self.list_of_lists.starts_with("https://")
            || self.list_of_lists.starts_with("http://");
        require(faults, web, "trust.list_of_lists", "must be a web address");
        let two = |code: &String| code.len() == 2 && code.bytes().all(|b| b.is_ascii_uppercase());
        let known = self.territories.iter().all(two);
        require(faults, known, "trust.territories", "must be country codes of two capital letters");
        let there = self.list_signers.as_ref().is_none_or(|folder| folder.is_dir());
        require(faults, there, "trust.list_signers", "there is no such folder");
    }
}
