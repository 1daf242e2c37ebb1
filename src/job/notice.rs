//! Notices become letters: the template and the facts of today, then the mail outbox. A notice never says what a case says.

use std::sync::Arc;

use serde_json::{Value, json};

use super::receipt::summary;
use crate::app::App;
use crate::domain::Scope;
use crate::domain::case::{self, Case, Request};
use crate::domain::id::CaseId;
use crate::domain::notice::Notice;
use crate::job::tenant_scope;
use crate::platform::db::DatabaseError;
use crate::platform::mail::{Letter, enqueue_letter};
use crate::platform::queue::{Job, JobError};
use crate::platform::template::View;

/// The job.
pub async fn run(app: Arc<App>, job: Job) -> Result<(), JobError> {
    let notice: Notice = job.payload()?;
    let scope = tenant_scope(&app, &job)?;
    let path = notice.values.get("path").and_then(Value::as_str).unwrap_or("/area").to_owned();
    let facts = facts(&app, &scope, &path).await?;
    let template = template(&notice.template, facts.as_ref().is_some_and(|f| f.1.is_some()));
    let context = context(&app, &scope, &notice, &path, facts);
    let view = View { language: "it", base: "" };
    let (subject, text) = Letter::compose(&app.templates, view, template, &context)
        .map_err(|error| JobError::Fail(error.to_string()))?;
    let letter = Letter {
        from_name: scope.tenant.name.clone(),
        reply_to: scope.tenant.contacts.email.clone(),
        to: notice.to.clone(),
        subject,
        text,
    };
    app.database
        .write(move |c| -> Result<(), DatabaseError> {
            let tenant = &scope.tenant.slug;
            enqueue_letter(c, scope.ids.as_ref(), tenant, &job.id, &letter, scope.at)?;
            Ok(())
        })
        .await?;
    Ok(())
}

/// The case that a notice is about, and what is asked in it.
async fn facts(
    app: &App,
    scope: &Scope,
    path: &str,
) -> Result<Option<(Case, Option<Request>)>, JobError> {
    let Some(id) = path.strip_prefix("/pratiche/").map(CaseId::new) else { return Ok(None) };
    let tenant = scope.tenant_id.clone();
    let found = app
        .database
        .read(move |c| -> Result<_, DatabaseError> {
            let case = case::find(c, &tenant, &id)?;
            let open = case::open_requests(c, &tenant, std::slice::from_ref(&id))?;
            Ok(case.map(|case| (case, open.into_iter().next())))
        })
        .await?;
    Ok(found)
}

/// The mail of a workflow's notice; one without a mail of its own is told as news.
fn template(code: &str, asked: bool) -> &'static str {
    match code {
        "ricevuta" => "submitted",
        "bozza_in_scadenza" => "draft-expiring",
        "integrazione" | "regolarizzazione" | "conformazione" | "preavviso" if asked => "request",
        "presa_in_carico" | "avvio_procedimento" => "taken-charge",
        "messaggio" => "message",
        _ => "update",
    }
}

fn context(
    app: &App,
    scope: &Scope,
    notice: &Notice,
    path: &str,
    facts: Option<(Case, Option<Request>)>,
) -> Value {
    let tenant = &scope.tenant;
    let mut context = json!({
        "site": { "tenant": { "name": tenant.name,
            "address": format!("{}, {} {}", tenant.address.street, tenant.address.cap, tenant.address.town),
            "contacts": { "phone": tenant.contacts.phone, "email": tenant.contacts.email },
            "pec": tenant.contacts.pec }, "lang": "it", "demo": app.conduct.demo },
        "recipient": { "name": "" },
        "notice": notice.values,
        "draft": { "title": notice.values.get("title"), "saved_at": scope.at.and_utc().to_rfc3339(),
            "expires_on": notice.values.get("expires_on"), "owner": "",
            "address": format!("{}{path}", app.public_base(tenant)) },
    });
    if let Some((case, request)) = facts {
        context["case"] = summary(app, scope, &case, path);
        context["state"] = Value::String(case.public_state.clone());
        context["request"] = request
            .map_or(Value::Null, |r| json!({ "id": r.id, "at": r.created_at.and_utc().to_rfc3339(), "text": r.title,
                "items": [], "due_on": r.due_on, "url": path, "from": scope.tenant.office_name(&case.office) }));
    }
    context
}
