//! The protocol register: list, entry, annulment, segnatura, registers of the days. For those who keep it.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Bytes, Data, Path, Query};
use serde::Deserialize;
use serde_json::{Value, json};

use super::row::case_path;
use crate::app::App;
use crate::base::clock::civil;
use crate::domain::case;
use crate::domain::file::{self, Holder};
use crate::domain::id::CaseId;
use crate::domain::identity::{self, Right};
use crate::domain::protocol::{
    self, Annulment, Day, Entry, ProtocolError, RegisterFilter, segnatura,
};
use crate::gateway::register::Direction;
use crate::web::error::PageError;
use crate::web::here::Here;
use crate::web::page;
use crate::web::portal::own::see;
use crate::web::posted::Posted;
use crate::web::transfer;
use crate::web::view::instant;
use crate::web::visitor::Officer;

/// Entries a page.
const SIZE: usize = 50;
/// Registers of days that are listed.
const DAYS: i64 = 60;

/// Directions with their names.
pub(super) const DIRECTIONS: [(Direction, &str); 3] = [
    (Direction::Incoming, "In entrata"),
    (Direction::Outgoing, "In uscita"),
    (Direction::Internal, "Interni"),
];

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct Wish {
    verso: String,
    giorno: String,
    numero: String,
    /// Before this number.
    prima: String,
}

/// Only who keeps the register sees it.
pub(super) fn allow(officer: &Officer) -> Result<(), PageError> {
    if identity::has_right_anywhere(&officer.roles, Right::Register) {
        Ok(())
    } else {
        Err(PageError::Forbidden)
    }
}

/// "2026/0001234" or "2026/1234".
fn number(text: &str) -> Option<(i32, i64)> {
    let (year, number) = text.trim().split_once('/')?;
    Some((year.parse().ok()?, number.parse().ok()?))
}

pub(in crate::web) async fn show(
    app: Data<App>,
    here: Here,
    officer: Officer,
    wish: Query<Wish>,
) -> Result<HttpResponse, PageError> {
    allow(&officer)?;
    let filter = RegisterFilter {
        direction: Direction::parse(&wish.verso),
        day: wish.giorno.parse().ok(),
        before: number(&wish.prima),
        exactly: number(&wish.numero),
    };
    let scope = here.scope(&app);
    let (mut entries, annulled, days, chain) = app
        .database
        .read(move |c| -> Result<_, PageError> {
            let tenant = &scope.tenant_id;
            let mut entries = protocol::list(c, tenant, &filter, SIZE as i64 + 1)?;
            if let Some(day) = filter.day {
                entries.retain(|e| civil(e.at).date() == day);
            }
            let numbers: Vec<(i32, i64)> = entries.iter().map(|e| (e.year, e.number)).collect();
            let annulled = protocol::annulments_of(c, tenant, &numbers)?;
            let chain = protocol::verify_days(c, tenant)?;
            Ok((entries, annulled, protocol::days(c, tenant, DAYS)?, chain))
        })
        .await?;
    let more = entries.len() > SIZE;
    entries.truncate(SIZE);
    let next = entries.last().filter(|_| more).map(|e| {
        let label = e.label();
        here.url(&format!(
            "/ufficio/protocollo?verso={}&giorno={}&prima={label}",
            wish.verso, wish.giorno
        ))
    });
    let context = json!({
        "entries": entries.iter().map(|e| row(e, &annulled)).collect::<Vec<_>>(),
        "days": days.iter().map(day).collect::<Vec<_>>(),
        "chain": chain.is_ok(),
        "directions": DIRECTIONS.iter().map(|(d, label)| {
            json!({ "value": d, "label": label, "selected": d.as_str() == wish.verso })
        }).collect::<Vec<_>>(),
        "on_day": wish.giorno,
        "number": wish.numero,
        "pager_data": { "prev_url": null, "next_url": next, "label": format!("{SIZE} registrazioni per pagina") },
    });
    page::page(&app, &here, (&officer).into(), "backoffice/protocol.html", context)
}

fn row(entry: &Entry, annulled: &[Annulment]) -> Value {
    let direction = DIRECTIONS.iter().find(|(d, _)| *d == entry.direction).map_or("", |(_, l)| l);
    let annulment =
        annulled.iter().find(|a| a.year == entry.year && a.number == entry.number).map(annulment);
    json!({
        "number": entry.label(),
        "at": instant(entry.at),
        "direction": direction,
        "subject": entry.subject,
        "correspondent": entry.correspondent,
        "sha256": entry.document_sha256,
        "url": format!("/ufficio/protocollo/{}/{}", entry.year, entry.number),
        "annulment": annulment,
    })
}

fn annulment(a: &Annulment) -> Value {
    json!({ "at": instant(a.at), "author": a.author, "reason": a.reason })
}

