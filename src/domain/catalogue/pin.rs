//! Pinning: the exact definitions that a draft or case was born with, kept in the database by content hash.

use std::sync::Arc;

use chrono::NaiveDateTime;
use diesel::prelude::*;
use serde_json::Value;

use super::load::parse_procedure;
use super::model::{Catalogue, Procedure};
use crate::domain::id::TenantId;
use crate::engine::form::{CodeLists, Form};
use crate::engine::workflow::{Fragments, Workflow};
use crate::platform::db::schema::definitions;
use crate::platform::db::{AnyConnection, DatabaseError, Json, Tail};

/// Why a pinned definition cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum PinError {
    /// It is not in the database.
    #[error("the definition {0} is missing")]
    Missing(String),
    /// It cannot be compiled by this program.
    #[error("the definition {0} cannot be compiled: {1}")]
    Broken(String, String),
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DatabaseError),
}

impl From<diesel::result::Error> for PinError {
    fn from(error: diesel::result::Error) -> Self {
        Self::Database(error.into())
    }
}

/// A definition as it is kept.
pub struct Pinned<'a> {
    pub kind: &'static str,
    pub code: &'a str,
    pub version: &'a str,
    pub hash: &'a str,
    pub body: &'a Value,
}

/// Keeps a definition, unless it is there.
pub fn pin(
    c: &mut AnyConnection,
    tenant: &TenantId,
    definition: &Pinned<'_>,
    at: NaiveDateTime,
) -> Result<(), PinError> {
    let insert = diesel::insert_into(definitions::table).values((
        definitions::tenant_id.eq(tenant),
        definitions::hash.eq(definition.hash),
        definitions::kind.eq(definition.kind),
        definitions::code.eq(definition.code),
        definitions::version.eq(definition.version),
        definitions::body.eq(Json(definition.body.clone())),
        definitions::created_at.eq(at),
    ));
    Tail(insert, "ON CONFLICT (tenant_id, hash) DO NOTHING").execute(c)?;
    Ok(())
}

/// The JSON of a kept definition.
pub fn pinned(c: &mut AnyConnection, tenant: &TenantId, hash: &str) -> Result<Value, PinError> {
    let body: Option<Json<Value>> = definitions::table
        .filter(definitions::tenant_id.eq(tenant))
        .filter(definitions::hash.eq(hash))
        .select(definitions::body)
        .first(c)
        .optional()?;
    body.map(|b| b.0).ok_or_else(|| PinError::Missing(hash.to_owned()))
}

impl Catalogue {
    /// The form of a hash: today's, or an older one compiled from the database and remembered.
    pub fn form(
        &self,
        c: &mut AnyConnection,
        tenant: &TenantId,
        hash: &str,
        lists: &Arc<CodeLists>,
    ) -> Result<Arc<Form>, PinError> {
        if let Some(form) = self.forms.forms().find(|f| f.hash == hash) {
            return Ok(Arc::clone(form));
        }
        if let Some(form) = self.old().forms.get(hash) {
            return Ok(Arc::clone(form));
        }
        let body = pinned(c, tenant, hash)?;
        let form = Arc::new(Form::restore(&body, lists).map_err(|f| broken(hash, &f))?);
        self.old().forms.insert(hash.to_owned(), Arc::clone(&form));
        Ok(form)
    }

    /// The workflow of a hash.
    pub fn workflow_of(
        &self,
        c: &mut AnyConnection,
        tenant: &TenantId,
        hash: &str,
    ) -> Result<Arc<Workflow>, PinError> {
        if let Some(workflow) =
            self.workflow_hashes.get(hash).and_then(|code| self.workflows.get(code))
        {
            return Ok(Arc::clone(workflow));
        }
        if let Some(workflow) = self.old().workflows.get(hash) {
            return Ok(Arc::clone(workflow));
        }
        let body = pinned(c, tenant, hash)?;
        let compiled = Workflow::compile(hash, &body, &Fragments::default());
        let workflow = Arc::new(compiled.map_err(|f| broken(hash, &f))?);
        self.old().workflows.insert(hash.to_owned(), Arc::clone(&workflow));
        Ok(workflow)
    }

    /// The procedure of a hash.
    pub fn procedure_of(
        &self,
        c: &mut AnyConnection,
        tenant: &TenantId,
        hash: &str,
    ) -> Result<Arc<Procedure>, PinError> {
        if let Some(procedure) = self.procedures.values().find(|p| p.hash == hash) {
            return Ok(Arc::clone(procedure));
        }
        if let Some(procedure) = self.old().procedures.get(hash) {
            return Ok(Arc::clone(procedure));
        }
        let body = pinned(c, tenant, hash)?;
        let parsed = parse_procedure(&body);
        let procedure =
            Arc::new(parsed.map_err(|e| PinError::Broken(hash.to_owned(), e.to_string()))?);
        self.old().procedures.insert(hash.to_owned(), Arc::clone(&procedure));
        Ok(procedure)
    }

    fn old(&self) -> std::sync::MutexGuard<'_, super::model::Old> {
        self.old.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

fn broken(hash: &str, faults: &[crate::base::fault::Fault]) -> PinError {
    let first = faults.first().map(ToString::to_string).unwrap_or_default();
    PinError::Broken(hash.to_owned(), first)
}
