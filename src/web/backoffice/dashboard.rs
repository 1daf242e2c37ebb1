//! The office at a glance: a few numbers and the nearest last days.

use actix_web::HttpResponse;
use actix_web::web::Data;
use chrono::Duration;
use serde_json::{Value, json};

use super::desk;
use super::filter::{WEEK, Wish};
use super::queue::{MOST_COUNTED, told};
use super::row::row;
use crate::app::App;
use crate::domain::case::{self, Filter, OfficeFigures, Order, Part, QueuePage, Seek};
use crate::domain::identity;
use crate::web::error::PageError;
use crate::web::here::Here;
use crate::web::page;
use crate::web::visitor::Officer;

/// Cases in the list of the nearest days.
const NEAREST: usize = 10;

struct Found {
    own: usize,
    late: usize,
    week: usize,
    unassigned: usize,
    nearest: QueuePage,
    offices: Vec<OfficeFigures>,
}

pub(in crate::web) async fn show(
    app: Data<App>,
    here: Here,
    officer: Officer,
) -> Result<HttpResponse, PageError> {
    let scope = here.scope(&app);
    let today = scope.today;
    let offices = identity::readable_offices(&officer.roles);
    let account = officer.account.id.clone();
    let found = app
        .database
        .read(move |c| -> Result<Found, PageError> {
            let tenant = &scope.tenant_id;
            let due_by = |days: i64| Filter {
                offices: offices.clone(),
                part: Part::Open,
                due_by: Some(scope.today + Duration::days(days)),
                ..Filter::default()
            };
            let own = desk::own(c, &scope, &account)?;
            let mine = Wish::view("mie", &offices, &own);
            let new = Wish::view("nuove", &offices, &own);
            let near = due_by(WEEK);
            Ok(Found {
                own: case::count_up_to(c, tenant, &mine, MOST_COUNTED)?,
                late: case::count_up_to(c, tenant, &due_by(-1), MOST_COUNTED)?,
                week: case::count_up_to(c, tenant, &near, MOST_COUNTED)?,
                unassigned: case::count_up_to(c, tenant, &new, MOST_COUNTED)?,
                nearest: case::queue(c, tenant, &near, Order::Urgency, &Seek::First, NEAREST)?,
                offices: case::figures(c, tenant, &offices, scope.today)?,
            })
        })
        .await?;
    let mut nearest = found.nearest.cases.clone();
    nearest.sort_by_key(|case| case.sort_due);
    let context = json!({
        "numbers": numbers(&found),
        "due_soon": nearest.iter().map(|c| row(&app.catalogue, c, &officer, today, 0, &[])).collect::<Vec<_>>(),
        "offices": found.offices.iter().map(|o| json!({
            "name": here.tenant.office_name(&o.office), "open": o.open, "late": o.late,
            "waiting": o.waiting, "average_days": null })).collect::<Vec<_>>(),
    });
    page::page(&app, &here, (&officer).into(), "backoffice/dashboard.html", context)
}

fn numbers(found: &Found) -> Value {
    let number = |label: &str, value: usize, url: &str, tone: &str| {
        json!({ "label": label, "value": told(value), "url": format!("/ufficio?{url}"),
            "tone": if value == 0 { "neutral" } else { tone } })
    };
    json!([
        number("Tocca a te", found.own, "vista=mie", "active"),
        number("Scadute", found.late, "vista=ufficio&scadenza=scadute", "late"),
        number("Scadono entro 7 giorni", found.week, "vista=ufficio&scadenza=settimana", "soon"),
        number("Da assegnare", found.unassigned, "vista=nuove", "neutral"),
    ])
}
