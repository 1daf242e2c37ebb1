//! Rows of lists and of revocation data.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::domain::id::TenantId;
use crate::platform::db::MultiBackend;
use crate::platform::db::schema::{revocation_sources, trust_lists};
use crate::text_enum;

/// Folder of the object store; the tenant of rows of the whole installation is empty, which is no folder's name.
pub(super) const FOLDER: &str = "trust-evidence";

/// The tenant of rows of the whole installation.
pub(super) fn everybody() -> TenantId {
    TenantId::new("")
}

/// A trusted list as it was read.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = trust_lists)]
#[diesel(check_for_backend(MultiBackend))]
pub struct Snapshot {
    pub tenant_id: TenantId,
    /// `EU` is the list of lists.
    pub territory: String,
    /// Lower-case hex; the bytes are in the object store.
    pub sha256: String,
    /// Address, or the name of the file that was imported.
    pub location: String,
    pub sequence: i64,
    /// SHA-256 of the certificates that could sign it when it was verified, hex, comma between.
    pub signers: String,
    pub issued_at: Option<NaiveDateTime>,
    pub next_update: Option<NaiveDateTime>,
    /// When these bytes were first seen.
    pub fetched_at: NaiveDateTime,
    /// When they were last found to be the current ones.
    pub checked_at: NaiveDateTime,
}

text_enum! {
    /// What revocation data are.
    RevocationKind {
        /// A list of an authority.
        Crl = "crl",
        /// An answer about one certificate.
        Ocsp = "ocsp",
    }
}

/// A CRL or an OCSP answer as it was fetched and verified.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = revocation_sources)]
#[diesel(check_for_backend(MultiBackend))]
pub struct RevocationSource {
    pub tenant_id: TenantId,
    /// SHA-256 of kind, issuer, address and serial number.
    pub id: String,
    pub kind: RevocationKind,
    /// SHA-256 of the issuer's public key information, hex.
    pub issuer: String,
    /// The issuer's common name, for people.
    pub issuer_name: String,
    /// The issuer's certificate, base64, to verify the next ones.
    pub issuer_certificate: String,
    pub url: String,
    /// The certificate of an OCSP answer, hex; empty for a CRL.
    pub serial: String,
    /// CRL number, hex; empty if it has none.
    pub number: String,
    pub sha256: String,
    pub this_update: NaiveDateTime,
    pub next_update: Option<NaiveDateTime>,
    pub fetched_at: NaiveDateTime,
    /// When a signature last needed it.
    pub used_at: NaiveDateTime,
}
