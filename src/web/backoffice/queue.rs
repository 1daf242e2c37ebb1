//! The queue: the officer's own work first, then the office's, a page at a time, at the same cost however long it is.

use actix_web::HttpResponse;
use actix_web::web::{Data, Query};
use serde_json::{Value, json};

use super::filter::{VIEWS, Wish};
use super::row::row;
use super::{access, desk};
use crate::app::App;
use crate::domain::Scope;
use crate::domain::access::What;
use crate::domain::bookmark::{self, Bookmark};
use crate::domain::case::{self, QueuePage};
use crate::domain::id::CaseId;
use crate::domain::identity::{self, Account, Right};
use crate::domain::label::{self, Label};
use crate::domain::message;
use crate::platform::sheet::SheetFormat;
use crate::web::error::{PageError, url_encode};
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
    labels: Vec<Label>,
    worn: Vec<(CaseId, Label)>,
    saved: Vec<Bookmark>,
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
    if !wish.q.trim().is_empty() {
        access::log_list(&app, &here, &officer, What::Search, wish.q.trim()).await?;
    }
    let found = find(&app, scope, &officer, offices.clone(), wish.0.clone()).await?;
    let unread = |id: &CaseId| found.unread.iter().find(|(c, _)| c == id).map_or(0, |(_, n)| *n);
    let rows: Vec<Value> = found
        .page
        .cases
        .iter()
        .map(|c| row(&app.catalogue, c, &officer, today, unread(&c.id), &found.worn))
        .collect();
    let context = json!({
        "view": found.view,
        "query": wish.q,
        "filters": wish.controls(&app, &here.tenant, &offices, &found.people, &found.labels),
        "filtered": wish.is_narrowed(),
        "sorts": wish.sorts(found.view),
        "tabs": tabs(&found),
        "saved": saved(&here, &officer, &found.saved),
        "save_form": save_form(&here, &wish, &found, &offices),
        "operations": operations(&officer, &found, &offices),
        "formats": formats(),
        "cases": rows,
        "notice": notice(&offices),
        "everywhere_url": everywhere(&here, &wish, found.view),
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
            let own_people = desk::own(c, &scope, &account)?;
            let mut counts = Vec::new();
            for view in ["mie", "nuove", "attesa"] {
                let filter = Wish::view(view, &offices, &own_people);
                counts.push((view, case::count_up_to(c, tenant, &filter, MOST_COUNTED)?));
            }
            let own = counts.iter().any(|(view, n)| *view == "mie" && *n > 0);
            let usual = match (wish.q.trim().is_empty(), own) {
                (false, _) => "tutte",
                (true, true) => "mie",
                (true, false) => "ufficio",
            };
            let view = wish.asked().unwrap_or(usual);
            let filter = wish.filter(view, &offices, &own_people, &scope);
            let page = case::queue(c, tenant, &filter, wish.order(view), &seek, SIZE)?;
            let ids: Vec<CaseId> = page.cases.iter().map(|case| case.id.clone()).collect();
            Ok(Found {
                view,
                unread: message::unread_of(c, tenant, &ids)?,
                people: case::members_of(c, &scope, &offices)?,
                labels: label::of_offices(c, tenant, &offices)?,
                worn: label::of_cases(c, tenant, &ids)?,
                saved: bookmark::visible(c, tenant, &account, &offices)?,
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

/// The saved filters; whoever saved one may take it away.
fn saved(here: &Here, officer: &Officer, saved: &[Bookmark]) -> Vec<Value> {
    saved
        .iter()
        .map(|b| {
            let own = b.account_id == officer.account.id;
            let office = (!b.office.is_empty()).then(|| here.tenant.office_name(&b.office));
            json!({ "title": b.title, "url": here.url(&format!("/ufficio?{}", b.query)),
                "shared_with": office,
                "remove_url": own.then(|| format!("/ufficio/filtri/{}/elimina", b.id)) })
        })
        .collect()
}

/// What can be saved or exported: the list as it is shown.
fn save_form(here: &Here, wish: &Wish, found: &Found, offices: &[String]) -> Value {
    let offices: Vec<Value> =
        offices.iter().map(|o| json!({ "code": o, "name": here.tenant.office_name(o) })).collect();
    json!({ "query": wish.query(found.view), "offices": offices, "longest": bookmark::LONGEST })
}

/// What can be done with several cases at once, by what the officer may do in at least one office.
fn operations(officer: &Officer, found: &Found, offices: &[String]) -> Vec<Value> {
    let may = |right| offices.iter().any(|o| identity::has_right(&officer.roles, o, right));
    let mut groups = Vec::new();
    if may(Right::Take) {
        groups.push(json!({ "label": "Chi la segue",
            "options": [{ "value": "carico", "label": "Prendi in carico tu" }] }));
    }
    if may(Right::Assign) {
        let mut options: Vec<Value> = found
            .people
            .iter()
            .map(|a| json!({ "value": format!("assegna:{}", a.id), "label": a.name }))
            .collect();
        options.push(json!({ "value": "assegna:", "label": "Rimetti nella coda dell’ufficio" }));
        groups.push(json!({ "label": "Assegna a", "options": options }));
    }
    if may(Right::Write) && !found.labels.is_empty() {
        let options = |verb: &str| -> Vec<Value> {
            let one = |l: &Label| json!({ "value": format!("{verb}:{}", l.id), "label": l.title });
            found.labels.iter().map(one).collect()
        };
        groups.push(json!({ "label": "Metti l’etichetta", "options": options("etichetta") }));
        groups.push(json!({ "label": "Togli l’etichetta", "options": options("togli") }));
    }
    let one =
        |f: &SheetFormat| json!({ "value": format!("esporta:{f}"), "label": format_name(*f) });
    let options: Vec<Value> = SheetFormat::ALL.iter().map(one).collect();
    groups.push(json!({ "label": "Esporta", "options": options }));
    groups
}

fn formats() -> Vec<Value> {
    let one = |f: &SheetFormat| json!({ "value": f, "label": format_name(*f) });
    SheetFormat::ALL.iter().map(one).collect()
}

/// What people call a format.
pub(super) fn format_name(format: SheetFormat) -> &'static str {
    match format {
        SheetFormat::Xlsx => "Excel (XLSX)",
        SheetFormat::Ods => "LibreOffice (ODS)",
        SheetFormat::Csv => "Testo (CSV)",
    }
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

/// Where what was searched in one view is searched in all.
fn everywhere(here: &Here, wish: &Wish, view: &str) -> Option<String> {
    let searched = !wish.q.trim().is_empty() && view != "tutte";
    searched.then(|| here.url(&format!("/ufficio?vista=tutte&q={}", url_encode(wish.q.trim()))))
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
