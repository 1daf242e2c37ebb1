//! What time does by itself, for every tenant: silence forms, reminders go out.

use std::sync::Arc;

use crate::app::App;
use crate::domain::Scope;
use crate::domain::case;
use crate::domain::id::CaseId;
use crate::platform::queue::JobError;

/// The job: all cases whose day has come.
pub async fn run(app: Arc<App>) -> Result<(), JobError> {
    let mut failed = 0;
    for tenant in app.tenants().iter() {
        let scope = Scope::new(Arc::clone(tenant), app.clock.as_ref(), Arc::clone(&app.ids));
        for case in due(&app, &scope).await? {
            if let Err(error) = fire(&app, &scope, &case).await {
                failed += 1;
                tracing::error!(tenant = %scope.tenant_id, %case, %error, "a timer could not fire");
            }
        }
    }
    if failed == 0 {
        Ok(())
    } else {
        Err(JobError::Retry(format!("{failed} timers could not fire")))
    }
}

async fn due(app: &App, scope: &Scope) -> Result<Vec<CaseId>, JobError> {
    let scope = scope.clone();
    Ok(app.database.read(move |c| case::tenants_due(c, &scope)).await?)
}

async fn fire(app: &App, scope: &Scope, case: &CaseId) -> Result<usize, case::ActError> {
    let (scope, case) = (scope.clone(), case.clone());
    let (catalogue, register) = (app.catalogue.clone(), app.register.clone());
    app.database.write(move |c| case::fire(c, &scope, &catalogue, register.as_ref(), &case)).await
}
