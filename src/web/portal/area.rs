//! The personal area: what is asked, drafts, cases, messages.

use actix_web::HttpResponse;
use actix_web::web::Data;
use serde_json::{Value, json};

use super::own;
use crate::app::App;
use crate::domain::case::{self, Case, Request};
use crate::domain::catalogue::Catalogue;
use crate::domain::draft::{self, Draft};
use crate::domain::message;
use crate::web::error::PageError;
use crate::web::here::Here;
use crate::web::page;
use crate::web::view::{instant, state_label, state_tone};
use crate::web::visitor::Citizen;

struct Belongings {
    cases: Vec<Case>,
    drafts: Vec<Draft>,
    requests: Vec<Request>,
    unread: i64,
}

async fn belongings(
    app: &Data<App>,
    here: &Here,
    citizen: &Citizen,
) -> Result<Belongings, PageError> {
    let scope = here.scope(app);
    let person = citizen.person.clone();
    app.database
        .read(move |c| -> Result<_, PageError> {
            let tenant = &scope.tenant_id;
            let cases = case::of_person(c, tenant, &person.id, &person.fiscal_code)?;
            let open: Vec<_> = cases
                .iter()
                .filter(|case| case.phase != "closed")
                .map(|case| case.id.clone())
                .collect();
            let drafts = draft::of_person(c, tenant, &person.id, None)?;
            let requests = case::open_requests(c, tenant, &open)?;
            let unread = message::unread(c, tenant, &open)?;
            Ok(Belongings { cases, drafts, requests, unread })
        })
        .await
}

pub(in crate::web) async fn show(
    app: Data<App>,
    here: Here,
    citizen: Citizen,
) -> Result<HttpResponse, PageError> {
    let mine = belongings(&app, &here, &citizen).await?;
    let context = json!({
        "waiting": waiting(&mine),
        "drafts": drafts(&app, &here, &mine.drafts),
        "cases": mine.cases.iter().map(|c| case_row(&app.catalogue, c)).collect::<Vec<_>>(),
        "pager_data": { "prev_url": null, "next_url": null, "label": "" },
        "messages": [],
        "unread": mine.unread,
    });
    page::page(&app, &here, (&citizen).into(), "portal/area.html", context)
}

/// What waits for the person: requests of offices, drafts to finish.
pub(super) async fn pending(
    app: &Data<App>,
    here: &Here,
    citizen: &Citizen,
) -> Result<(Value, Value), PageError> {
    let mine = belongings(app, here, citizen).await?;
    Ok((waiting(&mine), drafts(app, here, &mine.drafts)))
}

fn waiting(mine: &Belongings) -> Value {
    let one = |request: &Request| {
        let case = mine.cases.iter().find(|c| c.id == request.case_id)?;
        Some(json!({
            "case_title": case.procedure_title,
            "number": crate::web::view::number(case),
            "what": case.public_state,
            "due_on": request.due_on,
            "url": format!("/pratiche/{}", case.id),
            "label": "Rispondi",
        }))
    };
    mine.requests.iter().filter_map(one).collect()
}

fn drafts(app: &App, here: &Here, drafts: &[Draft]) -> Value {
    let today = here.scope(app).today;
    drafts
        .iter()
        .map(|draft| {
            let title = app.catalogue.procedure(&draft.procedure_code).map(|p| p.title.as_str());
            own::draft_row(draft, title.unwrap_or(&draft.procedure_code), today)
        })
        .collect()
}

fn case_row(catalogue: &Catalogue, case: &Case) -> Value {
    json!({
        "number": crate::web::view::number(case),
        "protocol": case.protocol_number,
        "title": case.procedure_title,
        "subject": case.subject,
        "state": { "label": state_label(catalogue, case), "tone": state_tone(case) },
        "updated_at": instant(case.updated_at),
        "due_on": case.due_on,
        "url": format!("/pratiche/{}", case.id),
    })
}
