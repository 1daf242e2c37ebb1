//! The shell of every page: what templates find under `site`.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use serde_json::{Value, json};

use crate::app::App;
use crate::domain::identity::{Right, has_right_anywhere};
use crate::platform::template::View;
use crate::web::error::PageError;
use crate::web::here::Here;
use crate::web::visitor::{Citizen, Officer};

/// Who the page is for.
pub(super) enum Reader<'a> {
    Nobody,
    Citizen(&'a Citizen),
    Officer(&'a Officer),
}

impl<'a> From<&'a Citizen> for Reader<'a> {
    fn from(citizen: &'a Citizen) -> Self {
        Self::Citizen(citizen)
    }
}

impl<'a> From<&'a Officer> for Reader<'a> {
    fn from(officer: &'a Officer) -> Self {
        Self::Officer(officer)
    }
}

impl<'a> From<Option<&'a Citizen>> for Reader<'a> {
    fn from(citizen: Option<&'a Citizen>) -> Self {
        citizen.map_or(Self::Nobody, Self::Citizen)
    }
}

/// A page of the portal or the back office.
pub(super) fn page(
    app: &App,
    here: &Here,
    reader: Reader<'_>,
    template: &str,
    context: Value,
) -> Result<HttpResponse, PageError> {
    page_with(app, here, reader, template, context, StatusCode::OK)
}

/// The same with another status.
pub(super) fn page_with(
    app: &App,
    here: &Here,
    reader: Reader<'_>,
    template: &str,
    context: Value,
    status: StatusCode,
) -> Result<HttpResponse, PageError> {
    let html = render(app, here, &reader, template, context)?;
    Ok(HttpResponse::build(status)
        .content_type("text/html; charset=utf-8")
        .insert_header(("Cache-Control", "no-store"))
        .body(html))
}

/// The HTML of a page, or of a part of one.
pub(super) fn render(
    app: &App,
    here: &Here,
    reader: &Reader<'_>,
    template: &str,
    mut context: Value,
) -> Result<String, PageError> {
    context["site"] = site(app, here, reader);
    let view = View { language: &here.language, base: &here.base };
    Ok(app.templates.render(template, view, &context)?)
}

/// A page for nobody in particular.
pub(super) fn anonymous(
    app: &App,
    here: &Here,
    template: &str,
    context: &Value,
) -> Result<String, PageError> {
    render(app, here, &Reader::Nobody, template, context.clone())
}

fn site(app: &App, here: &Here, reader: &Reader<'_>) -> Value {
    let tenant = &here.tenant;
    let address = &tenant.address;
    let office = matches!(reader, Reader::Officer(_)) || here.path.starts_with("/ufficio");
    json!({
        "tenant": {
            "name": tenant.name,
            "slug": tenant.slug,
            "crest_url": here.url("/stemma.svg"),
            "colors_url": here.url("/colori.css"),
            "color": here.tenant.identity.colors.primary,
            "address": format!("{}, {} {}", address.street, address.cap, address.town),
            "contacts": { "phone": tenant.contacts.phone, "email": tenant.contacts.email },
            "pec": tenant.contacts.pec,
            "fiscal_code": null,
            "region_label": tenant.municipality.region,
            "region_url": null,
        },
        "lang": here.language,
        "languages": languages(here),
        "path": here.path,
        "base": here.base,
        "demo": app.conduct.demo,
        "user": user(here, reader),
        "login_url": here.url(if office { "/ufficio/accedi" } else { "/accedi" }),
        "csrf": csrf(reader),
        "nav": if office { office_nav(here, reader) } else { portal_nav(here) },
        "links": links(here),
        "messages": [],
    })
}

fn csrf(reader: &Reader<'_>) -> String {
    match reader {
        Reader::Nobody => String::new(),
        Reader::Citizen(citizen) => citizen.session.csrf.clone(),
        Reader::Officer(officer) => officer.session.csrf.clone(),
    }
}

fn user(here: &Here, reader: &Reader<'_>) -> Value {
    match reader {
        Reader::Nobody => Value::Null,
        Reader::Citizen(citizen) => json!({
            "name": citizen.person.name(), "role": "citizen", "unread": 0,
            "links": [{ "label": "Le mie pratiche", "url": here.url("/area") }],
        }),
        Reader::Officer(officer) => json!({
            "name": officer.account.name, "role": "officer", "unread": 0,
            "links": [{ "label": "La mia coda", "url": here.url("/ufficio") }],
        }),
    }
}

