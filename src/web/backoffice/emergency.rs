//! The emergency register: what was registered by hand while the register could not be used, copied here and brought over.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Bytes, Data};
use chrono::NaiveDateTime;
use serde_json::{Value, json};

use super::protocol::{DIRECTIONS, allow};
use crate::app::App;
use crate::base::clock::from_civil;
use crate::domain::protocol::{self, Emergency, NewEmergency, ProtocolError};
use crate::gateway::register::Direction;
use crate::web::error::PageError;
use crate::web::here::Here;
use crate::web::page;
use crate::web::portal::own::see;
use crate::web::posted::Posted;
use crate::web::view::instant;
use crate::web::visitor::Officer;

/// Entries that are listed beside those that wait.
const MOST: i64 = 100;

pub(in crate::web) async fn show(
    app: Data<App>,
    here: Here,
    officer: Officer,
) -> Result<HttpResponse, PageError> {
    list(&app, &here, &officer, &Posted::default(), None).await
}

async fn list(
    app: &Data<App>,
    here: &Here,
    officer: &Officer,
    typed: &Posted,
    error: Option<&str>,
) -> Result<HttpResponse, PageError> {
    allow(officer)?;
    let scope = here.scope(app);
    let rows = app
        .database
        .read(move |c| -> Result<_, PageError> {
            Ok(protocol::emergencies(c, &scope.tenant_id, MOST)?)
        })
        .await?;
    let direction = |d: Direction| DIRECTIONS.iter().find(|(x, _)| *x == d).map_or("", |(_, l)| l);
    let row = |e: &Emergency| {
        json!({ "number": e.number, "at": instant(e.at), "direction": direction(e.direction),
            "subject": e.subject, "correspondent": e.correspondent, "cause": e.cause,
            "by": e.created_by, "label": e.label })
    };
    let directions: Vec<Value> = DIRECTIONS
        .iter()
        .map(|(d, l)| json!({ "value": d, "label": l, "selected": d.as_str() == typed.text("direction") }))
        .collect();
    let context = json!({
        "entries": rows.iter().map(row).collect::<Vec<_>>(),
        "waiting": rows.iter().filter(|e| e.reconciled_at.is_none()).count(),
        "form": { "directions": directions, "number": typed.text("number"), "at": typed.text("at"),
            "subject": typed.text("subject"), "correspondent": typed.text("correspondent"),
            "cause": typed.text("cause"), "error": error },
    });
    let status = if error.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    page::page_with(app, here, officer.into(), "backoffice/emergency.html", context, status)
}

pub(in crate::web) async fn enter(
    app: Data<App>,
    here: Here,
    officer: Officer,
    body: Bytes,
) -> Result<HttpResponse, PageError> {
    let posted = Posted::read(&body, &officer.session)?;
    allow(&officer)?;
    let at = NaiveDateTime::parse_from_str(posted.text("at"), "%Y-%m-%dT%H:%M");
    let Ok(at) = at else {
        return list(&app, &here, &officer, &posted, Some("Scrivi il giorno e l’ora.")).await;
    };
    let new = NewEmergency {
        number: posted.text("number").parse().unwrap_or(0),
        at: from_civil(at),
        direction: Direction::parse(posted.text("direction")).unwrap_or(Direction::Incoming),
        subject: posted.text("subject").to_owned(),
        correspondent: posted.text("correspondent").to_owned(),
        cause: posted.text("cause").to_owned(),
    };
    let (scope, by) = (here.scope(&app), officer.account.name.clone());
    let done = app
        .database
        .write(move |c| protocol::enter_emergency(c, &scope, &new, &by).map(|_| ()))
        .await;
    let reason = match done {
        Ok(()) => return Ok(see(&here, "/ufficio/protocollo/emergenza")),
        Err(ProtocolError::Database(error)) => return Err(error.into()),
        Err(ProtocolError::Missing("number")) => "Scrivi il numero nel registro di emergenza.",
        Err(ProtocolError::Missing("instant")) => "Il giorno e l’ora sono nel futuro.",
        Err(_) => "Compila oggetto, mittente o destinatario, e la causa dell’interruzione.",
    };
    list(&app, &here, &officer, &posted, Some(reason)).await
}

/// Everything that waits gets its number in the general register.
pub(in crate::web) async fn reconcile(
    app: Data<App>,
    here: Here,
    officer: Officer,
    body: Bytes,
) -> Result<HttpResponse, PageError> {
    Posted::read(&body, &officer.session)?;
    allow(&officer)?;
    let (scope, register) = (here.scope(&app), app.register.clone());
    let done = app
        .database
        .write(move |c| protocol::reconcile(c, &scope, register.as_ref()).map(|_| ()))
        .await;
    match done {
        Ok(()) => Ok(see(&here, "/ufficio/protocollo/emergenza")),
        Err(ProtocolError::Database(error)) => Err(error.into()),
        Err(other) => Err(PageError::internal(other)),
    }
}
