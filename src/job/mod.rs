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
    // Each handler keeps its own hold on the house.
    macro_rules! on {
        ($kind:expr, |$house:ident| $run:expr) => {{
            let app = Arc::clone(app);
            registry.on($kind, move |_| {
                let $house = Arc::clone(&app);
                $run
            });
        }};
        ($kind:expr, |$house:ident, $job:ident| $run:expr) => {{
            let app = Arc::clone(app);
            registry.on($kind, move |$job| {
                let $house = Arc::clone(&app);
                $run
            });
        }};
    }
    on!(crate::domain::notice::JOB, |app, job| notice::run(app, job));
    on!(crate::domain::case::RECEIPT_JOB, |app, job| receipt::run(app, job));
    on!(crate::domain::export::JOB, |app, job| export::run(app, job));
    on!("timers", |app| timer::run(app));
    on!("expiry", |app| expiry::run(app));
    on!("upkeep", |app| upkeep::run(app));
    on!("exports", |app| export::expire(app));
    on!("trust-lists", |app| trust::lists(app));
    on!("revocation", |app| trust::revocation(app));
    on!("register-days", |app| protocol::run(app));
    registry.every(Period::Hour, "timers");
    for daily in ["expiry", "upkeep", "exports", "trust-lists", "register-days"] {
        registry.every(Period::Day, daily);
    }
    registry.every(Period::Minutes(5), "revocation");
    registry
}

/// The frame of a job of one tenant.
fn tenant_scope(app: &App, job: &Job) -> Result<Scope, JobError> {
    let tenant = app.tenants().get(&job.tenant_id);
    let tenant = tenant.ok_or_else(|| JobError::Fail("its municipality is gone".to_owned()))?;
    Ok(Scope::new(Arc::clone(tenant), app.clock.as_ref(), Arc::clone(&app.ids)))
}
