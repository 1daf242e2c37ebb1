//! The municipality: who it is, its calendar, its offices and staff, what it offers, its parameters.
//!
//! A tenant is a folder of files (`tenants/<slug>/tenant.json`, described by `schemas/definition/tenant.json`), not rows:
//! all rows of the database carry its slug. It is chosen by host name or by the path prefix `/c/<slug>`.

mod calendar;
mod model;
mod registry;

pub use model::{
    ActSignature, Assignment, Caps, Contacts, Holder, Hours, Identity, Limits, Office, Parameter,
    Staff, StaffRole, Tenant, Zone,
};
pub use registry::Tenants;
