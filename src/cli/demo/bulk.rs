//! `demo --cases N`: copies of the demo's cases, to see and to measure how the program behaves with many.

use std::sync::Arc;

use crate::app::App;
use crate::domain::Scope;
use crate::domain::case::{self, ActError};
use crate::domain::id::CaseId;
use crate::domain::tenant::Tenant;

/// Copies made in one transaction.
const BATCH: usize = 2_000;
/// The copies lie on the days around the original's.
const SPREAD: i64 = 700;

/// Brings the cases of `tenant` up to `wanted`; gives how many were made.
pub async fn fill(app: &Arc<App>, tenant: &Arc<Tenant>, wanted: usize) -> anyhow::Result<usize> {
    let id = tenant.id();
    let originals: Vec<CaseId> =
        app.database.read(move |c| -> Result<_, ActError> { Ok(case::all_ids(c, &id)?) }).await?;
    let missing = wanted.saturating_sub(originals.len());
    if originals.is_empty() {
        return Ok(0);
    }
    let mut made = 0;
    while made < missing {
        let count = BATCH.min(missing - made);
        let scope = Scope::new(Arc::clone(tenant), app.clock.as_ref(), Arc::clone(&app.ids));
        let (originals, register, first) = (originals.clone(), app.register.clone(), made);
        app.database
            .write(move |c| -> Result<(), ActError> {
                for index in first..first + count {
                    let of = &originals[index % originals.len()];
                    let days = index as i64 % SPREAD - SPREAD / 2;
                    case::copy(c, &scope, register.as_ref(), of, days)?;
                }
                Ok(())
            })
            .await?;
        made += count;
    }
    Ok(made)
}
