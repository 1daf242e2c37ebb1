//! `[limits]`: how much one request may ask.

use serde::Deserialize;

use super::fault::{ConfigFault, require};

const MEGABYTE: u64 = 1_000_000;

/// `[limits]`
#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LimitsConfig {
    /// Megabytes of one uploaded file; a tenant may allow less.
    pub upload_megabytes: u64,
    /// Megabytes of one posted form, files aside.
    pub form_megabytes: u64,
    /// Files in one draft.
    pub files_per_draft: u32,
    /// Days after which an untouched draft is deleted.
    pub draft_days: i64,
}

impl Default for LimitsConfig {
    fn default() -> Self {
        Self { upload_megabytes: 100, form_megabytes: 2, files_per_draft: 200, draft_days: 180 }
    }
}

impl LimitsConfig {
    /// `upload_megabytes` in bytes.
    pub fn upload_bytes(&self) -> u64 {
        self.upload_megabytes * MEGABYTE
    }

    /// `form_megabytes` in bytes.
    pub fn form_bytes(&self) -> usize {
        usize::try_from(self.form_megabytes * MEGABYTE).unwrap_or(usize::MAX)
    }

    pub(super) fn validate(&self, faults: &mut Vec<ConfigFault>) {
        let upload = (1..=5_000).contains(&self.upload_megabytes);
        require(faults, upload, "limits.upload_megabytes", "must be between 1 and 5000");
        let form = (1..=50).contains(&self.form_megabytes);
        require(faults, form, "limits.form_megabytes", "must be between 1 and 50");
        let files = (1..=5_000).contains(&self.files_per_draft);
        require(faults, files, "limits.files_per_draft", "must be between 1 and 5000");
        let days = (7..=3_650).contains(&self.draft_days);
        require(faults, days, "limits.draft_days", "must be between 7 and 3650");
    }
}
