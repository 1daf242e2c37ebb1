//! The rules of assignment: written here, tried on real cases and drafts before they are saved, ended, never changed.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Bytes, Data, Path};
use serde_json::{Value, json};

use super::desk;
use super::trial::{self, Trial};
use crate::app::App;
use crate::domain::case;
use crate::domain::id::AccountId;
use crate::domain::identity::{Account, Right, offices_with};
use crate::domain::rule::{self, Manner, NewRule, Rule, RuleError};
use crate::web::error::PageError;
use crate::web::here::Here;
use crate::web::page;
use crate::web::portal::own::see;
use crate::web::posted::Posted;
use crate::web::view::instant;
use crate::web::visitor::Officer;

/// The manners in words.
const MANNERS: [(Manner, &str); 4] = [
    (Manner::Hand, "A mano: resta nella coda dell’ufficio"),
    (Manner::Person, "Sempre alla stessa persona"),
    (Manner::Workload, "A chi ha meno pratiche aperte"),
    (Manner::Rotation, "A turno"),
];

/// What the page needs beside the form.
struct Found {
    active: Vec<Rule>,
    ended: Vec<Rule>,
    people: Vec<Account>,
}

/// What the last posting left behind.
#[derive(Default)]
struct Left {
    posted: Posted,
    error: Option<String>,
    trials: Option<Vec<Trial>>,
}

fn allow(officer: &Officer) -> Result<Vec<String>, PageError> {
    let offices = offices_with(&officer.roles, Right::Configure);
    if offices.is_empty() { Err(PageError::Forbidden) } else { Ok(offices) }
}

pub(in crate::web) async fn show(
    app: Data<App>,
    here: Here,
    officer: Officer,
) -> Result<HttpResponse, PageError> {
    list(&app, &here, &officer, Left::default()).await
}

