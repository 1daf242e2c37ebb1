//! The check page: everything in one screen, what is missing, and the seal.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Bytes, Data, Path};
use serde_json::{Value, json};

use super::own::{self, draft_head, form_head, see};
use crate::app::App;
use crate::domain::draft::{DraftError, Filled};
use crate::domain::file::{File, FileRole, Holder};
use crate::domain::id::FileId;
use crate::domain::paper as domain_paper;
use crate::domain::seal::{self, NewDocument};
use crate::web::error::PageError;
use crate::web::here::Here;
use crate::web::page;
use crate::web::paper;
use crate::web::posted::Posted;
use crate::web::view::sections;
use crate::web::visitor::Citizen;

pub(in crate::web) async fn show(
    app: Data<App>,
    here: Here,
    citizen: Citizen,
    id: Path<String>,
) -> Result<HttpResponse, PageError> {
    let filled = own::filled(&app, &here, &citizen, &id).await?;
    let context = context(&here, &filled);
    page::page(&app, &here, (&citizen).into(), "portal/review.html", context)
}

fn context(here: &Here, filled: &Filled) -> Value {
    let base = format!("/bozze/{}", filled.draft.id);
    let evaluation = &filled.evaluation;
    let edit = |step: &str| Some(here.url(&format!("{base}/{step}?errori=1")));
    let qualified = evaluation.documents.iter().any(|d| d.signature == "qualified");
    let problems: Vec<Value> = evaluation
        .problems
        .iter()
        .map(|p| {
            let mut problem = serde_json::to_value(p).unwrap_or(Value::Null);
            // The field stands on its step's page, which shows its errors there.
            problem["url"] = Value::from(edit(&p.step).map(|url| format!("{url}#{}", p.id)));
            problem
        })
        .chain(filled.unsigned().iter().map(|lack| {
            json!({ "level": "error", "step": lack.step, "path": lack.key,
                "id": format!("section-{}", lack.step), "url": edit(&lack.step), "label": lack.title, "message": lack.message })
        }))
        .collect();
    json!({
        "form": form_head(filled),
        "draft": draft_head(filled),
        "sections": sections(&filled.form, evaluation, edit),
        "attachments": attachments(filled, &base),
        "documents": evaluation.documents,
        "fees": evaluation.fees,
        "problems": problems,
        "stops": evaluation.stops,
        "ready": filled.is_complete(),
        "next": if qualified { "sign" } else { "submit" },
        "key": filled.draft.submit_key,
    })
}

fn attachments(filled: &Filled, base: &str) -> Vec<Value> {
    let slots = filled.evaluation.slots.iter();
    slots
        .map(|slot| {
            let own = filled.files.iter().filter(|f| f.slot == slot.key);
            let files: Vec<_> = own
                .map(|f| {
                    let url = format!("{base}/file/{}", f.id);
                    json!({ "name": f.name, "size": f.bytes, "url": url })
                })
                .collect();
            json!({ "title": slot.title, "files": files })
        })
        .collect()
}

/// Generates the documents; nothing is sealed while something is missing.
pub(in crate::web) async fn seal(
    app: Data<App>,
    here: Here,
    citizen: Citizen,
    id: Path<String>,
    body: Bytes,
) -> Result<HttpResponse, PageError> {
    Posted::read(&body, &citizen.session)?;
    let filled = own::filled(&app, &here, &citizen, &id).await?;
    if !filled.is_complete() {
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        let context = context(&here, &filled);
        return page::page_with(
            &app,
            &here,
            (&citizen).into(),
            "portal/review.html",
            context,
            status,
        );
    }
    let documents = generate(&app, &here, &citizen, &filled).await?;
    let digest = seal::data_digest(&filled.evaluation, &filled.files);
    let scope = here.scope(&app);
    let draft = filled.draft;
    app.database
        .write(move |c| -> Result<_, DraftError> {
            seal::replace(c, &scope, draft.clone(), &documents, &digest)
        })
        .await?;
    Ok(see(&here, &format!("/bozze/{id}/firma")))
}

/// The documents of a draft as PDF/A, their bytes in the store.
async fn generate(
    app: &Data<App>,
    here: &Here,
    citizen: &Citizen,
    filled: &Filled,
) -> Result<Vec<NewDocument>, PageError> {
    let scope = here.scope(app);
    let holder = Holder::draft(&filled.draft.id);
    let mut documents = Vec::new();
    for plan in &filled.evaluation.documents {
        let document = domain_paper::sealed(&app.catalogue, &here.tenant, filled, plan);
        let data = serde_json::to_vec(&filled.evaluation.data).map_err(PageError::internal)?;
        let bytes = paper::pdf(document, scope.at, Some(data)).await?;
        let stored = app.store.put_bytes(here.tenant.id().as_str(), bytes).await;
        let stored = stored.map_err(PageError::internal)?;
        let file = File {
            tenant_id: scope.tenant_id.clone(),
            id: FileId::new(scope.ids.id()),
            holder_kind: holder.kind,
            holder_id: holder.id.clone(),
            slot: plan.code.clone(),
            role: FileRole::Sealed,
            name: format!("{}.pdf", plan.code),
            media_type: "application/pdf".to_owned(),
            bytes: i64::try_from(stored.size).unwrap_or(i64::MAX),
            sha256: stored.sha256.clone(),
            store_key: stored.key.as_str().to_owned(),
            verdict: String::new(),
            report: None,
            created_at: scope.at,
            created_by: citizen.person.id.as_str().to_owned(),
        };
        documents.push(NewDocument { plan: plan.clone(), file });
    }
    Ok(documents)
}
