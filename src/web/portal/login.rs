//! Coming in through an identity provider, and going out.

use actix_web::web::{Bytes, Data, Query};
use actix_web::{HttpRequest, HttpResponse};
use serde::Deserialize;
use serde_json::{Value, json};

use super::own::see;
use crate::app::App;
use crate::domain::identity::{self, Attributes, IdentityError, SessionKind};
use crate::web::error::PageError;
use crate::web::here::Here;
use crate::web::page::{self, Reader};
use crate::web::posted::Posted;
use crate::web::visitor::{self, Citizen, MaybeCitizen};

#[derive(Debug, Deserialize)]
pub(in crate::web) struct Ask {
    #[serde(default)]
    ritorno: String,
}

/// Only an address of this site, never another's.
pub(in crate::web) fn safe_return(path: &str, otherwise: &str) -> String {
    // Browsers read a backslash as a slash and skip tabs and line ends.
    let odd = |c: char| c == '\\' || c.is_control();
    let inside = path.starts_with('/') && !path.starts_with("//") && !path.contains(odd);
    if inside { path.to_owned() } else { otherwise.to_owned() }
}

pub(in crate::web) async fn show(
    app: Data<App>,
    here: Here,
    visitor: MaybeCitizen,
    ask: Query<Ask>,
) -> Result<HttpResponse, PageError> {
    let back = safe_return(&ask.ritorno, "/area");
    if visitor.0.is_some() {
        return Ok(see(&here, &back));
    }
    let people: Vec<Value> = app
        .providers
        .iter()
        .flat_map(|p| p.choices())
        .map(|c| json!({ "id": c.key, "name": c.label, "fiscal_code": c.key, "note": c.description }))
        .collect();
    let procedure = back
        .strip_prefix("/servizi/")
        .and_then(|rest| app.catalogue.offered(&here.tenant, rest.split('/').next()?))
        .map(|p| json!({ "title": p.title }));
    let expired = back.starts_with("/bozze/") || back.starts_with("/pratiche/");
    let context = json!({ "procedure": procedure, "expired": expired, "providers": [],
        "people": people, "return_to": back });
    page::page(&app, &here, Reader::Nobody, "portal/login.html", context)
}

pub(in crate::web) async fn enter(
    app: Data<App>,
    here: Here,
    request: HttpRequest,
    body: Bytes,
) -> Result<HttpResponse, PageError> {
    same_origin(&request)?;
    let posted = Posted::parse(&body)?;
    let answer = posted.text("person");
    let found = app.providers.iter().find_map(|p| p.attributes(answer).map(|a| (p.code(), a)));
    let (provider, value) = found.ok_or(PageError::Forbidden)?;
    let attributes: Attributes = serde_json::from_value(value).map_err(PageError::internal)?;
    let scope = here.scope(&app);
    let rules = app.conduct.session;
    let token = app
        .database
        .write(move |c| -> Result<String, IdentityError> {
            let person = identity::welcome_person(c, &scope, attributes.clone())?;
            let id = person.id.as_str();
            let (token, _) =
                identity::open_session(c, &scope, &rules, SessionKind::Person, id, provider)?;
            Ok(token)
        })
        .await
        .map_err(PageError::internal)?;
    let mut answer = see(&here, &safe_return(posted.text("return_to"), "/area"));
    let secure = app.conduct.secure_cookies;
    let cookie = visitor::cookie(SessionKind::Person, Some(&token), &here, secure);
    answer.add_cookie(&cookie).map_err(PageError::internal)?;
    Ok(answer)
}

/// A form without a session is protected by where it comes from.
pub(in crate::web) fn same_origin(request: &HttpRequest) -> Result<(), PageError> {
    let header = |name: &str| request.headers().get(name).and_then(|h| h.to_str().ok());
    if matches!(header("Sec-Fetch-Site"), Some("cross-site" | "same-site")) {
        return Err(PageError::Forbidden);
    }
    match (header("Origin"), header("Host")) {
        (Some(origin), Some(host)) if !origin.ends_with(&format!("//{host}")) => {
            Err(PageError::Forbidden)
        }
        _ => Ok(()),
    }
}

pub(in crate::web) async fn leave(
    app: Data<App>,
    here: Here,
    citizen: Citizen,
    body: Bytes,
) -> Result<HttpResponse, PageError> {
    Posted::read(&body, &citizen.session)?;
    let scope = here.scope(&app);
    let id = citizen.session.id.clone();
    app.database
        .write(move |c| -> Result<(), PageError> {
            identity::close_session(c, &scope.tenant_id, &id)?;
            Ok(())
        })
        .await?;
    let mut answer = see(&here, "/");
    let secure = app.conduct.secure_cookies;
    let cookie = visitor::cookie(SessionKind::Person, None, &here, secure);
    answer.add_cookie(&cookie).map_err(PageError::internal)?;
    Ok(answer)
}
