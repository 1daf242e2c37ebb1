//! The catalogue: list, search, and the sheet of a service.

use std::collections::BTreeMap;

use actix_web::web::{Data, Path, Query};
use actix_web::{HttpRequest, HttpResponse};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::app::App;
use crate::domain::catalogue::{self, Procedure};
use crate::domain::draft;
use crate::domain::tenant::Office;
use crate::web::error::PageError;
use crate::web::here::Here;
use crate::web::page;
use crate::web::visitor::MaybeCitizen;

#[derive(Debug, Deserialize)]
pub(in crate::web) struct Search {
    #[serde(default)]
    q: String,
    categoria: Option<String>,
    argomento: Option<String>,
}

/// A service in a list.
pub(super) fn card(procedure: &Procedure) -> Value {
    json!({
        "title": procedure.title,
        "summary": procedure.sheet.description,
        "path": format!("/servizi/{}", procedure.code),
        "category": procedure.category,
        "status": "active",
    })
}

/// `Anagrafe e stato civile` → `anagrafe-e-stato-civile`.
fn slug(words: &str) -> String {
    let plain = deunicode::deunicode(words).to_lowercase();
    let parts: Vec<&str> =
        plain.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    parts.join("-")
}

/// Address of a category's list.
pub(super) fn category_path(category: &str) -> String {
    format!("/servizi?categoria={}", slug(category))
}

/// The categories that have services, with how many.
pub(super) fn categories(app: &App, here: &Here, current: Option<&str>) -> Value {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for procedure in app.catalogue.all_offered(&here.tenant) {
        *counts.entry(&procedure.category).or_default() += 1;
    }
    counts
        .iter()
        .map(|(title, count)| {
            let code = slug(title);
            json!({ "current": current == Some(code.as_str()), "path": category_path(title),
                "code": code, "title": title, "count": count })
        })
        .collect()
}

pub(in crate::web) async fn list(
    app: Data<App>,
    here: Here,
    visitor: MaybeCitizen,
    request: HttpRequest,
    search: Query<Search>,
) -> Result<HttpResponse, PageError> {
    let mut found = catalogue::find(&app.catalogue, &here.tenant, &search.q)?;
    if let Some(code) = &search.categoria {
        found.retain(|p| slug(&p.category) == *code);
    }
    if let Some(code) = &search.argomento {
        found.retain(|p| p.topics.iter().any(|t| slug(t) == *code));
    }
    let category = search.categoria.as_ref().and_then(|code| {
        found.iter().find(|p| slug(&p.category) == *code).map(
            |p| json!({ "code": code, "title": p.category, "path": category_path(&p.category) }),
        )
    });
    let context = json!({
        "query": search.q,
        "category": category,
        "categories": categories(&app, &here, search.categoria.as_deref()),
        "procedures": found.iter().map(|p| card(p)).collect::<Vec<_>>(),
        "total": found.len(),
        "pager_data": { "prev_url": null, "next_url": null, "label": "" },
    });
    if request.headers().contains_key("X-Partial") {
        let reader = visitor.0.as_ref().into();
        let html = page::render(&app, &here, &reader, "components/results.html", context)?;
        return Ok(HttpResponse::Ok().content_type("text/html; charset=utf-8").body(html));
    }
    page::page(&app, &here, visitor.0.as_ref().into(), "portal/catalogue.html", context)
}

pub(in crate::web) async fn show(
    app: Data<App>,
    here: Here,
    visitor: MaybeCitizen,
    code: Path<String>,
) -> Result<HttpResponse, PageError> {
    let procedure = app.catalogue.offered(&here.tenant, &code).ok_or(PageError::NotFound)?.clone();
    let draft = match &visitor.0 {
        Some(citizen) => {
            let scope = here.scope(&app);
            let (person, code) = (citizen.person.id.clone(), procedure.code.clone());
            let found = app.database.read(move |c| -> Result<_, PageError> {
                Ok(draft::of_person(c, &scope.tenant_id, &person, Some(&code))?)
            });
            let today = here.scope(&app).today;
            found.await?.first().map(|d| super::own::draft_row(d, &procedure.title, today))
        }
        None => None,
    };
    let context = json!({ "procedure": sheet(&here, &procedure), "draft": draft });
    page::page(&app, &here, visitor.0.as_ref().into(), "portal/sheet.html", context)
}

