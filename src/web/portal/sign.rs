//! Signing: download what was sealed, upload it signed, see at once who signed and what is wrong.

use actix_multipart::Multipart;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use serde_json::{Value, json};

use super::own::{self, draft_head, see};
use crate::app::App;
use crate::domain::draft::{self, DraftError, DraftState, Filled};
use crate::domain::file::{self, File, FileRole, Holder};
use crate::domain::id::{DraftId, FileId};
use crate::domain::seal::{self, Judged, SealedDocument};
use crate::engine::signature::Report;
use crate::platform::db::Json;
use crate::platform::store::Stored;
use crate::web::error::PageError;
use crate::web::here::Here;
use crate::web::judge::{self, Expectation};
use crate::web::page;
use crate::web::posted::same;
use crate::web::transfer;
use crate::web::view::{instant, verdict_of};
use crate::web::visitor::Citizen;

/// A draft's sealed documents with their files.
struct Desk {
    documents: Vec<SealedDocument>,
    files: Vec<File>,
}

async fn desk(app: &Data<App>, here: &Here, id: &DraftId) -> Result<Desk, PageError> {
    let scope = here.scope(app);
    let holder = Holder::draft(id);
    app.database
        .read(move |c| -> Result<Desk, PageError> {
            let documents = seal::of_holder(c, &scope.tenant_id, &holder)?;
            let files = file::of_holder(c, &scope.tenant_id, &holder)?;
            Ok(Desk { documents, files })
        })
        .await
}

pub(in crate::web) async fn show(
    app: Data<App>,
    here: Here,
    citizen: Citizen,
    id: Path<String>,
) -> Result<HttpResponse, PageError> {
    let filled = own::filled(&app, &here, &citizen, &id).await?;
    if filled.draft.state != DraftState::Sealed {
        return Ok(see(&here, &format!("/bozze/{id}/riepilogo")));
    }
    let desk = desk(&app, &here, &filled.draft.id).await?;
    let context = context(&here, &filled, &desk, None);
    page::page(&app, &here, (&citizen).into(), "portal/sign.html", context)
}

/// A refused upload: shown with its verdict, in place of what was there.
struct Refused {
    code: String,
    upload: File,
}

fn context(here: &Here, filled: &Filled, desk: &Desk, refused: Option<&Refused>) -> Value {
    let base = format!("/bozze/{}", filled.draft.id);
    let documents: Vec<Value> =
        desk.documents.iter().map(|d| document(here, &base, desk, d, refused)).collect();
    let problems: Vec<Value> = refused
        .map(|r| {
            let verdict = verdict_of(&r.upload);
            let title = desk.documents.iter().find(|d| d.code == r.code).map(|d| d.title.clone());
            json!({ "level": "error", "step": "firma", "path": r.code, "id": format!("document-{}", r.code),
                "label": title, "message": verdict["summary"] })
        })
        .into_iter()
        .collect();
    json!({
        "draft": draft_head(filled),
        "documents": documents,
        "problems": problems,
        "ready": desk.documents.iter().all(SealedDocument::is_complete),
        "submit_url": format!("{base}/invia"),
        "key": filled.draft.submit_key,
    })
}

fn document(
    here: &Here,
    base: &str,
    desk: &Desk,
    document: &SealedDocument,
    refused: Option<&Refused>,
) -> Value {
    let url = format!("{base}/documenti/{}", document.code);
    let sealed = desk.files.iter().find(|f| f.id == document.file_id);
    let kept = document.signed_file_id.as_ref();
    let kept = kept.and_then(|id| desk.files.iter().find(|f| f.id == *id));
    let shown = refused.filter(|r| r.code == document.code).map(|r| &r.upload).or(kept);
    let signers: Vec<Value> = document
        .signers
        .0
        .iter()
        .map(|s| {
            let missing = kept.is_none() || document.missing.0.contains(s);
            json!({ "name": s.name, "fiscal_code": s.fiscal_code, "role_label": s.role_label,
                "state": if missing { "missing" } else { "signed" },
                "signed_at": kept.filter(|_| !missing).map(|f| instant(f.created_at)) })
        })
        .collect();
    json!({
        "code": document.code,
        "title": document.title,
        "signature": document.signature,
        "complete": document.is_complete(),
        "file": sealed.map(|f| json!({ "name": f.name, "url": url, "size": f.bytes, "sha256": f.sha256 })),
        "signers": signers,
        "signed": shown.map(|f| json!({ "name": f.name, "url": format!("{url}/firmato"), "size": f.bytes,
            "report_url": kept.filter(|k| k.id == f.id).map(|_| format!("{url}/verifica")),
            "verdict": verdict_of(f) })),
        "upload_url": format!("{base}/documenti/{}", document.code),
        "max_bytes": here.tenant.limits.attachment_bytes,
    })
}

