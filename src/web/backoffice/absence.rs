//! Who is away and who stands in: each for themselves, those who assign cases for the people of their offices.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Bytes, Data, Path};
use chrono::NaiveDate;
use serde_json::{Value, json};

use crate::app::App;
use crate::domain::Scope;
use crate::domain::absence::{self, Absence, AbsenceError};
use crate::domain::case;
use crate::domain::id::AccountId;
use crate::domain::identity::{self, Account, Right, offices_with};
use crate::platform::db::AnyConnection;
use crate::web::error::PageError;
use crate::web::here::Here;
use crate::web::page;
use crate::web::portal::own::see;
use crate::web::posted::Posted;
use crate::web::visitor::Officer;

/// Whose absences the officer may record: their own, and those of the people to whom they may give cases.
fn subjects(
    c: &mut AnyConnection,
    scope: &Scope,
    officer: &Officer,
) -> Result<Vec<Account>, PageError> {
    let offices = offices_with(&officer.roles, Right::Assign);
    let mut people = case::members_of(c, scope, &offices)?;
    if !people.iter().any(|a| a.id == officer.account.id) {
        people.insert(0, officer.account.clone());
    }
    Ok(people)
}

/// Who can stand in: the people of the offices of the officer.
fn colleagues(
    c: &mut AnyConnection,
    scope: &Scope,
    officer: &Officer,
) -> Result<Vec<Account>, PageError> {
    Ok(case::members_of(c, scope, &identity::readable_offices(&officer.roles))?)
}

pub(in crate::web) async fn show(
    app: Data<App>,
    here: Here,
    officer: Officer,
) -> Result<HttpResponse, PageError> {
    list(&app, &here, &officer, &Posted::default(), None).await
}

async fn list(
    app: &Data<App>,
    here: &Here,
    officer: &Officer,
    typed: &Posted,
    error: Option<&str>,
) -> Result<HttpResponse, PageError> {
    let (scope, reader) = (here.scope(app), officer.clone());
    let (people, others, absences) = app
        .database
        .read(move |c| -> Result<_, PageError> {
            let people = subjects(c, &scope, &reader)?;
            let ids: Vec<AccountId> = people.iter().map(|a| a.id.clone()).collect();
            let absences = absence::of_accounts(c, &scope.tenant_id, &ids, scope.today)?;
            Ok((people, colleagues(c, &scope, &reader)?, absences))
        })
        .await?;
    let name = |id: &AccountId| {
        let known = people.iter().chain(&others).find(|a| a.id == *id);
        known.map_or_else(String::new, |a| a.name.clone())
    };
    let row = |a: &Absence| {
        json!({ "person": name(&a.account_id), "from": a.from_on, "to": a.to_on,
            "substitute": a.substitute_id.as_ref().map(name), "by": a.created_by,
            "remove_url": format!("/ufficio/assenze/{}/elimina", a.id) })
    };
    let options = |people: &[Account], chosen: &str| -> Vec<Value> {
        let one = |a: &Account| json!({ "value": a.id, "label": a.name, "selected": a.id.as_str() == chosen });
        people.iter().map(one).collect()
    };
    let context = json!({
        "absences": absences.iter().map(row).collect::<Vec<_>>(),
        "form": { "people": options(&people, typed.text("person")),
            "substitutes": options(&others, typed.text("substitute")),
            "from": typed.text("from"), "to": typed.text("to"), "error": error },
    });
    let status = if error.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    page::page_with(app, here, officer.into(), "backoffice/absences.html", context, status)
}

pub(in crate::web) async fn record(
    app: Data<App>,
    here: Here,
    officer: Officer,
    body: Bytes,
) -> Result<HttpResponse, PageError> {
    let posted = Posted::read(&body, &officer.session)?;
    let day = |name: &str| posted.text(name).parse::<NaiveDate>().ok();
    let (Some(from), Some(to)) = (day("from"), day("to")) else {
        let reason = "Scrivi il primo e l’ultimo giorno di assenza.";
        return list(&app, &here, &officer, &posted, Some(reason)).await;
    };
    let person = AccountId::new(posted.text("person"));
    let substitute = Some(posted.text("substitute")).filter(|s| !s.is_empty()).map(AccountId::new);
    let (scope, actor) = (here.scope(&app), officer.clone());
    let made = app
        .database
        .write(move |c| -> Result<Result<(), &'static str>, PageError> {
            if !subjects(c, &scope, &actor)?.iter().any(|a| a.id == person) {
                return Err(PageError::Forbidden);
            }
            let known = colleagues(c, &scope, &actor)?;
            let substitute = substitute.as_ref().filter(|s| known.iter().any(|a| a.id == **s));
            let by = &actor.account.name;
            match absence::record(c, &scope, &person, (from, to), substitute, by) {
                Ok(_) => Ok(Ok(())),
                Err(AbsenceError::Days) => Ok(Err(
                    "L’ultimo giorno viene prima del primo, è già passato, o il periodo supera i due anni.",
                )),
                Err(AbsenceError::Substitute) => {
                    Ok(Err("Chi sostituisce deve essere un’altra persona."))
                }
                Err(AbsenceError::Database(error)) => Err(error.into()),
            }
        })
        .await?;
    match made {
        Ok(()) => Ok(see(&here, "/ufficio/assenze")),
        Err(reason) => list(&app, &here, &officer, &posted, Some(reason)).await,
    }
}

pub(in crate::web) async fn remove(
    app: Data<App>,
    here: Here,
    officer: Officer,
    id: Path<String>,
    body: Bytes,
) -> Result<HttpResponse, PageError> {
    Posted::read(&body, &officer.session)?;
    let (scope, officer, id) = (here.scope(&app), officer.clone(), id.into_inner());
    app.database
        .write(move |c| -> Result<(), PageError> {
            let found = absence::find(c, &scope.tenant_id, &id)?.ok_or(PageError::NotFound)?;
            let people = subjects(c, &scope, &officer)?;
            if !people.iter().any(|a| a.id == found.account_id) {
                return Err(PageError::NotFound);
            }
            absence::remove(c, &scope.tenant_id, &id)?;
            Ok(())
        })
        .await?;
    Ok(see(&here, "/ufficio/assenze"))
}