/// Markdown without headings, as plain paragraphs: the sheet's texts use nothing more.
fn paragraphs(text: &str) -> Vec<String> {
    text.split("\n\n")
        .flat_map(|block| block.lines())
        .map(|line| line.trim().trim_start_matches(['-', '*']).replace("**", "").trim().to_owned())
        .filter(|line| !line.is_empty())
        .collect()
}

fn sheet(here: &Here, procedure: &Procedure) -> Value {
    let sheet = &procedure.sheet;
    let path = format!("/servizi/{}", procedure.code);
    let needed: Vec<_> = sheet.needed.iter().map(|n| json!({ "title": n, "note": null })).collect();
    let costs: Vec<_> = paragraphs(&sheet.costs)
        .into_iter()
        .map(|text| json!({ "title": text, "cents": null, "note": null, "source": null }))
        .collect();
    let legal: Vec<_> =
        procedure.legal_basis.iter().map(|l| json!({ "source": l.source })).collect();
    let topics: Vec<_> = procedure
        .topics
        .iter()
        .map(|t| json!({ "label": t, "path": format!("/servizi?argomento={}", slug(t)) }))
        .collect();
    let office = here.tenant.office(&procedure.office.default);
    let site = here.tenant.contacts.website.trim_end_matches('/');
    json!({
        "code": procedure.code,
        "title": procedure.title,
        "path": path,
        "category": procedure.category,
        "category_path": category_path(&procedure.category),
        "summary": sheet.description,
        "status": "active",
        "status_reason": null,
        "start_url": format!("{path}/avvia"),
        "blank_form_url": null,
        "appointment_url": format!("{site}/appuntamento"),
        "for_whom": paragraphs(&sheet.addressed_to),
        "how_to": paragraphs(&sheet.how_to),
        "needed_intro": [],
        "needed": needed,
        "obtained": paragraphs(&sheet.obtained),
        "times": { "text": paragraphs(&sheet.times), "terms": terms(procedure) },
        "costs": costs,
        "conditions": [],
        "conditions_text": paragraphs(&sheet.conditions),
        "legal": legal,
        "office": office_card(here, office),
        "topics": topics,
        "updated_on": null,
        "metatag": metatag(here, procedure, office),
    })
}

fn terms(procedure: &Procedure) -> Vec<Value> {
    let term = &procedure.term;
    if term.days == 0 {
        return Vec::new();
    }
    let unit = if term.kind == "working" { "giorni lavorativi" } else { "giorni" };
    let length = format!("{} {unit}", term.days);
    vec![json!({ "length": length, "label": "termine del procedimento", "source": term.source })]
}

fn office_card(here: &Here, office: Option<&Office>) -> Value {
    let address = &here.tenant.address;
    let street = format!("{}, {} {}", address.street, address.cap, address.town);
    let Some(office) = office else {
        return json!({ "name": here.tenant.name, "address": street, "hours": "",
            "phone": here.tenant.contacts.phone, "email": here.tenant.contacts.email });
    };
    let hours: Vec<String> =
        office.hours.iter().map(|h| format!("{} {}–{}", h.days.join(", "), h.from, h.to)).collect();
    json!({ "name": office.name, "address": format!("{street}. {}", office.floor),
        "hours": hours.join("; "), "phone": office.phone, "email": office.email })
}

/// Structured data of the service, as the national model wants them.
fn metatag(here: &Here, procedure: &Procedure, office: Option<&Office>) -> Value {
    let tenant = &here.tenant;
    json!({
        "@context": "https://schema.org",
        "@type": "GovernmentService",
        "name": procedure.title,
        "serviceType": procedure.category,
        "serviceOperator": { "name": tenant.name },
        "areaServed": { "name": tenant.address.town },
        "audience": { "audienceType": procedure.audience.join(", ") },
        "availableChannel": {
            "serviceUrl": here.url(&format!("/servizi/{}", procedure.code)),
            "serviceLocation": {
                "name": office.map_or(tenant.name.as_str(), |o| o.name.as_str()),
                "address": { "streetAddress": tenant.address.street,
                    "postalCode": tenant.address.cap, "addressLocality": tenant.address.town },
            },
        },
    })
}
