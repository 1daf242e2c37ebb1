//! Rows of the register.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;

use crate::domain::id::{AccountId, TenantId};
use crate::gateway::register::Direction;
use crate::platform::db::MultiBackend;
use crate::platform::db::schema::{
    register_annulments, register_days, register_emergencies, register_entries,
};

/// An entry of the register.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = register_entries)]
#[diesel(check_for_backend(MultiBackend))]
pub struct Entry {
    pub tenant_id: TenantId,
    pub register: String,
    pub year: i32,
    pub number: i64,
    pub direction: Direction,
    pub at: NaiveDateTime,
    pub subject: String,
    pub correspondent: String,
    pub case_id: Option<String>,
    /// Hex SHA-256 of the main document; empty if there is none.
    pub document_sha256: String,
}

impl Entry {
    /// `2026/0001234`.
    pub fn label(&self) -> String {
        format!("{}/{:07}", self.year, self.number)
    }
}

/// What is annulled, by whom and why.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = register_annulments)]
#[diesel(check_for_backend(MultiBackend))]
pub struct Annulment {
    pub tenant_id: TenantId,
    pub register: String,
    pub year: i32,
    pub number: i64,
    pub at: NaiveDateTime,
    pub account_id: AccountId,
    pub author: String,
    pub reason: String,
}

/// The register of one day.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = register_days)]
#[diesel(check_for_backend(MultiBackend))]
pub struct Day {
    pub tenant_id: TenantId,
    pub register: String,
    pub day: NaiveDate,
    /// Its place in the chain, from 1.
    pub position: i64,
    pub entries: i64,
    pub annulments: i64,
    /// Hex SHA-256 of the document.
    pub sha256: String,
    pub bytes: i64,
    pub previous_hash: String,
    pub hash: String,
    pub created_at: NaiveDateTime,
}

/// An entry of the emergency register.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = register_emergencies)]
#[diesel(check_for_backend(MultiBackend))]
pub struct Emergency {
    pub tenant_id: TenantId,
    pub id: String,
    /// Its number in the emergency register.
    pub number: i64,
    /// When it was registered by hand.
    pub at: NaiveDateTime,
    pub direction: Direction,
    pub subject: String,
    pub correspondent: String,
    /// Why the register could not be used.
    pub cause: String,
    pub created_at: NaiveDateTime,
    pub created_by: String,
    pub reconciled_at: Option<NaiveDateTime>,
    /// The number it got in the general register.
    pub label: Option<String>,
}

/// Which entries.
#[derive(Debug, Clone, Default)]
pub struct RegisterFilter {
    pub direction: Option<Direction>,
    /// Civil day.
    pub day: Option<NaiveDate>,
    /// Before this year and number.
    pub before: Option<(i32, i64)>,
    /// This year and number alone.
    pub exactly: Option<(i32, i64)>,
}
