//! Attachments of a draft: taken in as a stream, told by content, judged when signed.

use actix_multipart::Multipart;
use actix_web::web::{Bytes, Data, Path};
use actix_web::{HttpRequest, HttpResponse};

use super::{own, step};
use crate::app::App;
use crate::domain::draft::{self, DraftError, Filled};
use crate::domain::file::{self, File, FileRole, Holder};
use crate::domain::id::{DraftId, FileId};
use crate::engine::form::Slot;
use crate::engine::signature::{Party, Report};
use crate::platform::db::Json;
use crate::platform::store::{Family, Stored};
use crate::web::error::PageError;
use crate::web::here::Here;
use crate::web::judge::{self, Expectation};
use crate::web::posted::{Posted, same};
use crate::web::transfer;
use crate::web::visitor::Citizen;

/// Takes files for one slot; everything else that the page holds is saved with them.
pub(in crate::web) async fn upload(
    app: Data<App>,
    here: Here,
    citizen: Citizen,
    path: Path<(String, String)>,
    request: HttpRequest,
    form: Multipart,
) -> Result<HttpResponse, PageError> {
    let (id, key) = path.into_inner();
    let filled = own::filled(&app, &here, &citizen, &id).await?;
    let slot = filled.evaluation.slots.iter().find(|s| s.key == key).cloned();
    let slot = slot.ok_or(PageError::NotFound)?;
    let limit = here.tenant.limits.attachment_bytes;
    let received = transfer::receive(&app, here.tenant.id().as_str(), form, limit).await?;
    let posted = Posted(received.pairs);
    if !same(posted.get("_csrf").unwrap_or_default(), &citizen.session.csrf) {
        return Err(PageError::StaleForm);
    }
    let mut refusals = Vec::new();
    let held: u64 = filled.files.iter().map(|f| f.bytes.unsigned_abs()).sum();
    let mut room = here.tenant.limits.case_bytes.saturating_sub(held);
    let most = usize::try_from(here.tenant.limits.case_files).unwrap_or(usize::MAX);
    let mut places = most.saturating_sub(filled.files.len());
    let mut count = slot.count;
    for upload in received.files {
        let refusal = refusal(&slot, count, &Room { bytes: room, files: places }, &upload.stored);
        if let Some(refusal) = refusal {
            refusals.push(refusal);
            continue;
        }
        room -= upload.stored.size;
        places -= 1;
        count += 1;
        keep(&app, &here, &citizen, &filled, &slot, count, &upload.stored).await?;
    }
    let page = if posted.text("_step").is_empty() {
        filled.draft.step.clone()
    } else {
        posted.text("_step").to_owned()
    };
    if request.headers().contains_key("X-Partial") && !refusals.is_empty() {
        return Ok(HttpResponse::UnprocessableEntity()
            .json(serde_json::json!({ "message": refusals.join(" ") })));
    }
    let partial = request.headers().contains_key("X-Partial");
    step::answer_with(&app, &here, &citizen, &id, &page, &posted, partial, &refusals).await
}

/// What still fits into the draft.
struct Room {
    bytes: u64,
    files: usize,
}

/// Why a file cannot be taken, in words; the file is forgotten.
fn refusal(slot: &Slot, count: usize, room: &Room, stored: &Stored) -> Option<String> {
    let admitted = file::media_types(&slot.types);
    if count >= slot.max {
        return Some(format!(
            "«{}» ha già {} file: togline uno prima di caricarne un altro.",
            slot.title, slot.max
        ));
    }
    if stored.size == 0 {
        return Some("Il file è vuoto: controlla di aver scelto quello giusto.".to_owned());
    }
    if stored.kind.family == Family::Active || !admitted.contains(&stored.kind.mime) {
        return Some(format!(
            "Questo file non è di un tipo ammesso per «{}»: il contenuto è {}. Carica un file di tipo {}.",
            slot.title,
            if stored.kind.extension.is_empty() { "sconosciuto" } else { stored.kind.extension },
            slot.types.join(", ").to_uppercase()
        ));
    }
    if room.files == 0 {
        return Some(
            "La pratica ha già il numero massimo di file: riunisci più elaborati in un file solo."
                .to_owned(),
        );
    }
    (stored.size > room.bytes)
        .then(|| "La pratica ha raggiunto la dimensione massima: riduci gli allegati.".to_owned())
}

