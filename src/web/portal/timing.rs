//! Usual processing times, for everybody: what the cases of the last year really took.

use actix_web::HttpResponse;
use actix_web::web::Data;
use serde_json::{Value, json};

use crate::app::App;
use crate::domain::statistic::{self, Span, Spread, months_back};
use crate::web::error::PageError;
use crate::web::here::Here;
use crate::web::page;
use crate::web::view::bars;
use crate::web::visitor::MaybeCitizen;

/// Months that are looked at.
const MONTHS: u32 = 12;
/// With fewer cases nothing is said: it would be chance, and could point at one person.
const FEWEST: i64 = 5;

pub(in crate::web) async fn show(
    app: Data<App>,
    here: Here,
    visitor: MaybeCitizen,
) -> Result<HttpResponse, PageError> {
    let scope = here.scope(&app);
    let list = months_back(scope.today, MONTHS);
    let span = Span {
        first: list.first().cloned().unwrap_or_default(),
        last: list.last().cloned().unwrap_or_default(),
        offices: None,
        procedure: None,
    };
    let rows = app
        .database
        .read(move |c| -> Result<_, PageError> { Ok(statistic::days(c, &scope.tenant_id, &span)?) })
        .await?;
    let mut lines: Vec<(String, Value)> = Vec::new();
    let mut groups: Vec<(String, Vec<i64>)> = Vec::new();
    for procedure in app.catalogue.all_offered(&here.tenant) {
        let mut spread = Spread::default();
        rows.iter().filter(|r| r.procedure_code == procedure.code).for_each(|r| spread.add(r));
        let (Some(median), Some(most)) = (spread.median(), spread.percentile(90)) else { continue };
        if spread.count() < FEWEST {
            continue;
        }
        let days = procedure.term.days;
        lines.push((
            procedure.title.clone(),
            json!({ "title": procedure.title, "url": here.url(&format!("/servizi/{}", procedure.code)),
                "count": spread.count(), "median": median, "p90": most, "term": days }),
        ));
    }
    lines.sort_by(|a, b| a.0.cmp(&b.0));
    for (number, (_, line)) in (1..).zip(&lines) {
        let value = |name: &str| line[name].as_i64().unwrap_or_default();
        groups.push((number.to_string(), vec![value("median"), value("p90")]));
    }
    let chart = bars("Giorni per decidere", &["Metà delle pratiche", "Nove su dieci"], &groups);
    let context = json!({
        "lines": lines.into_iter().map(|(_, line)| line).collect::<Vec<_>>(),
        "chart": chart,
        "months": MONTHS,
        "fewest": FEWEST,
    });
    page::page(&app, &here, visitor.0.as_ref().into(), "portal/timing.html", context)
}
