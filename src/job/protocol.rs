//! The register of each day as PDF/A, by the next day: made once for every day on which something was registered or annulled,
//! kept in the store, chained by hashes.

use std::sync::Arc;

use chrono::NaiveDate;
use serde_json::{Value, json};

use crate::app::App;
use crate::base::clock::civil;
use crate::domain::Scope;
use crate::domain::file::{self, File, FileRole, Holder};
use crate::domain::id::FileId;
use crate::domain::paper;
use crate::domain::protocol::{self, Annulment, DayContent, Entry};
use crate::gateway::register::{Direction, REGISTER};
use crate::platform::db::DatabaseError;
use crate::platform::queue::JobError;

/// The job: every municipality, every day that has no register yet.
pub async fn run(app: Arc<App>) -> Result<(), JobError> {
    for tenant in app.tenants().iter() {
        let scope = Scope::new(Arc::clone(tenant), app.clock.as_ref(), Arc::clone(&app.ids));
        let asked = scope.clone();
        let days = app.database.read(move |c| protocol::unsealed_days(c, &asked)).await?;
        for day in days {
            seal(&app, &scope, day).await?;
        }
    }
    Ok(())
}

async fn seal(app: &App, scope: &Scope, day: NaiveDate) -> Result<(), JobError> {
    let tenant = scope.tenant_id.clone();
    let content = app.database.read(move |c| protocol::content_of(c, &tenant, day)).await?;
    let context = context(&content);
    let document =
        paper::from_template(&app.catalogue, &scope.tenant, "registro-giornaliero", &context)
            .map_err(|error| JobError::Fail(error.to_string()))?;
    let data = content.data().to_string().into_bytes();
    // The end of the day, not the instant of the job: made again, the document has the same bytes.
    let at = day.and_hms_opt(23, 0, 0).unwrap_or(scope.at);
    let bytes = tokio::task::spawn_blocking(move || paper::write(&document, at, Some(data)))
        .await
        .map_err(|error| JobError::Retry(error.to_string()))?
        .map_err(|error| JobError::Fail(error.to_string()))?;
    let stored = app.store.put_bytes(scope.tenant_id.as_str(), bytes).await;
    let stored = stored.map_err(|error| JobError::Retry(error.to_string()))?;
    let size = i64::try_from(stored.size).unwrap_or(i64::MAX);
    let holder = Holder::register(day);
    let row = File {
        tenant_id: scope.tenant_id.clone(),
        id: FileId::new(scope.ids.id()),
        holder_kind: holder.kind,
        holder_id: holder.id,
        slot: "registro-giornaliero".to_owned(),
        role: FileRole::Register,
        name: format!("registro-giornaliero-{day}.pdf"),
        media_type: "application/pdf".to_owned(),
        bytes: size,
        sha256: stored.sha256.clone(),
        store_key: stored.key.as_str().to_owned(),
        verdict: String::new(),
        report: None,
        created_at: scope.at,
        created_by: String::new(),
    };
    let scope = scope.clone();
    app.database
        .write(move |c| -> Result<(), DatabaseError> {
            let sealed = (stored.sha256.as_str(), size);
            if protocol::seal_day(c, &scope, REGISTER, &content, sealed)? {
                file::insert(c, &row)?;
            }
            Ok(())
        })
        .await?;
    Ok(())
}

fn context(content: &DayContent) -> Value {
    let entry = |e: &Entry| {
        let way = match e.direction {
            Direction::Incoming => "entrata",
            Direction::Outgoing => "uscita",
            Direction::Internal => "interno",
        };
        json!({ "numero": e.label(), "ora": civil(e.at).format("%H:%M:%S").to_string(), "verso": way,
            "oggetto": e.subject, "corrispondente": e.correspondent, "impronta": e.document_sha256 })
    };
    let annulment = |a: &Annulment| {
        json!({ "numero": format!("{}/{:07}", a.year, a.number), "autore": a.author,
            "motivo": a.reason, "ora": civil(a.at).format("%H:%M:%S").to_string() })
    };
    json!({
        "giorno": content.day,
        "registro": REGISTER,
        "registrazioni": content.entries.iter().map(entry).collect::<Vec<_>>(),
        "annullamenti": content.annulments.iter().map(annulment).collect::<Vec<_>>(),
    })
}
