//! Figures of the officer's offices: by month, procedure and office, and the load of each person.

use std::collections::BTreeMap;

use actix_web::HttpResponse;
use actix_web::web::{Data, Query};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::app::App;
use crate::domain::case;
use crate::domain::id::AccountId;
use crate::domain::identity::{self, Account};
use crate::domain::statistic::{self, Counts, DaysRow, MonthRow, Span, Spread, months_back};
use crate::web::error::PageError;
use crate::web::here::Here;
use crate::web::page;
use crate::web::view::bars;
use crate::web::visitor::Officer;

/// Months that the page shows.
const MONTHS: u32 = 12;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct Wish {
    ufficio: String,
    procedimento: String,
}

struct Found {
    months: Vec<MonthRow>,
    days: Vec<DaysRow>,
    people: Vec<Account>,
    load: Vec<(Option<AccountId>, i64)>,
    offices: Vec<case::OfficeFigures>,
}

pub(in crate::web) async fn show(
    app: Data<App>,
    here: Here,
    officer: Officer,
    wish: Query<Wish>,
) -> Result<HttpResponse, PageError> {
    let own = identity::readable_offices(&officer.roles);
    let chosen: Vec<String> =
        own.iter().filter(|o| wish.ufficio.is_empty() || **o == wish.ufficio).cloned().collect();
    let scope = here.scope(&app);
    let list = months_back(scope.today, MONTHS);
    let span = Span {
        first: list.first().cloned().unwrap_or_default(),
        last: list.last().cloned().unwrap_or_default(),
        offices: Some(chosen.clone()),
        procedure: Some(wish.procedimento.clone()).filter(|p| !p.is_empty()),
    };
    let found = app
        .database
        .read(move |c| -> Result<Found, PageError> {
            let tenant = &scope.tenant_id;
            let people = case::members_of(c, &scope, &chosen)?;
            let ids: Vec<AccountId> = people.iter().map(|a| a.id.clone()).collect();
            Ok(Found {
                months: statistic::months(c, tenant, &span)?,
                days: statistic::days(c, tenant, &span)?,
                load: case::workload(c, tenant, &ids)?,
                offices: case::figures(c, tenant, &chosen, scope.today)?,
                people,
            })
        })
        .await?;
    let context = json!({
        "offices": options(own.iter().map(|o| (o.as_str(), here.tenant.office_name(o))), &wish.ufficio),
        "procedures": procedures(&app, &found, &wish.procedimento),
        "months": months(&list, &found),
        "chart": chart(&list, &found),
        "by_procedure": by(&found, |r| &r.procedure_code, |r| &r.procedure_code, |code| {
            app.catalogue.procedure(code).map_or_else(|| code.to_owned(), |p| p.title.clone())
        }),
        "by_office": by(&found, |r| &r.office, |r| &r.office, |code| {
            here.tenant.office_name(code).to_owned()
        }),
        "open": found.offices.iter().map(|o| json!({ "name": here.tenant.office_name(&o.office),
            "open": o.open, "late": o.late, "waiting": o.waiting })).collect::<Vec<_>>(),
        "load": load(&found),
    });
    page::page(&app, &here, (&officer).into(), "backoffice/statistics.html", context)
}

fn options<'a>(all: impl Iterator<Item = (&'a str, &'a str)>, chosen: &str) -> Vec<Value> {
    all.map(|(value, label)| json!({ "value": value, "label": label, "selected": value == chosen }))
        .collect()
}

/// The procedures that have figures, and the one that is chosen.
fn procedures(app: &App, found: &Found, chosen: &str) -> Vec<Value> {
    let mut codes: Vec<&str> = found.months.iter().map(|r| r.procedure_code.as_str()).collect();
    codes.extend(Some(chosen).filter(|c| !c.is_empty()));
    codes.sort_unstable();
    codes.dedup();
    let title = |code: &str| {
        app.catalogue.procedure(code).map_or_else(|| code.to_owned(), |p| p.title.clone())
    };
    codes
        .into_iter()
        .map(|c| json!({ "value": c, "label": title(c), "selected": c == chosen }))
        .collect()
}

fn line(name: &str, counts: Counts, spread: &Spread) -> Value {
    json!({ "name": name, "filed": counts.filed, "decided": counts.decided,
        "silence": counts.silence, "late": counts.late, "asked": counts.asked,
        "median": spread.median(), "p90": spread.percentile(90) })
}

fn months(list: &[String], found: &Found) -> Vec<Value> {
    list.iter()
        .map(|month| {
            let mut counts = Counts::default();
            found.months.iter().filter(|r| r.month == *month).for_each(|r| counts.add(r));
            let mut spread = Spread::default();
            found.days.iter().filter(|r| r.month == *month).for_each(|r| spread.add(r));
            line(month, counts, &spread)
        })
        .collect()
}

/// One line for each key that occurs.
fn by(
    found: &Found,
    key: impl Fn(&MonthRow) -> &String,
    day_key: impl Fn(&DaysRow) -> &String,
    name: impl Fn(&str) -> String,
) -> Vec<Value> {
    let mut all: BTreeMap<&str, (Counts, Spread)> = BTreeMap::new();
    for row in &found.months {
        all.entry(key(row)).or_default().0.add(row);
    }
    for row in &found.days {
        all.entry(day_key(row)).or_default().1.add(row);
    }
    all.into_iter().map(|(code, (counts, spread))| line(&name(code), counts, &spread)).collect()
}

fn chart(list: &[String], found: &Found) -> Value {
    let sum = |month: &String, of: fn(&MonthRow) -> i64| -> i64 {
        found.months.iter().filter(|r| r.month == *month).map(of).sum()
    };
    let groups: Vec<(String, Vec<i64>)> =
        list.iter().map(|m| (short(m), vec![sum(m, |r| r.filed), sum(m, |r| r.decided)])).collect();
    bars("Pratiche presentate e decise, mese per mese", &["Presentate", "Decise"], &groups)
}

/// `2026-03` → `03/26`.
fn short(month: &str) -> String {
    let year = month.get(2..4).unwrap_or_default();
    let number = month.get(5..7).unwrap_or_default();
    format!("{number}/{year}")
}

fn load(found: &Found) -> Vec<Value> {
    let open = |id: &AccountId| {
        found.load.iter().find(|(a, _)| a.as_ref() == Some(id)).map_or(0, |(_, n)| *n)
    };
    found.people.iter().map(|a| json!({ "name": a.name, "open": open(&a.id) })).collect()
}
