//! Which municipality a request is for, and the outer shell of every answer: tenant, language, error pages.
//!
//! `/c/<slug>/…` is cut off before routing; otherwise the host name decides; a process with a single tenant serves it on any
//! host. What no tenant answers is the chooser of municipalities.

use std::future::{Ready, ready};
use std::rc::Rc;
use std::sync::Arc;

use actix_web::body::{BoxBody, EitherBody, MessageBody};
use actix_web::dev::{Service, ServiceRequest, ServiceResponse, Transform, forward_ready};
use actix_web::http::Uri;
use actix_web::http::header::{ACCEPT_LANGUAGE, HOST};
use actix_web::{Error, FromRequest, HttpMessage, HttpRequest, web};
use futures_util::future::LocalBoxFuture;

use crate::app::App;
use crate::domain::Scope;
use crate::domain::tenant::Tenant;
use crate::web::error::{self, PageError};
use crate::web::page::LANGUAGES;

/// Cookie of the chosen language.
pub(super) const LANGUAGE_COOKIE: &str = "sportello_lang";

/// The tenant of a request and where its pages live.
#[derive(Clone)]
pub struct Here {
    pub tenant: Arc<Tenant>,
    /// Prefix of its addresses: empty or `/c/<slug>`.
    pub base: String,
    /// Path below the prefix, with query.
    pub path: String,
    /// Language of the interface.
    pub language: String,
}

impl Here {
    /// The frame of a use case for this tenant, now.
    pub fn scope(&self, app: &App) -> Scope {
        Scope::new(Arc::clone(&self.tenant), app.clock.as_ref(), Arc::clone(&app.ids))
    }

    /// An address below the prefix.
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }
}

impl FromRequest for Here {
    type Error = Error;
    type Future = Ready<Result<Self, Error>>;

    fn from_request(request: &HttpRequest, _: &mut actix_web::dev::Payload) -> Self::Future {
        ready(request.extensions().get::<Self>().cloned().ok_or_else(|| PageError::NotFound.into()))
    }
}

/// The middleware that finds the tenant and dresses errors.
#[derive(Clone, Copy)]
pub struct Tenancy;

impl<S, B> Transform<S, ServiceRequest> for Tenancy
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error> + 'static,
    B: MessageBody + 'static,
{
    type Response = ServiceResponse<EitherBody<B, BoxBody>>;
    type Error = Error;
    type Transform = TenancyService<S>;
    type InitError = ();
    type Future = Ready<Result<Self::Transform, ()>>;

    fn new_transform(&self, service: S) -> Self::Future {
        ready(Ok(TenancyService { service: Rc::new(service) }))
    }
}

/// [`Tenancy`] at work.
pub struct TenancyService<S> {
    service: Rc<S>,
}

impl<S, B> Service<ServiceRequest> for TenancyService<S>
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error> + 'static,
    B: MessageBody + 'static,
{
    type Response = ServiceResponse<EitherBody<B, BoxBody>>;
    type Error = Error;
    type Future = LocalBoxFuture<'static, Result<Self::Response, Error>>;

    forward_ready!(service);

    fn call(&self, mut request: ServiceRequest) -> Self::Future {
        if let Some(here) = find(&mut request) {
            request.extensions_mut().insert(here);
        }
        let service = Rc::clone(&self.service);
        Box::pin(async move {
            let answer = service.call(request).await?;
            if answer.response().error().is_none() {
                return Ok(answer.map_into_left_body());
            }
            let (request, response) = answer.into_parts();
            let page = match response.error() {
                Some(failure) => error::page(&request, failure),
                None => return Ok(ServiceResponse::new(request, response).map_into_left_body()),
            };
            Ok(ServiceResponse::new(request, page).map_into_right_body())
        })
    }
}

/// The tenant that the request names; the prefix is cut from its address.
fn find(request: &mut ServiceRequest) -> Option<Here> {
    let app = request.app_data::<web::Data<App>>()?.clone();
    let whole = request.uri().clone();
    let language = language(request);
    let query = whole.query().map(|q| format!("?{q}")).unwrap_or_default();
    if let Some((slug, rest)) = prefixed(whole.path()) {
        let tenant = Arc::clone(app.tenants().get(slug)?);
        let path = format!("{rest}{query}");
        let here = Here { tenant, base: format!("/c/{slug}"), path: path.clone(), language };
        reroute(request, &whole, &path)?;
        return Some(here);
    }
    let host = request.headers().get(HOST)?.to_str().ok()?;
    let only = || {
        let mut all = app.tenants().iter();
        all.next().filter(|_| all.next().is_none())
    };
    let tenant = app.tenants().by_host(host).or_else(only)?;
    let path = format!("{}{query}", whole.path());
    Some(Here { tenant: Arc::clone(tenant), base: String::new(), path, language })
}

/// `/c/<slug>/rest` → slug and `/rest`.
fn prefixed(path: &str) -> Option<(&str, &str)> {
    let rest = path.strip_prefix("/c/")?;
    let (slug, rest) =
        rest.split_once('/').map_or((rest, "/"), |(slug, _)| (slug, &rest[slug.len()..]));
    Some((slug, rest))
}

fn reroute(request: &mut ServiceRequest, whole: &Uri, path: &str) -> Option<()> {
    let mut parts = whole.clone().into_parts();
    parts.path_and_query = Some(path.parse().ok()?);
    let uri = Uri::from_parts(parts).ok()?;
    request.match_info_mut().get_mut().update(&uri);
    request.head_mut().uri = uri;
    Some(())
}

/// `?lang=` first, then the cookie, then what the browser asks, then Italian.
fn language(request: &ServiceRequest) -> String {
    let known =
        |code: &str| LANGUAGES.iter().find(|(l, _)| *l == code).map(|(l, _)| (*l).to_owned());
    let asked = request.query_string().split('&').find_map(|pair| pair.strip_prefix("lang="));
    let cookie = request.cookie(LANGUAGE_COOKIE);
    let header = request.headers().get(ACCEPT_LANGUAGE).and_then(|h| h.to_str().ok());
    let preferred = header.and_then(|h| h.split(',').find_map(|part| known(part.trim().get(..2)?)));
    asked
        .and_then(known)
        .or_else(|| cookie.as_ref().and_then(|c| known(c.value())))
        .or(preferred)
        .unwrap_or_else(|| LANGUAGES[0].0.to_owned())
}
