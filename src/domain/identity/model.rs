//! Rows of people, accounts and roles.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};

use crate::domain::id::{AccountId, PersonId, TenantId};
use crate::platform::db::schema::{account_roles, accounts, people};
use crate::platform::db::{Json, MultiBackend};
use crate::text_enum;

text_enum! {
    /// Whose session it is.
    SessionKind { Person = "person", Account = "account" }
}

text_enum! {
    /// What an officer may do in an office (catalogue of roles of the house).
    Role {
        /// Configures the municipality; sees no case by default.
        Administrator = "amministratore",
        /// Signs acts.
        Manager = "dirigente",
        /// Responsabile del procedimento, arts. 5-6 L. 241/1990.
        PersonInCharge = "responsabile",
        /// Checks, asks, drafts.
        CaseWorker = "istruttore",
        /// Front desk.
        Operator = "operatore-sportello",
        /// Keeps the protocol register.
        Registrar = "protocollista",
        /// Reads all, changes nothing.
        Auditor = "revisore",
    }
}

/// What an identity provider tells of a person (SPID attribute names in Italian terms).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attributes {
    /// Codice fiscale, upper case.
    pub codice_fiscale: String,
    /// Given name.
    pub nome: String,
    /// Family name.
    pub cognome: String,
    /// `M` or `F`.
    #[serde(default, deserialize_with = "or_empty")]
    pub sesso: String,
    /// ISO date.
    #[serde(default, deserialize_with = "or_empty")]
    pub data_nascita: String,
    /// Belfiore code of the birth place.
    #[serde(default, deserialize_with = "or_empty")]
    pub comune_nascita: String,
    /// ISO 3166 code of the birth state.
    #[serde(default, deserialize_with = "or_empty")]
    pub stato_nascita: String,
    /// E-mail for notices.
    #[serde(default, deserialize_with = "or_empty")]
    pub email: String,
    /// Mobile phone.
    #[serde(default, deserialize_with = "or_empty")]
    pub cellulare: String,
    /// Everything else the provider knows, by field name of the blocks.
    #[serde(flatten)]
    pub other: serde_json::Map<String, serde_json::Value>,
}

/// What a provider does not know it leaves out, or says `null`.
fn or_empty<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    Ok(Option::<String>::deserialize(deserializer)?.unwrap_or_default())
}

/// A natural person known to one municipality.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = people)]
#[diesel(check_for_backend(MultiBackend))]
pub struct Person {
    pub tenant_id: TenantId,
    pub id: PersonId,
    pub fiscal_code: String,
    pub given_name: String,
    pub family_name: String,
    pub attributes: Json<Attributes>,
    pub email: Option<String>,
    pub created_at: NaiveDateTime,
    pub seen_at: NaiveDateTime,
}

impl Person {
    /// Given and family name.
    pub fn name(&self) -> String {
        format!("{} {}", self.given_name, self.family_name)
    }
}

/// An officer.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = accounts)]
#[diesel(check_for_backend(MultiBackend))]
pub struct Account {
    pub tenant_id: TenantId,
    pub id: AccountId,
    pub username: String,
    pub name: String,
    pub email: Option<String>,
    pub password_hash: String,
    pub failed_logins: i32,
    pub locked_until: Option<NaiveDateTime>,
    pub active: bool,
    pub created_at: NaiveDateTime,
}

/// A role in an office.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = account_roles)]
#[diesel(check_for_backend(MultiBackend))]
pub struct AccountRole {
    pub tenant_id: TenantId,
    pub account_id: AccountId,
    pub office: String,
    pub role: Role,
}

/// What is needed to open an account.
#[derive(Clone)]
pub struct NewAccount {
    /// Login name, unique in the municipality.
    pub username: String,
    /// Name shown to colleagues and citizens.
    pub name: String,
    /// Address for notices.
    pub email: Option<String>,
    /// Argon2id hash in PHC form.
    pub password_hash: String,
    /// Office and role pairs.
    pub roles: Vec<(String, Role)>,
}
