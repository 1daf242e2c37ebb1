//! The queue: the officer's own work first, then the office's, a page at a time, at the same cost however long it is.

use actix_web::HttpResponse;
use actix_web::web::{Data, Query};
use serde_json::{Value, json};

use super::filter::{VIEWS, Wish};
use super::row::row;
use crate::app::App;
use crate::domain::Scope;
use crate::domain::case::{self, QueuePage};
use crate::domain::id::CaseId;
use crate::domain::identity::{self, Account};
use crate::domain::message;
use crate::web::error::PageError;
use crate::web::here::Here;
use crate::web::page;
use crate::web::visitor::Officer;

/// Cases a page.
const SIZE: usize = 25;
/// Tabs count no further.
pub(super) const MOST_COUNTED: usize = 100;

/// What the page needs of the database.
struct Found {
    view: &'static str,
    page: QueuePage,
    unread: Vec<(CaseId, i64)>,
    people: Vec<Account>,
    counts: Vec<(&'static str, usize)>,
}

pub(in crate::web) async fn show(
    app: Data<App>,
    here: Here,
    officer: Officer,
    wish: Query<Wish>,
) -> Result<HttpResponse, PageError> {
    let offices = identity::readable_offices(&officer.roles);
    let scope = here.scope(&app);
    let today = scope.today;
    let found = find(&app, scope, &officer, offices.clone(), wish.0.clone()).await?;
    let unread = |id: &CaseId| found.unread.iter().find(|(c, _)| c == id).map_or(0, |(_, n)| *n);
    let rows: Vec<Value> = found
        .page
        .cases
        .iter()
        .map(|c| row(&app.catalogue, c, &officer, today, unread(&c.id)))
        .collect();
    let context = json!({
        "view": found.view,
        "query": wish.q,
        "filters": wish.controls(&app, &here.tenant, &offices, &found.people),
        "filtered": wish.is_narrowed(),
        "sorts": wish.sorts(found.view),
        "tabs": tabs(&found),
        "cases": rows,
        "notice": notice(&offices),
        "pager_data": pager(&here, &wish, &found)?,
    });
    page::page(&app, &here, (&officer).into(), "backoffice/queue.html", context)
}

/// Reads the page; without a view in the address, the officer's own work if there is some.
async fn find(
    app: &App,
    scope: Scope,
    officer: &Officer,
    offices: Vec<String>,
    wish: Wish,
) -> Result<Found, PageError> {
    let seek = wish.seek()?;
    let account = officer.account.id.clone();
    app.database
        .read(move |c| -> Result<Found, PageError> {
            let tenant = &scope.tenant_id;
            let mut counts = Vec::new();
            for view in ["mie", "nuove", "attesa"] {
                let filter = Wish::view(view, &offices, &account);
                counts.push((view, case::count_up_to(c, tenant, &filter, MOST_COUNTED)?));
            }
            let own = counts.iter().any(|(view, n)| *view == "mie" && *n > 0);
            let asked = VIEWS.iter().find(|(view, _)| *view == wish.vista).map(|(view, _)| *view);
            let view = asked.unwrap_or(if own { "mie" } else { "ufficio" });
            let filter = wish.filter(view, &offices, &account, &scope);
            let page = case::queue(c, tenant, &filter, wish.order(view), &seek, SIZE)?;
            let ids: Vec<CaseId> = page.cases.iter().map(|case| case.id.clone()).collect();
            Ok(Found {
                view,
                unread: message::unread_of(c, tenant, &ids)?,
                people: case::members_of(c, &scope, &offices)?,
                page,
                counts,
            })
        })
        .await
}

fn tabs(found: &Found) -> Value {
    let one = |(view, label): &(&str, &str)| {
        let count = found.counts.iter().find(|(v, _)| v == view).map(|(_, n)| told(*n));
        json!({ "label": label, "url": format!("/ufficio?vista={view}"), "count": count,
            "current": *view == found.view })
    };
    VIEWS.iter().map(one).collect()
}

/// A count as it is told: not further than it was counted.
pub(super) fn told(count: usize) -> String {
    if count < MOST_COUNTED { count.to_string() } else { format!("{}+", MOST_COUNTED - 1) }
}

/// Why the queue of somebody without an office is empty.
fn notice(offices: &[String]) -> Option<&'static str> {
    offices.is_empty().then_some(
        "Il tuo account non ha un ruolo in nessun ufficio che riceve pratiche: qui non c’è nulla da \
         vedere. Chiedi all’amministratore di assegnarti un ruolo.",
    )
}

fn pager(here: &Here, wish: &Wish, found: &Found) -> Result<Value, PageError> {
    let link = |name: &str, edge: Option<&case::Cursor>| -> Result<Option<String>, PageError> {
        let address = edge.map(|edge| wish.address(found.view, name, edge)).transpose()?;
        Ok(address.map(|path| here.url(&path)))
    };
    Ok(json!({
        "prev_url": link("prima", found.page.previous.as_ref())?,
        "next_url": link("dopo", found.page.next.as_ref())?,
        "label": format!("{SIZE} pratiche per pagina"),
    }))
}