async fn list(
    app: &Data<App>,
    here: &Here,
    officer: &Officer,
    left: Left,
) -> Result<HttpResponse, PageError> {
    let offices = allow(officer)?;
    let (scope, own) = (here.scope(app), offices.clone());
    let found = app
        .database
        .read(move |c| -> Result<Found, PageError> {
            Ok(Found {
                active: rule::active(c, &scope.tenant_id)?,
                ended: rule::ended(c, &scope.tenant_id)?,
                people: case::members_of(c, &scope, &own)?,
            })
        })
        .await?;
    let view = |rule: &Rule| row(app, here, &offices, &found.people, rule);
    let trials = left.trials.as_ref().map(|t| t.iter().map(Trial::view).collect::<Vec<_>>());
    let context = json!({
        "rules": found.active.iter().map(view).collect::<Vec<_>>(),
        "ended": found.ended.iter().map(view).collect::<Vec<_>>(),
        "form": form(app, here, &offices, &found.people, &left),
        "trials": trials,
    });
    let refused = left.error.is_some();
    let status = if refused { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    page::page_with(app, here, officer.into(), "backoffice/rules.html", context, status)
}

fn row(app: &App, here: &Here, offices: &[String], people: &[Account], rule: &Rule) -> Value {
    let title = |code: &String| {
        app.catalogue.procedure(code).map_or_else(|| code.clone(), |p| p.title.clone())
    };
    let zone = here.tenant.zones.iter().find(|z| z.code == rule.zone).map(|z| &z.name);
    let person = rule.account_id.as_ref().and_then(|id| people.iter().find(|a| a.id == *id));
    let manner = MANNERS.iter().find(|(m, _)| *m == rule.manner).map_or("", |(_, label)| label);
    let open = rule.ended_at.is_none() && offices.contains(&rule.office);
    json!({
        "position": rule.position,
        "title": rule.title,
        "office": here.tenant.office_name(&rule.office),
        "procedures": rule.procedures.0.iter().map(title).collect::<Vec<_>>(),
        "zone": zone,
        "condition": rule.condition,
        "manner": manner,
        "person": person.map(|a| &a.name),
        "by": rule.created_by,
        "at": instant(rule.created_at),
        "ended_at": rule.ended_at.map(instant),
        "ended_by": rule.ended_by,
        "end_url": open.then(|| format!("/ufficio/regole/{}/termina", rule.id)),
    })
}

fn form(app: &App, here: &Here, offices: &[String], people: &[Account], left: &Left) -> Value {
    let posted = &left.posted;
    let option = |value: &str, label: &str, name: &str| {
        let selected = posted.0.iter().any(|(n, v)| n == name && v == value);
        json!({ "value": value, "label": label, "selected": selected })
    };
    let mut procedures: Vec<Value> = app
        .catalogue
        .all_offered(&here.tenant)
        .map(|p| option(&p.code, &p.title, "procedure"))
        .collect();
    procedures.sort_by(|a, b| a["label"].as_str().cmp(&b["label"].as_str()));
    let zones = here.tenant.zones.iter();
    json!({
        "title": posted.text("title"),
        "position": posted.get("position").unwrap_or("10"),
        "condition": posted.text("condition"),
        "case": posted.text("case"),
        "error": left.error,
        "offices": offices.iter().map(|o| option(o, here.tenant.office_name(o), "office")).collect::<Vec<_>>(),
        "procedures": procedures,
        "zones": zones.map(|z| option(&z.code, &z.name, "zone")).collect::<Vec<_>>(),
        "manners": MANNERS.iter().map(|(m, l)| option(m.as_str(), l, "manner")).collect::<Vec<_>>(),
        "people": people.iter().map(|a| option(a.id.as_str(), &a.name, "person")).collect::<Vec<_>>(),
    })
}

fn read(posted: &Posted) -> NewRule {
    NewRule {
        position: posted.text("position").parse().unwrap_or(10),
        title: posted.text("title").to_owned(),
        office: posted.text("office").to_owned(),
        procedures: posted
            .0
            .iter()
            .filter(|(name, value)| name == "procedure" && !value.is_empty())
            .map(|(_, value)| value.clone())
            .collect(),
        zone: posted.text("zone").to_owned(),
        condition: posted.text("condition").to_owned(),
        manner: Manner::parse(posted.text("manner")).unwrap_or(Manner::Hand),
        account: Some(posted.text("person")).filter(|p| !p.is_empty()).map(AccountId::new),
    }
}

/// Why a rule is not taken, in words.
fn told(error: &RuleError) -> String {
    match error {
        RuleError::Title => "Scrivi un titolo, lungo al massimo 80 caratteri.".to_owned(),
        RuleError::Unknown(_) => "La regola nomina un ufficio o una zona che non c’è.".to_owned(),
        RuleError::Condition(reason) => format!("La condizione non si può leggere: {reason}"),
        RuleError::Person => {
            "Scegli la persona a cui vanno le pratiche: deve lavorare nell’ufficio.".to_owned()
        }
        RuleError::Database(_) => String::new(),
    }
}

/// Tries the rule, or saves it: the button says which.
pub(in crate::web) async fn write(
    app: Data<App>,
    here: Here,
    officer: Officer,
    body: Bytes,
) -> Result<HttpResponse, PageError> {
    let posted = Posted::read(&body, &officer.session)?;
    let offices = allow(&officer)?;
    let new = read(&posted);
    if !offices.contains(&new.office) {
        return Err(PageError::Forbidden);
    }
    let (scope, by, wanted) = (here.scope(&app), officer.account.name.clone(), new.clone());
    let saves = posted.text("_action") == "save";
    let drawn = app
        .database
        .write(move |c| -> Result<Result<Rule, RuleError>, PageError> {
            let members = case::members(c, &scope, &wanted.office)?;
            let ids: Vec<AccountId> = members.into_iter().map(|a| a.id).collect();
            let drawn = match rule::draw(&scope, &wanted, &ids, &by) {
                Ok(rule) => rule,
                Err(error) => return Ok(Err(error)),
            };
            if saves {
                match rule::save(c, &scope, &drawn, None) {
                    Err(RuleError::Database(error)) => return Err(error.into()),
                    Err(other) => return Ok(Err(other)),
                    Ok(()) => {}
                }
            }
            Ok(Ok(drawn))
        })
        .await?;
    match drawn {
        Err(error) => {
            let left = Left { posted, error: Some(told(&error)), trials: None };
            list(&app, &here, &officer, left).await
        }
        Ok(_) if saves => Ok(see(&here, "/ufficio/regole")),
        Ok(drawn) => {
            let trials = trial::run(&app, &here, &officer, drawn, posted.text("case")).await?;
            let left = Left { posted, error: None, trials: Some(trials) };
            list(&app, &here, &officer, left).await
        }
    }
}

pub(in crate::web) async fn end(
    app: Data<App>,
    here: Here,
    officer: Officer,
    id: Path<String>,
    body: Bytes,
) -> Result<HttpResponse, PageError> {
    Posted::read(&body, &officer.session)?;
    allow(&officer)?;
    let (scope, officer, id) = (here.scope(&app), officer.clone(), id.into_inner());
    app.database
        .write(move |c| -> Result<(), PageError> {
            let found = rule::find(c, &scope.tenant_id, &id)?.ok_or(PageError::NotFound)?;
            desk::permit(&officer, &found.office, Right::Configure)?;
            rule::end(c, &scope, &id, &officer.account.name)?;
            Ok(())
        })
        .await?;
    Ok(see(&here, "/ufficio/regole"))
}
