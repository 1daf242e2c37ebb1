//! The receipt of a submission as PDF/A: made once, kept with the case; made again from the same data it has the same bytes.

use std::sync::Arc;

use serde::Deserialize;
use serde_json::{Value, json};

use crate::app::App;
use crate::base::clock::civil;
use crate::domain::Scope;
use crate::domain::case::{self, Case, Loaded, Party};
use crate::domain::file::{self, File, FileRole, Holder};
use crate::domain::id::{CaseId, FileId};
use crate::domain::identity::{self, Person};
use crate::domain::paper;
use crate::engine::workflow::Silence;
use crate::job::tenant_scope;
use crate::platform::db::DatabaseError;
use crate::platform::queue::{Job, JobError};

#[derive(Debug, Deserialize)]
struct Payload {
    case: CaseId,
}

/// The job.
pub async fn run(app: Arc<App>, job: Job) -> Result<(), JobError> {
    let payload: Payload = job.payload()?;
    let scope = tenant_scope(&app, &job)?;
    ensure(&app, scope, &payload.case).await
}

/// Makes the receipt, unless it is there.
///
/// # Errors
/// A missing case, a template that asks for what is not there, the store or the database.
pub async fn ensure(app: &App, scope: Scope, case: &CaseId) -> Result<(), JobError> {
    let Some(material) = gather(app, scope.clone(), case).await? else { return Ok(()) };
    let context = context(app, &scope, &material);
    let document = paper::from_template(&app.catalogue, &scope.tenant, "ricevuta", &context)
        .map_err(|error| JobError::Fail(error.to_string()))?;
    let at = material.loaded.case.submitted_at;
    let bytes = tokio::task::spawn_blocking(move || paper::write(&document, at, None))
        .await
        .map_err(|error| JobError::Retry(error.to_string()))?
        .map_err(|error| JobError::Fail(error.to_string()))?;
    let stored = app.store.put_bytes(scope.tenant_id.as_str(), bytes).await;
    let stored = stored.map_err(|error| JobError::Retry(error.to_string()))?;
    let holder = Holder::case(case);
    let row = File {
        tenant_id: scope.tenant_id.clone(),
        id: FileId::new(scope.ids.id()),
        holder_kind: holder.kind,
        holder_id: holder.id.clone(),
        slot: "ricevuta".to_owned(),
        role: FileRole::Receipt,
        name: "ricevuta.pdf".to_owned(),
        media_type: "application/pdf".to_owned(),
        bytes: i64::try_from(stored.size).unwrap_or(i64::MAX),
        sha256: stored.sha256.clone(),
        store_key: stored.key.as_str().to_owned(),
        verdict: String::new(),
        report: None,
        created_at: scope.at,
        created_by: String::new(),
    };
    app.database
        .write(move |c| -> Result<(), DatabaseError> {
            // Looked at again inside the transaction: page and job may come at the same time.
            let files = file::of_holder(c, &row.tenant_id, &holder)?;
            if !files.iter().any(|f| f.role == FileRole::Receipt) {
                file::insert(c, &row)?;
            }
            Ok(())
        })
        .await?;
    Ok(())
}

struct Material {
    loaded: Loaded,
    parties: Vec<Party>,
    files: Vec<File>,
    person: Option<Person>,
}

/// What the receipt tells; `None` if it exists.
async fn gather(app: &App, scope: Scope, case: &CaseId) -> Result<Option<Material>, JobError> {
    let (catalogue, id) = (app.catalogue.clone(), case.clone());
    let material = app
        .database
        .read(move |c| -> Result<Option<Material>, case::ActError> {
            let files = file::of_holder(c, &scope.tenant_id, &Holder::case(&id))?;
            if files.iter().any(|f| f.role == FileRole::Receipt) {
                return Ok(None);
            }
            let loaded = case::load(c, &scope, &catalogue, &id)?;
            let parties = case::parties_of(c, &scope.tenant_id, &id)?;
            let person = identity::person(c, &scope.tenant_id, &loaded.case.person_id)?;
            Ok(Some(Material { loaded, parties, files, person }))
        })
        .await;
    material.map_err(|error| JobError::Retry(error.to_string()))
}

