//! Errors, named for what the person cannot get, and the one place that turns them into a page.

use actix_web::http::StatusCode;
use actix_web::http::header::{ACCEPT, LOCATION};
use actix_web::{Error, HttpMessage, HttpRequest, HttpResponse, ResponseError, web};
use serde_json::json;

use crate::app::App;
use crate::platform::db::DatabaseError;
use crate::web::here::Here;
use crate::web::page;

/// Why a page cannot be shown.
#[derive(Debug, thiserror::Error)]
pub enum PageError {
    /// There is no such thing, or it belongs to somebody else: not told apart.
    #[error("not found")]
    NotFound,
    /// The person may not do this.
    #[error("forbidden")]
    Forbidden,
    /// Nobody is logged in; after the login the person comes back here.
    #[error("login needed")]
    LoginNeeded { office: bool, back: String },
    /// The form's token is not that of the session.
    #[error("stale form")]
    StaleForm,
    /// Somebody else changed it meanwhile.
    #[error("conflict")]
    Conflict,
    /// More bytes than allowed.
    #[error("too large")]
    TooLarge,
    /// The request makes no sense.
    #[error("malformed: {0}")]
    Malformed(&'static str),
    /// Too many attempts.
    #[error("too many requests")]
    TooMany,
    /// The house is too busy to answer now.
    #[error("busy")]
    Busy,
    /// Our fault. Logged once, here; the text carries no personal data.
    #[error("internal: {0}")]
    Internal(String),
}

impl PageError {
    /// Our fault, with its cause for the log.
    pub fn internal(cause: impl std::fmt::Display) -> Self {
        Self::Internal(cause.to_string())
    }

    /// Name of the error page.
    fn code(&self) -> &'static str {
        match self {
            Self::NotFound => "not_found",
            Self::Forbidden | Self::LoginNeeded { .. } => "forbidden",
            Self::StaleForm => "session",
            Self::Conflict => "conflict",
            Self::TooLarge => "too_large",
            Self::Malformed(_) => "invalid",
            Self::TooMany => "too_many",
            Self::Busy => "unavailable",
            Self::Internal(_) => "server",
        }
    }
}

impl ResponseError for PageError {
    fn status_code(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Forbidden => StatusCode::FORBIDDEN,
            Self::LoginNeeded { .. } => StatusCode::SEE_OTHER,
            Self::StaleForm | Self::Conflict => StatusCode::CONFLICT,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Malformed(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::TooMany => StatusCode::TOO_MANY_REQUESTS,
            Self::Busy => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn error_response(&self) -> HttpResponse {
        HttpResponse::new(self.status_code())
    }
}

impl From<DatabaseError> for PageError {
    fn from(error: DatabaseError) -> Self {
        match error {
            DatabaseError::Busy(_) | DatabaseError::Unreachable(_) => Self::Busy,
            other => Self::Internal(other.to_string()),
        }
    }
}

impl From<diesel::result::Error> for PageError {
    fn from(error: diesel::result::Error) -> Self {
        DatabaseError::from(error).into()
    }
}

impl From<crate::platform::template::TemplateError> for PageError {
    fn from(error: crate::platform::template::TemplateError) -> Self {
        Self::Internal(error.to_string())
    }
}

/// The page (or JSON, for scripts) of an error.
pub(super) fn page(request: &HttpRequest, failure: &Error) -> HttpResponse {
    let known = failure.as_error::<PageError>();
    let status = failure.as_response_error().status_code();
    if status.is_server_error() {
        tracing::error!(route = request.match_pattern(), error = %failure, "a page failed");
    }
    if let Some(PageError::LoginNeeded { office, back }) = known {
        return login(request, *office, back);
    }
    let code = known.map_or_else(|| guess(status), PageError::code);
    if wants_json(request) {
        return HttpResponse::build(status).json(json!({ "error": code }));
    }
    match dressed(request, code, status) {
        Some(html) => {
            HttpResponse::build(status).content_type("text/html; charset=utf-8").body(html)
        }
        None => HttpResponse::build(status)
            .content_type("text/plain; charset=utf-8")
            .body(status.canonical_reason().unwrap_or("errore").to_owned()),
    }
}

fn guess(status: StatusCode) -> &'static str {
    match status.as_u16() {
        413 => "too_large",
        429 => "too_many",
        404 => "not_found",
        400..=499 => "invalid",
        503 => "unavailable",
        _ => "server",
    }
}

fn wants_json(request: &HttpRequest) -> bool {
    let accept = request.headers().get(ACCEPT).and_then(|h| h.to_str().ok()).unwrap_or_default();
    accept.contains("application/json") && !accept.contains("text/html")
}

/// Scripts get 401 so that they can offer the login without losing what was typed; browsers are sent to the login page.
fn login(request: &HttpRequest, office: bool, back: &str) -> HttpResponse {
    let here = request.extensions().get::<Here>().cloned();
    let path = if office { "/ufficio/accedi" } else { "/accedi" };
    let back: String = url_encode(back);
    let target = here.map_or_else(|| path.to_owned(), |h| h.url(path));
    let target = format!("{target}?ritorno={back}");
    if request.headers().contains_key("X-Partial") || wants_json(request) {
        return HttpResponse::Unauthorized().json(json!({ "error": "session", "login": target }));
    }
    HttpResponse::SeeOther().insert_header((LOCATION, target)).finish()
}

/// Percent-encodes a path for a query value.
pub(super) fn url_encode(text: &str) -> String {
    text.bytes()
        .map(|b| match b {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b'/' => {
                char::from(b).to_string()
            }
            other => format!("%{other:02X}"),
        })
        .collect()
}

fn dressed(request: &HttpRequest, code: &str, status: StatusCode) -> Option<String> {
    let app = request.app_data::<web::Data<App>>()?;
    let here = request.extensions().get::<Here>().cloned()?;
    let links = match code {
        "session" => vec![("login", here.url("/accedi")), ("home", here.url("/"))],
        _ => vec![("home", here.url("/")), ("services", here.url("/servizi"))],
    };
    let links: Vec<_> =
        links.iter().map(|(kind, url)| json!({ "kind": kind, "url": url })).collect();
    let context = json!({ "error": { "code": code, "status": status.as_u16(), "detail": null,
        "reference": null, "links": links } });
    page::anonymous(app, &here, "portal/error.html", &context).ok()
}
