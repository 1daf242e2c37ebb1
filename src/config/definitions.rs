//! `[definitions]`: whose forms, procedures and municipalities.

use std::path::PathBuf;

use serde::Deserialize;

use super::fault::{ConfigFault, require};

/// `[definitions]`
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DefinitionsConfig {
    /// A folder laid over the embedded definitions (`forms/`, `procedures/`, `workflows/`, `schemas/`, `codelists/`).
    pub folder: Option<PathBuf>,
    /// The folder with one sub-folder a municipality; empty for the embedded demo municipalities.
    pub tenants: Option<PathBuf>,
    /// Certificates of the trust anchors for signatures, PEM or DER files in a folder.
    pub trust: Option<PathBuf>,
}

impl DefinitionsConfig {
    pub(super) fn validate(&self, faults: &mut Vec<ConfigFault>) {
        for (key, folder) in
            [("folder", &self.folder), ("tenants", &self.tenants), ("trust", &self.trust)]
        {
            let there = folder.as_ref().is_none_or(|folder| folder.is_dir());
            require(faults, there, &format!("definitions.{key}"), "there is no such folder");
        }
    }
}
