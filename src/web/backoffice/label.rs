//! The labels of the offices: invented and taken away here, put on a case from its page.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Bytes, Data, Path};
use serde_json::{Value, json};

use super::desk;
use super::row::case_path;
use crate::app::App;
use crate::domain::id::CaseId;
use crate::domain::identity::{self, Right};
use crate::domain::label::{self, LabelError, TONES};
use crate::web::error::PageError;
use crate::web::here::Here;
use crate::web::page;
use crate::web::portal::own::see;
use crate::web::posted::Posted;
use crate::web::visitor::Officer;

impl From<LabelError> for PageError {
    fn from(error: LabelError) -> Self {
        match error {
            LabelError::NotFound => Self::NotFound,
            LabelError::Empty | LabelError::Known => Self::Malformed("label"),
            LabelError::Database(error) => error.into(),
        }
    }
}

pub(in crate::web) async fn show(
    app: Data<App>,
    here: Here,
    officer: Officer,
) -> Result<HttpResponse, PageError> {
    list(&app, &here, &officer, "", None, StatusCode::OK).await
}

/// The page; `typed` and `error` are what a refused new label left behind.
async fn list(
    app: &Data<App>,
    here: &Here,
    officer: &Officer,
    typed: &str,
    error: Option<&str>,
    status: StatusCode,
) -> Result<HttpResponse, PageError> {
    let offices = identity::readable_offices(&officer.roles);
    let (scope, readable) = (here.scope(app), offices.clone());
    let (labels, worn) = app
        .database
        .read(move |c| -> Result<_, PageError> {
            let labels = label::of_offices(c, &scope.tenant_id, &readable)?;
            let ids: Vec<String> = labels.iter().map(|l| l.id.clone()).collect();
            let worn = label::worn(c, &scope.tenant_id, &ids)?;
            Ok((labels, worn))
        })
        .await?;
    let may = |office: &str| identity::has_right(&officer.roles, office, Right::Assign);
    let rows: Vec<Value> = labels
        .iter()
        .map(|l| {
            let cases = worn.iter().find(|(id, _)| *id == l.id).map_or(0, |(_, n)| *n);
            json!({ "title": l.title, "tone": l.tone, "office": here.tenant.office_name(&l.office),
                "cases": cases, "url": format!("/ufficio?vista=tutte&etichetta={}", l.id),
                "remove_url": may(&l.office).then(|| format!("/ufficio/etichette/{}/elimina", l.id)) })
        })
        .collect();
    let own: Vec<Value> = offices
        .iter()
        .filter(|o| may(o))
        .map(|o| json!({ "code": o, "name": here.tenant.office_name(o) }))
        .collect();
    let tones: Vec<Value> =
        TONES.iter().map(|(code, name)| json!({ "code": code, "name": name })).collect();
    let context = json!({
        "labels": rows,
        "form": { "offices": own, "tones": tones, "longest": label::LONGEST, "title": typed,
            "error": error },
    });
    page::page_with(app, here, officer.into(), "backoffice/labels.html", context, status)
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
    let (title, tone) = (posted.text("title").to_owned(), posted.text("tone").to_owned());
    let (scope, wanted) = (here.scope(&app), title.clone());
    let made = app
        .database
        .write(move |c| label::create(c, &scope, &office, &wanted, &tone).map(|_| ()))
        .await;
    let reason = match made {
        Ok(()) => return Ok(see(&here, "/ufficio/etichette")),
        Err(LabelError::Empty) => "Scrivi il nome dell’etichetta.",
        Err(LabelError::Known) => {
            "L’ufficio ha già un’etichetta con questo nome: scegline un altro."
        }
        Err(other) => return Err(other.into()),
    };
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    list(&app, &here, &officer, &title, Some(reason), status).await
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
            let found = label::find(c, &scope.tenant_id, &id)?.ok_or(PageError::NotFound)?;
            desk::allow(&officer, &found.office, Right::Assign)?;
            label::remove(c, &scope.tenant_id, &id)?;
            Ok(())
        })
        .await?;
    Ok(see(&here, "/ufficio/etichette"))
}

/// Gives a case exactly the labels that are ticked; those of other offices stay as they are.
pub(in crate::web) async fn wear(
    app: Data<App>,
    here: Here,
    officer: Officer,
    id: Path<String>,
    body: Bytes,
) -> Result<HttpResponse, PageError> {
    let posted = Posted::read(&body, &officer.session)?;
    let ticked: Vec<String> =
        posted.0.iter().filter(|(n, _)| n == "label").map(|(_, v)| v.clone()).collect();
    let (scope, officer, id) = (here.scope(&app), officer.clone(), CaseId::new(id.as_str()));
    let back = see(&here, &case_path(&id));
    app.database
        .write(move |c| -> Result<(), PageError> {
            let case = desk::find(c, &scope, &officer, &id, Right::Write)?;
            let own = std::slice::from_ref(&case.office);
            for known in label::of_offices(c, &scope.tenant_id, own)? {
                if ticked.contains(&known.id) {
                    label::attach(c, &scope, &case.office, &id, &known.id)?;
                } else {
                    label::detach(c, &scope.tenant_id, &id, &known.id)?;
                }
            }
            Ok(())
        })
        .await?;
    Ok(back)
}
