//! Asking for an export.

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::model::{Export, ExportState};
use super::{MOST_WAITING, queries};
use crate::domain::Scope;
use crate::domain::case::{Filter, Order};
use crate::domain::id::AccountId;
use crate::platform::db::{AnyConnection, DatabaseError, Json};
use crate::platform::queue::{NewJob, enqueue};
use crate::platform::sheet::SheetFormat;

/// Kind of the job that makes the file.
pub const JOB: &str = "export";

/// Which cases, in which order.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Question {
    pub filter: Filter,
    pub order: Order,
}

/// Why an export is not taken.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The officer has as many waiting as one may have.
    #[error("too many exports wait")]
    TooMany,
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DatabaseError),
}

/// Asks for an export: its row and the job that makes it.
pub fn request(
    c: &mut AnyConnection,
    scope: &Scope,
    account: &AccountId,
    title: &str,
    format: SheetFormat,
    question: &Question,
) -> Result<Export, ExportError> {
    let own = queries::of_account(c, &scope.tenant_id, account).map_err(DatabaseError::from)?;
    let busy = |e: &&Export| matches!(e.state, ExportState::Waiting | ExportState::Running);
    if own.iter().filter(busy).count() >= MOST_WAITING {
        return Err(ExportError::TooMany);
    }
    let row = Export {
        tenant_id: scope.tenant_id.clone(),
        id: scope.ids.id(),
        account_id: account.clone(),
        title: title.to_owned(),
        format,
        filter: Json(json!(question)),
        state: ExportState::Waiting,
        total: 0,
        done: 0,
        sha256: String::new(),
        bytes: 0,
        created_at: scope.at,
        finished_at: None,
    };
    queries::insert(c, &row).map_err(DatabaseError::from)?;
    let job = NewJob::new(&scope.tenant.slug, JOB, &json!({ "export": row.id }), scope.at)?;
    enqueue(c, scope.ids.as_ref(), job.unique(row.id.clone()))?;
    Ok(row)
}
