//! Judging signed files at upload: the engine on a blocking thread, with the lists and the revocation data at hand. Nobody
//! waits for the network here; what is missing the job fetches.

use std::io::Write as _;

use actix_web::web::Data;

use crate::app::App;
use crate::domain::file::File;
use crate::domain::verdict;
use crate::engine::signature::{self, Limits, Report, Required};
use crate::platform::store::ObjectKey;
use crate::web::error::PageError;
use crate::web::transfer;

/// What a file is judged against.
pub(super) use crate::domain::verdict::Expectation;

/// The report on a stored file, as of now.
pub(super) async fn judge(
    app: &Data<App>,
    key: &ObjectKey,
    expected: Expectation,
) -> Result<Report, PageError> {
    let judged = verdict::judge(&app.bench(), key, &expected, app.clock.now()).await;
    Ok(judged.map_err(PageError::internal)?.0)
}

/// The level that the policy asks of a `document`, an `attachment` or an `act`, by its code.
pub(super) fn level(app: &App, what: &str, code: &str) -> Option<Required> {
    let code = code.split('/').next().unwrap_or(code);
    app.trust.policy.required_level(what, code)
}

/// Sends the document inside a signed file.
pub(super) async fn send_content(
    app: &Data<App>,
    file: &File,
) -> Result<actix_web::HttpResponse, PageError> {
    let key = transfer::key(file)?;
    let copy = verdict::local_copy(&app.bench(), &key).await.map_err(PageError::internal)?;
    let scratch = app.conduct.scratch.clone();
    let extracted = actix_web::web::block(move || -> std::io::Result<_> {
        let mut source = copy.reopen()?;
        let mut out = tempfile::NamedTempFile::new_in(scratch)?;
        let found = signature::content(&mut source, &Limits::default(), &mut out)?;
        out.flush()?;
        Ok((out, found))
    });
    let (out, found) =
        extracted.await.map_err(PageError::internal)?.map_err(|_| PageError::NotFound)?;
    let name = file.name.trim_end_matches(".p7m").to_owned();
    transfer::send_disk(out, &found.media_type, &name).await
}

/// Sends the report on a file's signatures as a document to print, with every verdict that was given.
pub(super) async fn send_report(
    app: &Data<App>,
    scope: &crate::domain::Scope,
    file: File,
) -> Result<actix_web::HttpResponse, PageError> {
    let (tenant, id) = (scope.tenant_id.clone(), file.id.clone());
    let history = app
        .database
        .read(move |c| -> Result<_, PageError> {
            Ok(verdict::history_of(c, &tenant, std::slice::from_ref(&id))?)
        })
        .await?;
    let issuer = crate::domain::paper::issuer(&app.catalogue, &scope.tenant);
    let document = verdict::print(&file, &history, issuer).ok_or(PageError::NotFound)?;
    let at = scope.at;
    let bytes =
        actix_web::web::block(move || crate::domain::paper::write(&document, at, None)).await;
    let bytes = bytes.map_err(PageError::internal)?.map_err(PageError::internal)?;
    let name = format!("verifica-{}.pdf", file.name);
    Ok(transfer::send_bytes(bytes, "application/pdf", &name))
}
