//! Where trusted lists come from, and who may sign the list of lists.

use serde::Deserialize;

use crate::base::fault::Fault;
use crate::engine::signature::Certificate;

const BUNDLED: &str = include_str!("../../../schemas/policy/trust-lists.json");
const FILE: &str = "policy/trust-lists.json";

/// Where lists come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListSettings {
    /// Whether jobs use the network.
    pub online: bool,
    /// Address of the list of lists.
    pub list_of_lists: String,
    /// Whose lists are read, `IT`.
    pub territories: Vec<String>,
    /// SHA-256 of the certificates that the Official Journal publishes for the list of lists.
    pub signers: Vec<Vec<u8>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    list_of_lists: String,
    territories: Vec<String>,
    signers: Vec<String>,
    #[serde(rename = "source")]
    _source: String,
    #[serde(rename = "verified_on")]
    _verified_on: Option<chrono::NaiveDate>,
}

impl ListSettings {
    /// Lets certificates sign the list of lists.
    pub fn pin(&mut self, certificates: &[Certificate]) {
        self.signers.extend(super::refresh::pins(certificates));
    }

    /// The European list of lists and the Italian list, as shipped.
    ///
    /// # Errors
    /// A [`Fault`] if the shipped file is broken.
    pub fn bundled() -> Result<Self, Fault> {
        let fault = |reason: String| Fault::new(FILE, "", reason);
        let file: File = serde_json::from_str(BUNDLED).map_err(|e| fault(e.to_string()))?;
        let signers = file.signers.iter().map(hex::decode).collect::<Result<Vec<_>, _>>();
        Ok(Self {
            online: true,
            list_of_lists: file.list_of_lists,
            territories: file.territories,
            signers: signers.map_err(|e| fault(e.to_string()))?,
        })
    }
}
