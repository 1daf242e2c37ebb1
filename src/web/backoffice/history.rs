//! Everything that happened to a case, in order, with the proof that nothing was changed.

use actix_web::HttpResponse;
use actix_web::web::{Data, Path};
use serde_json::{Value, json};

use super::row::case_path;
use super::{access, desk};
use crate::app::App;
use crate::domain::access::What;
use crate::domain::case::{self, Event, Loaded, Verified};
use crate::domain::id::CaseId;
use crate::domain::identity::Right;
use crate::web::error::PageError;
use crate::web::here::Here;
use crate::web::page;
use crate::web::view::{instant, number};
use crate::web::visitor::Officer;

pub(in crate::web) async fn show(
    app: Data<App>,
    here: Here,
    officer: Officer,
    id: Path<String>,
) -> Result<HttpResponse, PageError> {
    let (scope, reader) = (here.scope(&app), officer.clone());
    let (catalogue, id) = (app.catalogue.clone(), CaseId::new(id.as_str()));
    let (loaded, events, verified) = app
        .database
        .read(move |c| -> Result<_, PageError> {
            let loaded = desk::load(c, &scope, &catalogue, &reader, &id, Right::Read)?;
            let events = case::events_of(c, &scope.tenant_id, &id)?;
            let verified = case::verify_history(c, &scope.tenant_id, &id)?;
            Ok((loaded, events, verified))
        })
        .await?;
    let case = &loaded.case;
    let seen = (case.office.as_str(), &case.id);
    access::log(&app, &here, &officer, seen, What::History, "").await?;
    let broken_at = match verified {
        Verified::Intact { .. } => None,
        Verified::Broken { seq, .. } => Some(seq),
    };
    let context = json!({
        "case": { "number": number(case), "title": case.procedure_title,
            "applicant": case.presenter, "url": case_path(&case.id), "version": case.version },
        "chain": { "valid": broken_at.is_none(), "broken_at": broken_at },
        "entries": events.iter().map(|e| entry(&loaded, e)).collect::<Vec<_>>(),
    });
    page::page(&app, &here, (&officer).into(), "backoffice/history.html", context)
}

fn entry(loaded: &Loaded, event: &Event) -> Value {
    let state = |code: &str| {
        let known = loaded.workflow.state(code).map(|s| s.title.clone());
        known.or_else(|| Some(code.to_owned()).filter(|c| !c.is_empty()))
    };
    let moved = event.from_state != event.to_state;
    json!({
        "at": instant(event.at),
        "actor": event.actor_name,
        "label": event.title,
        "from": moved.then(|| state(&event.from_state)).flatten(),
        "to": moved.then(|| state(&event.to_state)).flatten(),
        "note": note(&event.payload.0),
        "hash": event.hash,
    })
}

/// What an entry says beside its title: who got the case, which number it bears, which document belongs to it.
fn note(payload: &Value) -> Option<String> {
    if let Some(sha256) = payload.pointer("/document/sha256").and_then(Value::as_str) {
        return Some(format!("Documento con impronta SHA-256 {sha256}"));
    }
    if let Some(number) = payload.get("protocol_number").and_then(Value::as_str) {
        return Some(format!("Protocollo {number}"));
    }
    let title = payload.get("title").and_then(Value::as_str);
    let person = payload.get("person").and_then(Value::as_str).map(|name| format!("A {name}"));
    let queue =
        payload.get("person").filter(|p| p.is_null()).map(|_| "Alla coda dell’ufficio".to_owned());
    let who = person.or(queue);
    match payload.get("why").and_then(Value::as_str) {
        Some(why) => Some(who.map_or_else(|| why.to_owned(), |who| format!("{who}. {why}"))),
        None => who.or_else(|| title.map(str::to_owned)),
    }
}
