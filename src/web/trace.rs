//! The name of a request: in every log line that it causes, and in the answer.

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::middleware::Next;
use actix_web::{Error, web};
use tracing::Instrument;

use crate::app::App;
use crate::platform::telemetry::request_id;

const NAME: HeaderName = HeaderName::from_static("x-request-id");

/// Names the request as a trusted proxy did, else anew. The line of the log holds the route, never the path.
pub(super) async fn name_request(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let id = name(&request);
    let method = request.method().as_str().to_owned();
    let span = tracing::info_span!("request", id, method);
    let mut answer = next.call(request).instrument(span.clone()).await?;
    let status = answer.status().as_u16();
    let route = answer.request().match_pattern().unwrap_or_default();
    span.in_scope(|| tracing::debug!(route, status, "answered"));
    if let Ok(value) = HeaderValue::from_str(&id) {
        answer.headers_mut().insert(NAME, value);
    }
    Ok(answer)
}

fn name(request: &ServiceRequest) -> String {
    let Some(app) = request.app_data::<web::Data<App>>() else { return String::new() };
    let peer = request.peer_addr().map(|address| address.ip());
    let trusted = peer.is_some_and(|ip| app.conduct.trusted_proxies.contains(&ip));
    let given = request.headers().get(NAME).filter(|_| trusted).and_then(|h| h.to_str().ok());
    request_id(given, app.ids.as_ref())
}