fn day(day: &Day) -> Value {
    json!({ "day": day.day, "entries": day.entries, "annulments": day.annulments,
        "sha256": day.sha256, "hash": day.hash, "bytes": day.bytes,
        "url": format!("/ufficio/protocollo/giorni/{}", day.day) })
}

pub(in crate::web) async fn entry(
    app: Data<App>,
    here: Here,
    officer: Officer,
    path: Path<(i32, i64)>,
) -> Result<HttpResponse, PageError> {
    one(&app, &here, &officer, path.into_inner(), "", None).await
}

async fn one(
    app: &Data<App>,
    here: &Here,
    officer: &Officer,
    (year, number): (i32, i64),
    typed: &str,
    error: Option<&str>,
) -> Result<HttpResponse, PageError> {
    allow(officer)?;
    let (scope, offices) = (here.scope(app), identity::readable_offices(&officer.roles));
    let (entry, annulled, cases) = app
        .database
        .read(move |c| -> Result<_, PageError> {
            let tenant = &scope.tenant_id;
            let entry = protocol::entry(c, tenant, year, number)?.ok_or(PageError::NotFound)?;
            let annulled = protocol::annulments_of(c, tenant, &[(year, number)])?;
            let ids: Vec<CaseId> =
                entry.case_id.iter().map(|id| CaseId::new(id.as_str())).collect();
            let cases = case::of_ids(c, tenant, &ids, &offices)?;
            Ok((entry, annulled, cases))
        })
        .await?;
    let context = json!({
        "entry": row(&entry, &annulled),
        "case_url": cases.first().map(|c| case_path(&c.id)),
        "segnatura_url": format!("/ufficio/protocollo/{year}/{number}/segnatura.xml"),
        "form": { "url": format!("/ufficio/protocollo/{year}/{number}/annulla"), "reason": typed, "error": error },
    });
    let status = if error.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    page::page_with(app, here, officer.into(), "backoffice/protocol-entry.html", context, status)
}

pub(in crate::web) async fn annul(
    app: Data<App>,
    here: Here,
    officer: Officer,
    path: Path<(i32, i64)>,
    body: Bytes,
) -> Result<HttpResponse, PageError> {
    let posted = Posted::read(&body, &officer.session)?;
    allow(&officer)?;
    let (year, number) = path.into_inner();
    let (scope, account) = (here.scope(&app), officer.account.clone());
    let reason = posted.text("reason").to_owned();
    let typed = reason.clone();
    let done = app
        .database
        .write(move |c| {
            protocol::annul(c, &scope, (year, number), &account.id, &account.name, &reason)
        })
        .await;
    match done {
        Ok(()) => Ok(see(&here, &format!("/ufficio/protocollo/{year}/{number}"))),
        Err(ProtocolError::Reason) => {
            let told = "Scrivi perché la registrazione va annullata, in almeno dieci caratteri.";
            one(&app, &here, &officer, (year, number), &typed, Some(told)).await
        }
        Err(ProtocolError::Annulled) => Err(PageError::Conflict),
        Err(ProtocolError::NotFound | ProtocolError::Missing(_)) => Err(PageError::NotFound),
        Err(ProtocolError::Database(error)) => Err(error.into()),
    }
}

/// The segnatura of an entry that has a document, still to be sealed.
pub(in crate::web) async fn segnatura_xml(
    app: Data<App>,
    here: Here,
    officer: Officer,
    path: Path<(i32, i64)>,
) -> Result<HttpResponse, PageError> {
    allow(&officer)?;
    let (year, number) = path.into_inner();
    let scope = here.scope(&app);
    let entry = app
        .database
        .read(move |c| -> Result<_, PageError> {
            Ok(protocol::entry(c, &scope.tenant_id, year, number)?)
        })
        .await?
        .ok_or(PageError::NotFound)?;
    let xml = segnatura(&here.tenant, &entry, "application/pdf", "documento.pdf");
    let name = format!("segnatura-{year}-{number:07}.xml");
    Ok(transfer::send_bytes(xml.into_bytes(), "application/xml", &name))
}

/// The register of a day.
pub(in crate::web) async fn daily(
    app: Data<App>,
    here: Here,
    officer: Officer,
    day: Path<String>,
) -> Result<HttpResponse, PageError> {
    allow(&officer)?;
    let day = day.parse().map_err(|_| PageError::NotFound)?;
    let scope = here.scope(&app);
    let found = app
        .database
        .read(move |c| -> Result<_, PageError> {
            Ok(file::of_holder(c, &scope.tenant_id, &Holder::register(day))?.pop())
        })
        .await?;
    transfer::send(&app, &found.ok_or(PageError::NotFound)?).await
}
