//! Who looked at personal data: for those who watch over it, in their offices.

use actix_web::HttpResponse;
use actix_web::web::{Data, Query};
use chrono::NaiveDateTime;
use serde::Deserialize;
use serde_json::{Value, json};

use super::row::case_path;
use crate::app::App;
use crate::domain::access::{self, Access, AccessFilter, What};
use crate::domain::case::{self, Case};
use crate::domain::id::{AccountId, CaseId};
use crate::domain::identity::{self, Right, offices_with};
use crate::web::error::PageError;
use crate::web::here::Here;
use crate::web::page;
use crate::web::view::{instant, number};
use crate::web::visitor::Officer;

/// Rows a page.
const SIZE: usize = 50;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct Wish {
    /// Identifier of a case.
    pratica: String,
    /// Identifier of an account.
    persona: String,
    /// Before this instant and row: microseconds, a dot, the row.
    prima: String,
}

pub(in crate::web) async fn show(
    app: Data<App>,
    here: Here,
    officer: Officer,
    wish: Query<Wish>,
) -> Result<HttpResponse, PageError> {
    let offices = offices_with(&officer.roles, Right::Audit);
    if offices.is_empty() {
        return Err(PageError::Forbidden);
    }
    let filter = AccessFilter {
        offices,
        case: Some(wish.pratica.clone()).filter(|p| !p.is_empty()).map(CaseId::new),
        account: Some(wish.persona.clone()).filter(|p| !p.is_empty()).map(AccountId::new),
        before: before(&wish.prima)?,
    };
    let (scope, readable) = (here.scope(&app), identity::readable_offices(&officer.roles));
    let (mut rows, cases) = app
        .database
        .read(move |c| -> Result<_, PageError> {
            let rows = access::list(c, &scope.tenant_id, &filter, SIZE as i64 + 1)?;
            let ids: Vec<CaseId> = rows.iter().filter_map(|r| r.case_id.clone()).collect();
            let cases = case::of_ids(c, &scope.tenant_id, &ids, &readable)?;
            Ok((rows, cases))
        })
        .await?;
    let more = rows.len() > SIZE;
    rows.truncate(SIZE);
    let next = rows.last().filter(|_| more).map(|r| {
        let edge = format!("{}.{}", r.at.and_utc().timestamp_micros(), r.id);
        here.url(&format!(
            "/ufficio/accessi?pratica={}&persona={}&prima={edge}",
            wish.pratica, wish.persona
        ))
    });
    let context = json!({
        "accesses": rows.iter().map(|r| view(&here, r, &cases)).collect::<Vec<_>>(),
        "narrowed": !wish.pratica.is_empty() || !wish.persona.is_empty(),
        "pager_data": { "prev_url": null, "next_url": next, "label": format!("{SIZE} accessi per pagina") },
    });
    page::page(&app, &here, (&officer).into(), "backoffice/accesses.html", context)
}

fn before(text: &str) -> Result<Option<(NaiveDateTime, String)>, PageError> {
    if text.is_empty() {
        return Ok(None);
    }
    let read = || {
        let (at, id) = text.split_once('.')?;
        let at = chrono::DateTime::from_timestamp_micros(at.parse().ok()?)?;
        Some((at.naive_utc(), id.to_owned()))
    };
    read().map(Some).ok_or(PageError::Malformed("cursor"))
}

fn view(here: &Here, row: &Access, cases: &[Case]) -> Value {
    let what = match row.what {
        What::Case => "Pagina della pratica",
        What::History => "Storia della pratica",
        What::File => "Documento",
        What::Comparison => "Confronto con un’altra pratica",
        What::Export => "Esportazione di un elenco",
        What::Search => "Ricerca",
    };
    let case = row.case_id.as_ref().and_then(|id| cases.iter().find(|c| c.id == *id));
    json!({
        "at": instant(row.at),
        "person": row.account_name,
        "person_url": format!("/ufficio/accessi?persona={}", row.account_id),
        "office": here.tenant.office_name(&row.office),
        "what": what,
        "detail": row.detail,
        "case": case.map(|c| json!({ "number": number(c), "url": case_path(&c.id) })),
    })
}

/// Writes that the officer looked at something of a case; what cannot be logged is not shown.
///
/// # Errors
/// The database's.
pub(super) async fn log(
    app: &Data<App>,
    here: &Here,
    officer: &Officer,
    (office, case): (&str, &CaseId),
    what: What,
    detail: &str,
) -> Result<(), PageError> {
    let (scope, account, offices) =
        (here.scope(app), officer.account.clone(), vec![office.to_owned()]);
    let (case, detail) = (case.clone(), detail.to_owned());
    app.database
        .write(move |c| -> Result<(), PageError> {
            Ok(access::record(c, &scope, &account, &offices, Some(&case), what, &detail)?)
        })
        .await
}

/// The same for what is no single case.
///
/// # Errors
/// The database's.
pub(super) async fn log_list(
    app: &Data<App>,
    here: &Here,
    officer: &Officer,
    what: What,
    detail: &str,
) -> Result<(), PageError> {
    let (scope, account) = (here.scope(app), officer.account.clone());
    let (offices, detail) = (identity::readable_offices(&officer.roles), detail.to_owned());
    app.database
        .write(move |c| -> Result<(), PageError> {
            Ok(access::record(c, &scope, &account, &offices, None, what, &detail)?)
        })
        .await
}
