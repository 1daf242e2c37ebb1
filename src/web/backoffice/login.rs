//! Coming in with user name and password, and going out.

use actix_web::web::{Bytes, Data, Query};
use actix_web::{HttpRequest, HttpResponse};
use chrono::NaiveDateTime;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::app::App;
use crate::domain::identity::{
    self, Account, DEMO_PASSWORD, IdentityError, LoginRefusal, SessionKind,
};
use crate::domain::tenant::Tenant;
use crate::web::error::PageError;
use crate::web::here::Here;
use crate::web::page::{self, Reader};
use crate::web::portal::login::{safe_return, same_origin};
use crate::web::portal::own::see;
use crate::web::posted::Posted;
use crate::web::visitor::{self, Officer};

#[derive(Debug, Deserialize)]
pub(in crate::web) struct Ask {
    #[serde(default)]
    ritorno: String,
}

/// Only a page of the offices.
fn office_return(path: &str) -> String {
    let below =
        path == "/ufficio" || path.starts_with("/ufficio/") || path.starts_with("/ufficio?");
    let login = path.starts_with("/ufficio/accedi") || path.starts_with("/ufficio/esci");
    safe_return(if below && !login { path } else { "" }, "/ufficio")
}

pub(in crate::web) async fn show(
    app: Data<App>,
    here: Here,
    request: HttpRequest,
    ask: Query<Ask>,
) -> Result<HttpResponse, PageError> {
    let back = office_return(&ask.ritorno);
    if <Officer as actix_web::FromRequest>::extract(&request).await.is_ok() {
        return Ok(see(&here, &back));
    }
    let expired = back != "/ufficio";
    form(&app, &here, &Shown { back: &back, expired, ..Shown::default() })
}

/// What the login page tells.
#[derive(Default)]
struct Shown<'a> {
    back: &'a str,
    expired: bool,
    username: &'a str,
    refusal: Option<LoginRefusal>,
}

fn form(app: &App, here: &Here, shown: &Shown<'_>) -> Result<HttpResponse, PageError> {
    let lock = app.conduct.session.lock.num_minutes();
    let (error, minutes) = match &shown.refusal {
        None => (None, lock),
        Some(LoginRefusal::Wrong) => (Some("wrong"), lock),
        Some(LoginRefusal::Locked { until }) => {
            (Some("locked"), minutes_left(*until, app.clock.stamp()))
        }
    };
    let accounts = if app.conduct.demo { demo_accounts(&here.tenant) } else { Vec::new() };
    let context = json!({ "error": error, "expired": shown.expired, "locked_minutes": minutes,
        "username": shown.username, "return_to": shown.back, "demo_accounts": accounts });
    let status = match shown.refusal {
        None => actix_web::http::StatusCode::OK,
        Some(LoginRefusal::Wrong) => actix_web::http::StatusCode::UNPROCESSABLE_ENTITY,
        Some(LoginRefusal::Locked { .. }) => actix_web::http::StatusCode::TOO_MANY_REQUESTS,
    };
    page::page_with(app, here, Reader::Nobody, "backoffice/login.html", context, status)
}

/// Whole minutes until the lock opens, at least one.
fn minutes_left(until: NaiveDateTime, now: NaiveDateTime) -> i64 {
    ((until - now).num_seconds() + 59).div_euclid(60).max(1)
}

/// The invented officers of the demo, with their common password.
fn demo_accounts(tenant: &Tenant) -> Vec<Value> {
    tenant
        .staff
        .iter()
        .map(|person| {
            let mut roles: Vec<String> = person
                .roles
                .iter()
                .map(|r| format!("{}, {}", tenant.office_name(&r.office), r.role))
                .collect();
            if person.administrator {
                roles.push("amministratore".to_owned());
            }
            json!({ "name": format!("{} {}", person.name, person.surname),
                "username": person.username, "password": DEMO_PASSWORD, "note": roles.join("; ") })
        })
        .collect()
}

pub(in crate::web) async fn enter(
    app: Data<App>,
    here: Here,
    request: HttpRequest,
    body: Bytes,
) -> Result<HttpResponse, PageError> {
    same_origin(&request)?;
    let posted = Posted::parse(&body)?;
    let username = posted.text("username").to_lowercase();
    let back = office_return(posted.text("return_to"));
    let password = posted.get("password").unwrap_or_default().to_owned();
    match check(&app, &here, username.clone(), password).await? {
        Ok(token) => {
            let mut answer = see(&here, &back);
            let secure = app.conduct.secure_cookies;
            let cookie = visitor::cookie(SessionKind::Account, Some(&token), &here, secure);
            answer.add_cookie(&cookie).map_err(PageError::internal)?;
            Ok(answer)
        }
        Err(refusal) => {
            let shown =
                Shown { back: &back, username: &username, refusal: Some(refusal), expired: false };
            form(&app, &here, &shown)
        }
    }
}

/// Verifies the password outside any transaction, then records the outcome and opens the session; gives its token.
async fn check(
    app: &Data<App>,
    here: &Here,
    username: String,
    password: String,
) -> Result<Result<String, LoginRefusal>, PageError> {
    let scope = here.scope(app);
    let asking = scope.clone();
    let found = app
        .database
        .read(move |c| identity::register_login(c, &asking, &username))
        .await
        .map_err(failed)?;
    let account: Option<Account> = match found {
        Ok(account) => account,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let hash = account.as_ref().map(|a| a.password_hash.clone());
    let verified =
        actix_web::web::block(move || identity::verify_password(&password, hash.as_deref()));
    let right = verified.await.map_err(PageError::internal)?;
    let Some(account) = account else { return Ok(Err(LoginRefusal::Wrong)) };
    let rules = app.conduct.session;
    app.database
        .write(move |c| -> Result<Result<String, LoginRefusal>, IdentityError> {
            let account = match identity::login_outcome(c, &scope, &rules, &account.id, right)? {
                Ok(account) => account,
                Err(refusal) => return Ok(Err(refusal)),
            };
            let id = account.id.as_str();
            let (token, _) =
                identity::open_session(c, &scope, &rules, SessionKind::Account, id, "local")?;
            Ok(Ok(token))
        })
        .await
        .map_err(failed)
}

fn failed(error: IdentityError) -> PageError {
    match error {
        IdentityError::Database(error) => error.into(),
        other => PageError::internal(other),
    }
}

pub(in crate::web) async fn leave(
    app: Data<App>,
    here: Here,
    officer: Officer,
    body: Bytes,
) -> Result<HttpResponse, PageError> {
    Posted::read(&body, &officer.session)?;
    let scope = here.scope(&app);
    let id = officer.session.id.clone();
    app.database
        .write(move |c| -> Result<(), PageError> {
            identity::close_session(c, &scope.tenant_id, &id)?;
            Ok(())
        })
        .await?;
    let mut answer = see(&here, "/ufficio/accedi");
    let secure = app.conduct.secure_cookies;
    let cookie = visitor::cookie(SessionKind::Account, None, &here, secure);
    answer.add_cookie(&cookie).map_err(PageError::internal)?;
    Ok(answer)
}
