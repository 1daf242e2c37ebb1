//! What is not a page of anybody: assets, crest, health, and addresses that lead nowhere.

use actix_web::http::StatusCode;
use actix_web::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, VARY,
};
use actix_web::{HttpRequest, HttpResponse, web};
use serde_json::json;

use crate::app::App;
use crate::platform::asset::Coding;
use crate::platform::telemetry::{Metrics, readiness};
use crate::web::error::PageError;
use crate::web::here::Here;

/// An embedded front-end file, compressed as the browser likes; its address changes with its content.
pub(super) async fn asset(
    app: web::Data<App>,
    request: HttpRequest,
    path: web::Path<String>,
) -> Result<HttpResponse, PageError> {
    let found = app.assets.find(&path).ok_or(PageError::NotFound)?;
    let accepted = request.headers().get(ACCEPT_ENCODING).and_then(|h| h.to_str().ok());
    let coding = accepted.and_then(Coding::accepted);
    let mut answer = HttpResponse::Ok();
    answer.insert_header((CONTENT_TYPE, found.asset.mime)).insert_header((VARY, "Accept-Encoding"));
    let keep = if found.immutable { "public, max-age=31536000, immutable" } else { "no-cache" };
    answer.insert_header((CACHE_CONTROL, keep));
    let encoded = coding.and_then(|c| found.asset.encoded(c).map(|bytes| (c, bytes)));
    Ok(match encoded {
        Some((coding, bytes)) => {
            answer.insert_header((CONTENT_ENCODING, coding.as_str())).body(bytes)
        }
        None => answer.insert_header((CONTENT_ENCODING, "identity")).body(found.asset.bytes()),
    })
}

/// The municipality's crest.
pub(super) async fn crest(app: web::Data<App>, here: Here) -> Result<HttpResponse, PageError> {
    let file = &here.tenant.identity.crest_svg;
    let bytes = app.catalogue.tenant_file(&here.tenant, file).ok_or(PageError::NotFound)?;
    Ok(HttpResponse::Ok()
        .content_type("image/svg+xml")
        .insert_header((CACHE_CONTROL, "public, max-age=3600"))
        .body(bytes.to_vec()))
}

/// The municipality's colours, as a style sheet: pages carry no style of their own.
pub(super) async fn colors(here: Here) -> HttpResponse {
    let colors = &here.tenant.identity.colors;
    let sheet = format!(
        ":root {{ --blue: {}; --blue-dark: {}; --accent: {}; }}\n",
        colors.primary, colors.primary_dark, colors.accent
    );
    HttpResponse::Ok()
        .content_type("text/css; charset=utf-8")
        .insert_header((CACHE_CONTROL, "public, max-age=3600"))
        .body(sheet)
}

/// The process lives.
pub(super) async fn health() -> HttpResponse {
    HttpResponse::Ok().json(json!({ "status": "ok" }))
}

/// The process can do its work: database, migrations, store. The reasons are for the log, not for whoever asks.
pub(super) async fn ready(app: web::Data<App>) -> HttpResponse {
    let health = readiness(&app.database, &app.store).await;
    for check in health.checks.iter().filter(|check| !check.ok) {
        tracing::warn!(check = check.name, reason = check.reason, "not ready");
    }
    let status = if health.ready { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    HttpResponse::build(status).json(health.without_reasons())
}

/// An address of no page.
pub(super) async fn nowhere() -> Result<HttpResponse, PageError> {
    Err(PageError::NotFound)
}

/// Figures for Prometheus: requests, statements, jobs. No personal data.
pub(super) async fn metrics(
    app: web::Data<App>,
    metrics: web::Data<Metrics>,
) -> Result<HttpResponse, PageError> {
    let text = metrics.write(&app.database).await?;
    Ok(HttpResponse::Ok().content_type("text/plain; version=0.0.4").body(text))
}