/// The sealed document, or its signed form, by its code.
async fn find(
    app: &Data<App>,
    here: &Here,
    citizen: &Citizen,
    id: &str,
    code: &str,
    signed: bool,
) -> Result<File, PageError> {
    let filled = own::filled(app, here, citizen, id).await?;
    let desk = desk(app, here, &filled.draft.id).await?;
    let code = code.trim_end_matches(".pdf");
    let document = desk.documents.iter().find(|d| d.code == code).ok_or(PageError::NotFound)?;
    let wanted = if signed { document.signed_file_id.as_ref() } else { Some(&document.file_id) };
    let file = wanted.and_then(|id| desk.files.iter().find(|f| f.id == *id));
    file.cloned().ok_or(PageError::NotFound)
}

pub(in crate::web) async fn download(
    app: Data<App>,
    here: Here,
    citizen: Citizen,
    path: Path<(String, String)>,
) -> Result<HttpResponse, PageError> {
    let file = find(&app, &here, &citizen, &path.0, &path.1, false).await?;
    transfer::send(&app, &file).await
}

pub(in crate::web) async fn download_signed(
    app: Data<App>,
    here: Here,
    citizen: Citizen,
    path: Path<(String, String)>,
) -> Result<HttpResponse, PageError> {
    let file = find(&app, &here, &citizen, &path.0, &path.1, true).await?;
    transfer::send(&app, &file).await
}

pub(in crate::web) async fn report(
    app: Data<App>,
    here: Here,
    citizen: Citizen,
    path: Path<(String, String)>,
) -> Result<HttpResponse, PageError> {
    let file = find(&app, &here, &citizen, &path.0, &path.1, true).await?;
    judge::send_report(&app, &here.scope(&app), file).await
}

pub(in crate::web) async fn upload(
    app: Data<App>,
    here: Here,
    citizen: Citizen,
    path: Path<(String, String)>,
    form: Multipart,
) -> Result<HttpResponse, PageError> {
    let (id, code) = path.into_inner();
    let filled = own::filled(&app, &here, &citizen, &id).await?;
    let desk = desk(&app, &here, &filled.draft.id).await?;
    let found = desk.documents.iter().find(|d| d.code == code && d.signature == "qualified");
    let document = found.ok_or(PageError::NotFound)?.clone();
    let limit = here.tenant.limits.attachment_bytes;
    let received = transfer::receive(&app, here.tenant.id().as_str(), form, limit).await?;
    let csrf = received.pairs.iter().find(|(name, _)| name == "_csrf").map(|(_, v)| v.as_str());
    if !same(csrf.unwrap_or_default(), &citizen.session.csrf) {
        return Err(PageError::StaleForm);
    }
    let Some(upload) = received.files.into_iter().next() else {
        return Ok(see(&here, &format!("/bozze/{id}/firma")));
    };
    let sealed = desk.files.iter().find(|f| f.id == document.file_id).ok_or(PageError::NotFound)?;
    let expected = Expectation {
        content_sha256: Some(sealed.sha256.clone()),
        parties: seal::parties(&document),
        level: judge::level(&app, "document", &code),
    };
    let report = judge::judge(&app, &upload.stored.key, expected).await?;
    let row = row(&app, &here, &citizen, &filled, &code, &upload.stored, &report);
    let judged = accept(&app, &here, &citizen, &filled, document, &row, report).await?;
    if judged.accepted {
        return Ok(see(&here, &format!("/bozze/{id}/firma#document-{code}")));
    }
    let refused = Refused { code, upload: row };
    let context = context(&here, &filled, &desk, Some(&refused));
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    page::page_with(&app, &here, (&citizen).into(), "portal/sign.html", context, status)
}

async fn accept(
    app: &Data<App>,
    here: &Here,
    citizen: &Citizen,
    filled: &Filled,
    document: SealedDocument,
    row: &File,
    report: Report,
) -> Result<Judged, PageError> {
    let scope = here.scope(app);
    let (person, id, row) = (citizen.person.clone(), filled.draft.id.clone(), row.clone());
    let judged = app
        .database
        .write(move |c| -> Result<Judged, DraftError> {
            draft::own(c, &scope, &person, &id)?;
            seal::accept(c, &scope, &Holder::draft(&id), &document, &row, &report)
        })
        .await?;
    Ok(judged)
}

fn row(
    app: &App,
    here: &Here,
    citizen: &Citizen,
    filled: &Filled,
    code: &str,
    stored: &Stored,
    report: &Report,
) -> File {
    let scope = here.scope(app);
    let holder = Holder::draft(&filled.draft.id);
    let pdf = stored.kind.mime == "application/pdf";
    File {
        tenant_id: scope.tenant_id.clone(),
        id: FileId::new(scope.ids.id()),
        holder_kind: holder.kind,
        holder_id: holder.id,
        slot: code.to_owned(),
        role: FileRole::Signed,
        name: if pdf { format!("{code}-firmato.pdf") } else { format!("{code}.pdf.p7m") },
        media_type: stored.kind.mime.to_owned(),
        bytes: i64::try_from(stored.size).unwrap_or(i64::MAX),
        sha256: stored.sha256.clone(),
        store_key: stored.key.as_str().to_owned(),
        verdict: report.verdict.code().to_owned(),
        report: serde_json::to_value(report).ok().map(Json),
        created_at: scope.at,
        created_by: citizen.person.id.as_str().to_owned(),
    }
}
