//! The canned texts of the offices: written and taken away here, put into a message from the case's page.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Bytes, Data, Path};
use serde_json::{Value, json};

use super::desk;
use crate::app::App;
use crate::domain::canned::{self, Canned, LONGEST_TITLE};
use crate::domain::identity::{self, Right, offices_with};
use crate::domain::message;
use crate::web::error::PageError;
use crate::web::here::Here;
use crate::web::page;
use crate::web::portal::own::see;
use crate::web::posted::Posted;
use crate::web::visitor::Officer;

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
    let offices = identity::readable_offices(&officer.roles);
    let scope = here.scope(app);
    let texts = app
        .database
        .read(move |c| -> Result<_, PageError> {
            Ok(canned::of_offices(c, &scope.tenant_id, &offices)?)
        })
        .await?;
    let own = offices_with(&officer.roles, Right::Assign);
    let row = |t: &Canned| {
        json!({ "title": t.title, "body": t.body, "office": here.tenant.office_name(&t.office),
            "by": t.created_by,
            "remove_url": own.contains(&t.office).then(|| format!("/ufficio/testi/{}/elimina", t.id)) })
    };
    let choices: Vec<Value> =
        own.iter().map(|o| json!({ "code": o, "name": here.tenant.office_name(o) })).collect();
    let context = json!({
        "texts": texts.iter().map(row).collect::<Vec<_>>(),
        "form": { "offices": choices, "longest_title": LONGEST_TITLE, "longest": message::LONGEST,
            "title": typed.text("title"), "body": typed.text("body"), "error": error },
    });
    let status = if error.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    page::page_with(app, here, officer.into(), "backoffice/texts.html", context, status)
}

pub(in crate::web) async fn create(
    app: Data<App>,
    here: Here,
    officer: Officer,
    body: Bytes,
) -> Result<HttpResponse, PageError> {
    let posted = Posted::read(&body, &officer.session)?;
    let office = posted.text("office").to_owned();
    desk::allow(&officer, &office, Right::Assign)?;
    let title: String = posted.text("title").chars().take(LONGEST_TITLE).collect();
    let text: String = posted.text("body").chars().take(message::LONGEST).collect();
    if title.is_empty() || text.is_empty() {
        let reason = "Scrivi il titolo e il testo.";
        return list(&app, &here, &officer, &posted, Some(reason)).await;
    }
    let scope = here.scope(&app);
    let row = Canned {
        tenant_id: scope.tenant_id.clone(),
        id: scope.ids.id(),
        office,
        title,
        body: text,
        created_at: scope.at,
        created_by: officer.account.name.clone(),
    };
    app.database
        .write(move |c| -> Result<(), PageError> {
            canned::insert(c, &row)?;
            Ok(())
        })
        .await?;
    Ok(see(&here, "/ufficio/testi"))
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
            let found = canned::find(c, &scope.tenant_id, &id)?.ok_or(PageError::NotFound)?;
            desk::allow(&officer, &found.office, Right::Assign)?;
            canned::remove(c, &scope.tenant_id, &id)?;
            Ok(())
        })
        .await?;
    Ok(see(&here, "/ufficio/testi"))
}
