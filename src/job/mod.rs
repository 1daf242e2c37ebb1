//! Floor 5: what is done later, one file a job. A job runs at least once, so each is idempotent.

pub mod expiry;
pub mod export;
pub mod notice;
pub mod protocol;
pub mod receipt;
pub mod timer;
pub mod trust;
pub mod upkeep;

use std::sync::Arc;

use crate::app::App;
use crate::domain::Scope;
use crate::platform::queue::{Job, JobError, Period, Registry};

/// All jobs of the house.
pub fn registry(app: &Arc<App>) -> Registry {
    let mut registry = Registry::default();
    let one = |app: &Arc<App>| Arc::clone(app);
    let (a, b, c, d, e) = (one(app), one(app), one(app), one(app), one(app));
    let (f, g, h, i) = (one(app), one(app), one(app), one(app));
    let j = one(app);
    registry.on(crate::domain::notice::JOB, move |job| notice::run(Arc::clone(&a), job));
    registry.on(crate::domain::case::RECEIPT_JOB, move |job| receipt::run(Arc::clone(&b), job));
    registry.on("timers", move |_| timer::run(Arc::clone(&c)));
    registry.on("expiry", move |_| expiry::run(Arc::clone(&d)));
    registry.on("upkeep", move |_| upkeep::run(Arc::clone(&e)));
    registry.on(crate::domain::export::JOB, move |job| export::run(Arc::clone(&f), job));
    registry.on("exports", move |_| export::expire(Arc::clone(&g)));
    registry.on("register-days", move |_| protocol::run(Arc::clone(&j)));
    registry.every(Period::Hour, "timers");
    registry.every(Period::Day, "expiry");
    registry.every(Period::Day, "upkeep");
    registry.every(Period::Day, "exports");
    registry.on("trust-lists", move |_| trust::lists(Arc::clone(&h)));
    registry.on("revocation", move |_| trust::revocation(Arc::clone(&i)));
    registry.every(Period::Day, "trust-lists");
    registry.every(Period::Minutes(5), "revocation");
    registry.every(Period::Day, "register-days");
    registry
}

/// The frame of a job of one tenant.
fn tenant_scope(app: &App, job: &Job) -> Result<Scope, JobError> {
    let tenant = app.tenants().get(&job.tenant_id);
    let tenant = tenant.ok_or_else(|| JobError::Fail("its municipality is gone".to_owned()))?;
    Ok(Scope::new(Arc::clone(tenant), app.clock.as_ref(), Arc::clone(&app.ids)))
}