fn context(app: &App, scope: &Scope, material: &Material) -> Value {
    let case = &material.loaded.case;
    let office = scope.tenant.office(&case.office);
    let contacts: Vec<String> = office
        .map(|o| vec![o.floor.clone(), o.phone.clone(), o.email.clone()])
        .unwrap_or_default()
        .into_iter()
        .filter(|line| !line.is_empty())
        .collect();
    let holder = material.parties.first();
    let presenter = material.person.as_ref();
    let same = holder.zip(presenter).is_some_and(|(h, p)| h.fiscal_code == p.fiscal_code);
    let registered = case.protocol_at.unwrap_or(case.submitted_at);
    let url = format!("{}/pratiche/{}", app.public_base(&scope.tenant), case.id);
    json!({
        "procedimento": { "titolo": case.procedure_title },
        "oggetto": case.subject,
        "protocollo": {
            "numero": case.protocol_number.clone().unwrap_or_else(|| "in registrazione".to_owned()),
            "registro": "Protocollo generale",
            "data": registered.and_utc().to_rfc3339(),
        },
        "codice": case.id,
        "richiedente": {
            "nome": holder.map_or(case.presenter.as_str(), |h| h.name.as_str()),
            "codice_fiscale": holder.map(|h| h.fiscal_code.as_str()).unwrap_or_default(),
        },
        "presentata_da": presenter.filter(|_| !same).map(|p| json!({
            "nome": p.name(), "codice_fiscale": p.fiscal_code, "titolo": "con accesso autenticato" })),
        "ufficio": { "nome": scope.tenant.office_name(&case.office), "recapiti": contacts },
        "responsabile": case.assignee_name.as_ref().map(|name| json!({ "nome": name, "recapito": null })),
        "termine": term(material),
        "effetti": [case.public_state],
        "documenti": documents(&material.files),
        "pagamenti": [],
        "rimedi": remedies(&material.loaded),
        "riferimenti": material.loaded.procedure.legal_basis.iter().map(|l| &l.source).collect::<Vec<_>>(),
        "seguire": { "url": url, "testo": "Inquadra il codice per seguire la pratica: stato, scadenze e messaggi dell'ufficio." },
    })
}

fn term(material: &Material) -> Option<Value> {
    let loaded = &material.loaded;
    let day = civil(loaded.case.submitted_at).date();
    let promise = loaded.workflow.promise(&loaded.situation(day))?;
    let silence = promise.silence.map(|silence| match silence {
        Silence::Assenso => "la domanda si intende accolta.",
        Silence::Rigetto => "la domanda si intende respinta.",
        Silence::Inadempimento => "l'amministrazione è in ritardo e puoi chiedere a chi ha il potere sostitutivo di decidere.",
    });
    Some(
        json!({ "data": promise.deadline.date?, "spiegazione": promise.deadline.text, "inerzia": silence }),
    )
}

fn remedies(loaded: &Loaded) -> Vec<String> {
    loaded.procedure.sheet.remedies.iter().map(|text| text.replace('\n', " ")).collect()
}

fn documents(files: &[File]) -> Vec<Value> {
    let signed: Vec<&str> =
        files.iter().filter(|f| f.role == FileRole::Signed).map(|f| f.slot.as_str()).collect();
    files
        .iter()
        .filter(|f| match f.role {
            FileRole::Sealed => !signed.contains(&f.slot.as_str()),
            FileRole::Signed | FileRole::Attachment => true,
            _ => false,
        })
        .map(
            |f| json!({ "titolo": f.slot.split('/').next(), "file": f.name, "impronta": f.sha256 }),
        )
        .collect()
}

/// The main facts of a case, for mails.
pub(super) fn summary(app: &App, scope: &Scope, case: &Case, path: &str) -> Value {
    json!({
        "number": case.protocol_number.clone().unwrap_or_else(|| case.id.to_string()),
        "protocol": {
            "number": case.protocol_number.clone().unwrap_or_default(),
            "at": case.protocol_at.unwrap_or(case.submitted_at).and_utc().to_rfc3339(),
        },
        "title": case.procedure_title,
        "subject": case.subject,
        "submitted_at": case.submitted_at.and_utc().to_rfc3339(),
        "office": scope.tenant.office_name(&case.office),
        "manager": case.assignee_name,
        "due": case.due_on.map(|on| json!({ "on": on, "explain": case.due_text })),
        "email": null,
        "receipt_url": "",
        "url": path,
        "address": format!("{}{path}", app.public_base(&scope.tenant)),
    })
}
