//! Tidying, every day: finished jobs are forgotten, unfinished uploads and files that nobody holds leave the store.

use std::sync::Arc;

use chrono::Duration;

use crate::app::App;
use crate::domain::file;
use crate::domain::id::TenantId;
use crate::platform::db::DatabaseError;
use crate::platform::queue::{self, JobError};
use crate::platform::store::ObjectKey;

/// Days for which a finished job can be looked at.
const JOB_DAYS: i64 = 30;
/// Days after which an upload that never ended is given up.
const UPLOAD_DAYS: i64 = 1;
/// Days that a file may lie in the store before a row must hold it; no request takes so long.
const ORPHAN_DAYS: i64 = 7;

/// The job.
pub async fn run(app: Arc<App>) -> Result<(), JobError> {
    let now = app.clock.now();
    let before = now.naive_utc() - Duration::days(JOB_DAYS);
    let jobs = app.database.write(move |c| queue::purge(c, before)).await?;
    let uploads = app.store.sweep(now - Duration::days(UPLOAD_DAYS)).await;
    let uploads = uploads.map_err(|error| JobError::Retry(error.to_string()))?;
    let mut orphans = 0;
    for tenant in app.tenants().iter() {
        orphans += sweep_orphans(&app, tenant.id()).await?;
    }
    if jobs + uploads + orphans > 0 {
        tracing::info!(jobs, uploads, orphans, "tidied");
    }
    Ok(())
}

/// Deletes the tenant's old objects that no row holds; gives how many.
async fn sweep_orphans(app: &App, tenant: TenantId) -> Result<usize, JobError> {
    let before = app.clock.now() - Duration::days(ORPHAN_DAYS);
    let failed = |error: crate::platform::store::StoreError| JobError::Retry(error.to_string());
    let mut swept = 0;
    for key in app.store.old(tenant.as_str(), before).await.map_err(failed)? {
        if !is_held(app, &tenant, &key).await? {
            app.store.delete(&key).await.map_err(failed)?;
            swept += 1;
        }
    }
    Ok(swept)
}

async fn is_held(app: &App, tenant: &TenantId, key: &ObjectKey) -> Result<bool, JobError> {
    let (tenant, sha256) = (tenant.clone(), key.sha256().to_owned());
    let held = app
        .database
        .read(move |c| -> Result<bool, DatabaseError> {
            Ok(file::holds_content(c, &tenant, &sha256)?)
        })
        .await?;
    Ok(held)
}
