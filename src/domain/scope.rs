//! What every use case is told: for whom, when, and where new identifiers come from.

use std::sync::Arc;

use chrono::{NaiveDate, NaiveDateTime};

use crate::base::clock::{Clock, civil};
use crate::base::ids::Ids;
use crate::domain::id::TenantId;
use crate::domain::tenant::Tenant;

/// The frame of one use case: one tenant, one instant.
#[derive(Clone)]
pub struct Scope {
    /// The municipality.
    pub tenant: Arc<Tenant>,
    /// Its key.
    pub tenant_id: TenantId,
    /// The instant, UTC, as stored.
    pub at: NaiveDateTime,
    /// The date in Italy.
    pub today: NaiveDate,
    /// New identifiers and secrets.
    pub ids: Arc<dyn Ids>,
}

impl Scope {
    /// The frame of a use case that starts now.
    pub fn new(tenant: Arc<Tenant>, clock: &dyn Clock, ids: Arc<dyn Ids>) -> Self {
        let at = clock.stamp();
        let tenant_id = tenant.id();
        Self { tenant, tenant_id, at, today: civil(at).date(), ids }
    }
}