async fn keep(
    app: &Data<App>,
    here: &Here,
    citizen: &Citizen,
    filled: &Filled,
    slot: &Slot,
    ordinal: usize,
    stored: &Stored,
) -> Result<(), PageError> {
    let report = match stored.kind.family {
        Family::Signed | Family::Pdf => {
            // Only where signatures are asked for has the policy something to say.
            let level = judge::level(app, "attachment", &slot.key);
            let level = level.filter(|_| !slot.signed_by.is_empty());
            let parties = signers(filled, slot);
            let expected = Expectation { content_sha256: None, parties, level };
            Some(judge::judge(app, &stored.key, expected).await?).filter(is_signed)
        }
        _ => None,
    };
    let scope = here.scope(app);
    let row = row(&scope, filled, citizen, &slot.key, ordinal, stored, report.as_ref());
    let (person, id) = (citizen.person.clone(), filled.draft.id.clone());
    app.database
        .write(move |c| -> Result<(), DraftError> {
            let draft = draft::own(c, &scope, &person, &id)?;
            file::insert(c, &row)?;
            draft::unseal_draft(c, &scope, draft)
        })
        .await?;
    Ok(())
}

/// A PDF without signatures is simply a PDF.
fn is_signed(report: &Report) -> bool {
    !report.signatures.is_empty() || report.format != "PDF"
}

/// The people who must sign a slot's files: the parties with one of its roles, each once.
fn signers(filled: &Filled, slot: &Slot) -> Vec<Party> {
    let mut parties: Vec<Party> = Vec::new();
    for signer in &filled.evaluation.parties {
        let known = parties.iter().any(|p| p.fiscal_code == signer.fiscal_code);
        if slot.signed_by.contains(&signer.role) && !known && !signer.fiscal_code.is_empty() {
            parties.push(Party {
                name: signer.name.clone(),
                fiscal_code: signer.fiscal_code.clone(),
                role: signer.role_label.clone(),
            });
        }
    }
    parties
}

fn row(
    scope: &crate::domain::Scope,
    filled: &Filled,
    citizen: &Citizen,
    slot: &str,
    ordinal: usize,
    stored: &Stored,
    report: Option<&Report>,
) -> File {
    let holder = Holder::draft(&filled.draft.id);
    let inner = report.and_then(|r| r.content.as_ref()).map(|c| c.media_type.clone());
    let inner = inner.filter(|_| stored.kind.family == Family::Signed);
    File {
        tenant_id: scope.tenant_id.clone(),
        id: FileId::new(scope.ids.id()),
        holder_kind: holder.kind,
        holder_id: holder.id,
        slot: slot.to_owned(),
        role: FileRole::Attachment,
        name: file::file_name(slot, ordinal, stored.kind.mime, inner.as_deref()),
        media_type: stored.kind.mime.to_owned(),
        bytes: i64::try_from(stored.size).unwrap_or(i64::MAX),
        sha256: stored.sha256.clone(),
        store_key: stored.key.as_str().to_owned(),
        verdict: report.map(|r| r.verdict.code().to_owned()).unwrap_or_default(),
        report: report.and_then(|r| serde_json::to_value(r).ok()).map(Json),
        created_at: scope.at,
        created_by: citizen.person.id.as_str().to_owned(),
    }
}

/// The file of an own draft.
async fn find(
    app: &Data<App>,
    here: &Here,
    citizen: &Citizen,
    id: &str,
    file: &str,
) -> Result<File, PageError> {
    let scope = here.scope(app);
    let (person, id, file) = (citizen.person.clone(), DraftId::new(id), FileId::new(file));
    app.database
        .read(move |c| -> Result<File, PageError> {
            draft::own(c, &scope, &person, &id)?;
            let found = file::find(c, &scope.tenant_id, &Holder::draft(&id), &file)?;
            found.ok_or(PageError::NotFound)
        })
        .await
}

pub(in crate::web) async fn download(
    app: Data<App>,
    here: Here,
    citizen: Citizen,
    path: Path<(String, String)>,
) -> Result<HttpResponse, PageError> {
    let file = find(&app, &here, &citizen, &path.0, &path.1).await?;
    transfer::send(&app, &file).await
}

pub(in crate::web) async fn content(
    app: Data<App>,
    here: Here,
    citizen: Citizen,
    path: Path<(String, String)>,
) -> Result<HttpResponse, PageError> {
    let file = find(&app, &here, &citizen, &path.0, &path.1).await?;
    judge::send_content(&app, &file).await
}

pub(in crate::web) async fn report(
    app: Data<App>,
    here: Here,
    citizen: Citizen,
    path: Path<(String, String)>,
) -> Result<HttpResponse, PageError> {
    let file = find(&app, &here, &citizen, &path.0, &path.1).await?;
    judge::send_report(&app, &here.scope(&app), file).await
}

pub(in crate::web) async fn remove(
    app: Data<App>,
    here: Here,
    citizen: Citizen,
    path: Path<(String, String)>,
    body: Bytes,
) -> Result<HttpResponse, PageError> {
    Posted::read(&body, &citizen.session)?;
    let (id, file) = path.into_inner();
    step::detach(&app, &here, &citizen, &id, &file).await?;
    Ok(own::see(&here, &format!("/bozze/{id}")))
}
