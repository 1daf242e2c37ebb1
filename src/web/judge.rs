//! Judging signed files: a copy on disk, the signature engine on a blocking thread, the report.

use std::io::Write as _;
use std::sync::Arc;

use actix_web::web::Data;
use chrono::{DateTime, Utc};

use crate::app::App;
use crate::domain::file::File;
use crate::engine::signature::{self, Limits, Party, Report, Request};
use crate::platform::store::ObjectKey;
use crate::web::error::PageError;
use crate::web::transfer;

/// What a file is judged against.
#[derive(Default)]
pub(super) struct Expectation {
    /// Hex SHA-256 of the content that must have been signed.
    pub content_sha256: Option<String>,
    pub parties: Vec<Party>,
}

/// The report on a stored file, as of now.
pub(super) async fn judge(
    app: &Data<App>,
    key: &ObjectKey,
    expected: Expectation,
) -> Result<Report, PageError> {
    let copy = transfer::local_copy(app, key).await?;
    let trust = Arc::clone(&app.trust);
    let now: DateTime<Utc> = app.clock.now();
    let report = actix_web::web::block(move || -> std::io::Result<Report> {
        let mut file = copy.reopen()?;
        let mut request = Request::new(&trust.store, &trust.revocation, &trust.policy, now);
        request.expected_content_sha256 = expected.content_sha256.as_deref().and_then(digest);
        request.required = &expected.parties;
        Ok(signature::verify(&mut file, request))
    });
    report.await.map_err(PageError::internal)?.map_err(PageError::internal)
}

fn digest(hex_digest: &str) -> Option<[u8; 32]> {
    hex::decode(hex_digest).ok()?.try_into().ok()
}

/// Sends the document inside a signed file.
pub(super) async fn send_content(
    app: &Data<App>,
    file: &File,
) -> Result<actix_web::HttpResponse, PageError> {
    let key = transfer::key(file)?;
    let copy = transfer::local_copy(app, &key).await?;
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