/// The languages of the interface with their own names.
pub(super) const LANGUAGES: [(&str, &str); 3] =
    [("it", "Italiano"), ("en", "English"), ("de", "Deutsch")];

fn languages(here: &Here) -> Value {
    let path = here.path.split('?').next().unwrap_or("/");
    let one = |(code, label): &(&str, &str)| {
        json!({ "code": code, "label": label, "url": here.url(&format!("{path}?lang={code}")),
            "current": *code == here.language })
    };
    LANGUAGES.iter().map(one).collect()
}

fn portal_nav(here: &Here) -> Value {
    let site = here.tenant.contacts.website.trim_end_matches('/');
    let services = here.path.starts_with("/servizi");
    json!([
        { "label": "Amministrazione", "url": format!("{site}/amministrazione"), "element": "management", "current": false },
        { "label": "Novità", "url": format!("{site}/novita"), "element": "news", "current": false },
        { "label": "Servizi", "url": here.url("/servizi"), "element": "all-services", "current": services },
        { "label": "Vivere il Comune", "url": format!("{site}/vivere"), "element": "live", "current": false },
    ])
}

/// The places of work, and the right in at least one office without which they are not shown.
const DESK: [(&str, &str, Option<Right>); 11] = [
    ("Coda", "/ufficio", None),
    ("Cruscotto", "/ufficio/cruscotto", None),
    ("Statistiche", "/ufficio/statistiche", Some(Right::Read)),
    ("Etichette", "/ufficio/etichette", Some(Right::Read)),
    ("Esportazioni", "/ufficio/esportazioni", Some(Right::Read)),
    ("Protocollo", "/ufficio/protocollo", Some(Right::Register)),
    ("Testi", "/ufficio/testi", Some(Right::Read)),
    ("Accessi", "/ufficio/accessi", Some(Right::Audit)),
    ("Assenze", "/ufficio/assenze", None),
    ("Regole", "/ufficio/regole", Some(Right::Configure)),
    ("Invii", "/ufficio/invii", None),
];

fn office_nav(here: &Here, reader: &Reader<'_>) -> Value {
    let path = here.path.split('?').next();
    let may = |right: Option<Right>| match (right, reader) {
        (Some(right), Reader::Officer(officer)) => has_right_anywhere(&officer.roles, right),
        (Some(_), _) => false,
        (None, _) => true,
    };
    DESK.iter()
        .filter(|(.., right)| may(*right))
        .map(|(label, address, _)| {
            json!({ "label": label, "url": here.url(address), "element": null,
                "current": path == Some(address), "count": null })
        })
        .collect()
}

fn links(here: &Here) -> Value {
    let site = here.tenant.contacts.website.trim_end_matches('/');
    json!({
        "faq": format!("{site}/domande-frequenti"),
        "appointment": format!("{site}/appuntamento"),
        "inefficiency": format!("{site}/disservizio"),
        "transparency": format!("{site}/amministrazione-trasparente"),
        "privacy": here.url("/privacy"),
        "legal": here.url("/note-legali"),
        "accessibility": here.url("/accessibilita"),
    })
}

/// The chooser of municipalities, for addresses that name none.
pub(super) fn chooser(
    app: &App,
    request: &actix_web::HttpRequest,
) -> Result<HttpResponse, PageError> {
    let tenants: Vec<Value> = app
        .tenants()
        .iter()
        .map(|t| {
            json!({ "name": t.name, "url": format!("/c/{}/", t.slug),
                "crest_url": format!("/c/{}/stemma.svg", t.slug), "region_label": t.municipality.region })
        })
        .collect();
    let nobody = json!({ "name": "Sportello telematico", "slug": "", "crest_url": null, "colors_url": null, "color": null, "address": "",
        "contacts": { "phone": null, "email": null }, "pec": "", "fiscal_code": null,
        "region_label": "", "region_url": null });
    let site = json!({ "tenant": nobody, "lang": "it", "languages": [], "path": request.path(), "base": "",
        "demo": app.conduct.demo, "user": null, "login_url": "", "csrf": "", "nav": [], "links": {},
        "messages": [] });
    let context = json!({ "site": site, "tenants": tenants });
    let view = View { language: "it", base: "" };
    let html = app.templates.render("portal/tenants.html", view, &context)?;
    Ok(HttpResponse::Ok().content_type("text/html; charset=utf-8").body(html))
}
