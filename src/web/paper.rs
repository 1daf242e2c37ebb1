//! Documents off the async threads.

use chrono::NaiveDateTime;

use crate::domain::paper;
use crate::engine::document::Document;
use crate::web::error::PageError;

/// The PDF/A of a document; with `data`, PDF/A-3 that carries the data it was made from.
pub(super) async fn pdf(
    document: Document,
    at: NaiveDateTime,
    data: Option<Vec<u8>>,
) -> Result<Vec<u8>, PageError> {
    let written = actix_web::web::block(move || paper::write(&document, at, data));
    written.await.map_err(PageError::internal)?.map_err(PageError::internal)
}
