//! The end of idle drafts and of old sessions, every day, for every tenant.

use std::sync::Arc;

use crate::app::App;
use crate::domain::Scope;
use crate::domain::{draft, identity};
use crate::platform::queue::JobError;

/// The job.
pub async fn run(app: Arc<App>) -> Result<(), JobError> {
    for tenant in app.tenants().iter() {
        let scope = Scope::new(Arc::clone(tenant), app.clock.as_ref(), Arc::clone(&app.ids));
        let done = app
            .database
            .write(move |c| -> Result<_, draft::DraftError> {
                identity::drop_expired(c, &scope.tenant_id, scope.at)?;
                draft::expire(c, &scope)
            })
            .await
            .map_err(|error| JobError::Retry(error.to_string()))?;
        if done != draft::Expired::default() {
            tracing::info!(announced = done.announced, deleted = done.deleted, "idle drafts");
        }
    }
    Ok(())
}
