//! Evidence for signatures, fetched behind everybody's back: trusted lists every day; revocation every few minutes, with the
//! files whose verdict waits for it.

use std::sync::Arc;

use crate::app::App;
use crate::domain::Scope;
use crate::domain::id::FileId;
use crate::domain::trust;
use crate::domain::verdict::{self, Rechecked};
use crate::platform::db::DatabaseError;
use crate::platform::queue::JobError;

/// The job of the lists. Without network there is nothing to do: lists are then brought by `sportello trust import`.
pub async fn lists(app: Arc<App>) -> Result<(), JobError> {
    if !app.trust.lists.online {
        return Ok(());
    }
    let fresh = trust::refresh(&app.bench(), app.clock.now()).await;
    let fresh = fresh.map_err(|error| JobError::Retry(error.to_string()))?;
    for list in fresh {
        tracing::info!(
            territory = list.territory,
            sequence = list.sequence,
            "a newer trusted list"
        );
    }
    Ok(())
}

/// The job of revocation: lists about to end, then every file that waits. One that fails does not hold up the others.
pub async fn revocation(app: Arc<App>) -> Result<(), JobError> {
    let (bench, now) = (app.bench(), app.clock.now());
    if app.trust.lists.online {
        trust::renew(&bench, now).await.map_err(|error| JobError::Retry(error.to_string()))?;
    }
    let mut failed = 0;
    for tenant in app.tenants().iter() {
        let scope = Scope::new(Arc::clone(tenant), app.clock.as_ref(), Arc::clone(&app.ids));
        let (id, at) = (scope.tenant_id.clone(), scope.at);
        let read = move |c: &mut _| -> Result<_, DatabaseError> { Ok(verdict::due(c, &id, at)?) };
        let waiting: Vec<FileId> = app.database.read(read).await?;
        for file in waiting {
            match verdict::recheck(&bench, &scope, &file, now).await {
                Ok(Rechecked::Changed) => tracing::info!(%file, "a verdict changed"),
                Ok(_) => {}
                Err(error) => {
                    failed += 1;
                    tracing::error!(tenant = %scope.tenant_id, %file, %error, "a verdict could not be looked at again");
                }
            }
        }
    }
    match failed {
        0 => Ok(()),
        some => Err(JobError::Retry(format!("{some} files could not be judged again"))),
    }
}
