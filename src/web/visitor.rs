//! Who is asking: a citizen or professional, an officer, or nobody.

use std::future::Future;
use std::pin::Pin;

use actix_web::cookie::{Cookie, SameSite};
use actix_web::dev::Payload;
use actix_web::{Error, FromRequest, HttpRequest, web};

use crate::app::App;
use crate::domain::id::{AccountId, PersonId};
use crate::domain::identity::{self, Account, AccountRole, Person, Session, SessionKind};
use crate::web::error::PageError;
use crate::web::here::Here;

/// Cookie of a citizen's session.
const PERSON_COOKIE: &str = "sportello_session";
/// Cookie of an officer's session: one browser may hold both.
const ACCOUNT_COOKIE: &str = "sportello_office";

/// A logged-in person.
#[derive(Clone)]
pub struct Citizen {
    pub person: Person,
    pub session: Session,
}

/// A logged-in officer with the roles of all offices.
#[derive(Clone)]
pub struct Officer {
    pub account: Account,
    pub roles: Vec<AccountRole>,
    pub session: Session,
}

/// A citizen, or nobody.
pub struct MaybeCitizen(pub Option<Citizen>);

type Answer<T> = Pin<Box<dyn Future<Output = Result<T, Error>>>>;

impl FromRequest for MaybeCitizen {
    type Error = Error;
    type Future = Answer<Self>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move { Ok(Self(citizen(&request).await?)) })
    }
}

impl FromRequest for Citizen {
    type Error = Error;
    type Future = Answer<Self>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            let back = back(&request);
            citizen(&request)
                .await?
                .ok_or_else(|| PageError::LoginNeeded { office: false, back }.into())
        })
    }
}

impl FromRequest for Officer {
    type Error = Error;
    type Future = Answer<Self>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            let back = back(&request);
            officer(&request)
                .await?
                .ok_or_else(|| PageError::LoginNeeded { office: true, back }.into())
        })
    }
}

/// Where to come back after the login: the page itself, or the page that held the form.
fn back(request: &HttpRequest) -> String {
    let here = <Here as FromRequest>::extract(request).into_inner().ok();
    match here {
        Some(here) if request.method().is_safe() => here.path,
        Some(here) => here.path.split('?').next().unwrap_or("/").to_owned(),
        None => "/".to_owned(),
    }
}

fn context(request: &HttpRequest, cookie: &str) -> Option<(web::Data<App>, Here, String)> {
    let app = request.app_data::<web::Data<App>>()?.clone();
    let here = <Here as FromRequest>::extract(request).into_inner().ok()?;
    let token = request.cookie(cookie)?.value().to_owned();
    Some((app, here, token))
}

async fn citizen(request: &HttpRequest) -> Result<Option<Citizen>, PageError> {
    let Some((app, here, token)) = context(request, PERSON_COOKIE) else { return Ok(None) };
    let scope = here.scope(&app);
    let rules = app.conduct.session;
    app.database
        .read(move |c| {
            let tenant = &scope.tenant_id;
            let Some(session) = identity::find_session(c, tenant, &rules, &token, scope.at)? else {
                return Ok(None);
            };
            if session.kind != SessionKind::Person {
                return Ok(None);
            }
            let id = PersonId::new(session.subject_id.clone());
            let person = identity::person(c, tenant, &id)?;
            Ok(person.map(|person| Citizen { person, session }))
        })
        .await
}

async fn officer(request: &HttpRequest) -> Result<Option<Officer>, PageError> {
    let Some((app, here, token)) = context(request, ACCOUNT_COOKIE) else { return Ok(None) };
    let scope = here.scope(&app);
    let rules = app.conduct.session;
    app.database
        .read(move |c| {
            let tenant = &scope.tenant_id;
            let Some(session) = identity::find_session(c, tenant, &rules, &token, scope.at)? else {
                return Ok(None);
            };
            if session.kind != SessionKind::Account {
                return Ok(None);
            }
            let id = AccountId::new(session.subject_id.clone());
            let Some(account) = identity::account(c, tenant, &id)?.filter(|a| a.active) else {
                return Ok(None);
            };
            let roles = identity::roles_of(c, tenant, &id)?;
            Ok(Some(Officer { account, roles, session }))
        })
        .await
}

/// The cookie that carries a session's token; `None` clears it.
pub(super) fn cookie(
    kind: SessionKind,
    token: Option<&str>,
    here: &Here,
    secure: bool,
) -> Cookie<'static> {
    let name = match kind {
        SessionKind::Person => PERSON_COOKIE,
        SessionKind::Account => ACCOUNT_COOKIE,
    };
    let path = if here.base.is_empty() { "/".to_owned() } else { here.base.clone() };
    let mut cookie = Cookie::build(name, token.unwrap_or_default().to_owned())
        .path(path)
        .http_only(true)
        .secure(secure)
        .same_site(SameSite::Lax)
        .finish();
    if token.is_none() {
        cookie.make_removal();
    }
    cookie
}
