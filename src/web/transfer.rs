//! Bytes in and out: uploads streamed to the store, downloads streamed from it. Nothing is whole in memory.

use actix_multipart::Multipart;
use actix_web::HttpResponse;
use actix_web::http::header::{
    ContentDisposition, DispositionParam, DispositionType, X_CONTENT_TYPE_OPTIONS,
};
use futures_util::{StreamExt, TryStreamExt};

use crate::app::App;
use crate::domain::file::File;
use crate::platform::store::{ObjectKey, StoreError, Stored};
use crate::web::error::PageError;

/// More text than a form may bring beside its files.
const MOST_TEXT: usize = 2 * 1024 * 1024;

/// One uploaded file, already in the store.
pub(super) struct Uploaded {
    /// Name of the form field.
    pub field: String,
    pub stored: Stored,
}

/// What a multipart form brought.
#[derive(Default)]
pub(super) struct Received {
    pub pairs: Vec<(String, String)>,
    pub files: Vec<Uploaded>,
}

/// Reads a multipart form: texts into pairs, files into the store, each at most `limit` bytes.
///
/// # Errors
/// [`PageError::TooLarge`] as soon as a file or the texts pass their limit.
pub(super) async fn receive(
    app: &App,
    tenant: &str,
    mut form: Multipart,
    limit: u64,
) -> Result<Received, PageError> {
    let mut received = Received::default();
    let mut text_bytes = 0;
    while let Some(mut field) = form.try_next().await.map_err(|_| PageError::Malformed("upload"))? {
        let name = field.name().unwrap_or_default().to_owned();
        let given = field.content_disposition().and_then(|d| d.get_filename());
        if let Some(given) = given {
            if given.is_empty() {
                drain(&mut field).await?;
                continue;
            }
            let stream = field.map_err(|error| std::io::Error::other(error.to_string()));
            let stored = app.store.put(tenant, app.ids.as_ref(), stream.boxed_local(), limit).await;
            received.files.push(Uploaded { field: name, stored: stored.map_err(refuse)? });
        } else {
            let mut text = Vec::new();
            while let Some(chunk) = field.next().await {
                let chunk = chunk.map_err(|_| PageError::Malformed("upload"))?;
                text_bytes += chunk.len();
                if text_bytes > MOST_TEXT {
                    return Err(PageError::TooLarge);
                }
                text.extend_from_slice(&chunk);
            }
            let text = String::from_utf8(text).map_err(|_| PageError::Malformed("upload"))?;
            received.pairs.push((name, text));
        }
    }
    Ok(received)
}

async fn drain(field: &mut actix_multipart::Field) -> Result<(), PageError> {
    while let Some(chunk) = field.next().await {
        chunk.map_err(|_| PageError::Malformed("upload"))?;
    }
    Ok(())
}

fn refuse(error: StoreError) -> PageError {
    match error {
        StoreError::TooLarge { .. } => PageError::TooLarge,
        StoreError::Broken => PageError::Malformed("upload"),
        other => PageError::internal(other),
    }
}

/// Sends a file. Only pictures and PDFs may show themselves in the browser; all else is saved.
pub(super) async fn send(app: &App, file: &File) -> Result<HttpResponse, PageError> {
    let key = key(file)?;
    let content = app.store.get(&key, None).await.map_err(PageError::internal)?;
    let shown = matches!(file.media_type.as_str(), "application/pdf" | "image/jpeg" | "image/png");
    let kind = if shown { DispositionType::Inline } else { DispositionType::Attachment };
    Ok(HttpResponse::Ok()
        .content_type(file.media_type.clone())
        .insert_header((X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .insert_header(("Content-Security-Policy", "sandbox; default-src 'none'"))
        .insert_header(("Cache-Control", "private, no-store"))
        .insert_header(disposition(kind, &file.name))
        .no_chunking(content.size)
        .streaming(content.stream))
}

/// Sends a file that lies on disk and goes when it is sent.
pub(super) async fn send_disk(
    file: tempfile::NamedTempFile,
    media_type: &str,
    name: &str,
) -> Result<HttpResponse, PageError> {
    let handle = tokio::fs::File::from_std(file.reopen().map_err(PageError::internal)?);
    let size = handle.metadata().await.map_err(PageError::internal)?.len();
    let stream = futures_util::stream::try_unfold((handle, file), |(mut handle, file)| async {
        let mut chunk = vec![0; 64 * 1024];
        let read = tokio::io::AsyncReadExt::read(&mut handle, &mut chunk).await?;
        chunk.truncate(read);
        let more = (read > 0).then(|| (bytes::Bytes::from(chunk), (handle, file)));
        Ok::<_, std::io::Error>(more)
    });
    Ok(HttpResponse::Ok()
        .content_type(media_type.to_owned())
        .insert_header((X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .insert_header(("Content-Security-Policy", "sandbox; default-src 'none'"))
        .insert_header(("Cache-Control", "private, no-store"))
        .insert_header(disposition(DispositionType::Attachment, name))
        .no_chunking(size)
        .streaming(Box::pin(stream)))
}

/// Sends an object of the store, to be saved under a name.
pub(super) async fn send_object(
    app: &App,
    key: &ObjectKey,
    media_type: &str,
    name: &str,
) -> Result<HttpResponse, PageError> {
    let content = app.store.get(key, None).await.map_err(PageError::internal)?;
    Ok(HttpResponse::Ok()
        .content_type(media_type.to_owned())
        .insert_header((X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .insert_header(("Content-Security-Policy", "sandbox; default-src 'none'"))
        .insert_header(("Cache-Control", "private, no-store"))
        .insert_header(disposition(DispositionType::Attachment, name))
        .no_chunking(content.size)
        .streaming(content.stream))
}

/// Sends bytes at hand under a name.
pub(super) fn send_bytes(bytes: Vec<u8>, media_type: &str, name: &str) -> HttpResponse {
    HttpResponse::Ok()
        .content_type(media_type.to_owned())
        .insert_header((X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .insert_header(("Cache-Control", "private, no-store"))
        .insert_header(disposition(DispositionType::Attachment, name))
        .body(bytes)
}

fn disposition(kind: DispositionType, name: &str) -> ContentDisposition {
    let parameters = vec![DispositionParam::Filename(name.to_owned())];
    ContentDisposition { disposition: kind, parameters }
}

/// Where a file's bytes are.
pub(super) fn key(file: &File) -> Result<ObjectKey, PageError> {
    ObjectKey::new(file.tenant_id.as_str(), &file.sha256).map_err(PageError::internal)
}
