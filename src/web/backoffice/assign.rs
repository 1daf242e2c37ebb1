//! Who follows a case: the officer takes it, gives it to a colleague, puts it back into the queue.

use actix_web::HttpResponse;
use actix_web::web::{Bytes, Data, Path};

use super::desk;
use super::row::case_path;
use crate::app::App;
use crate::domain::case;
use crate::domain::id::{AccountId, CaseId};
use crate::domain::identity::Right;
use crate::web::error::PageError;
use crate::web::here::Here;
use crate::web::portal::own::see;
use crate::web::posted::Posted;
use crate::web::visitor::Officer;

pub(in crate::web) async fn take(
    app: Data<App>,
    here: Here,
    officer: Officer,
    id: Path<String>,
    body: Bytes,
) -> Result<HttpResponse, PageError> {
    let posted = Posted::read(&body, &officer.session)?;
    change(&app, &here, &officer, &id, &posted, Change::Take).await
}

/// Gives the case to the posted `officer`; to nobody when that is empty.
pub(in crate::web) async fn give(
    app: Data<App>,
    here: Here,
    officer: Officer,
    id: Path<String>,
    body: Bytes,
) -> Result<HttpResponse, PageError> {
    let posted = Posted::read(&body, &officer.session)?;
    let to = Some(posted.text("officer").to_owned()).filter(|id| !id.is_empty());
    change(&app, &here, &officer, &id, &posted, Change::Give(to.map(AccountId::new))).await
}

#[derive(Clone)]
enum Change {
    Take,
    Give(Option<AccountId>),
}

async fn change(
    app: &Data<App>,
    here: &Here,
    officer: &Officer,
    id: &str,
    posted: &Posted,
    change: Change,
) -> Result<HttpResponse, PageError> {
    let version: i64 =
        posted.text("_version").parse().map_err(|_| PageError::Malformed("version"))?;
    let (scope, catalogue) = (here.scope(app), app.catalogue.clone());
    let (officer, id) = (officer.clone(), CaseId::new(id));
    let back = see(here, &case_path(&id));
    app.database
        .write(move |c| -> Result<(), PageError> {
            let right = match change {
                Change::Take => Right::Take,
                Change::Give(_) => Right::Assign,
            };
            let loaded = desk::load(c, &scope, &catalogue, &officer, &id, right)?;
            if loaded.case.version != version {
                return Err(PageError::Conflict);
            }
            let actor = desk::actor(&officer);
            match &change {
                Change::Take => case::take_charge(c, &scope, loaded, &actor)?,
                Change::Give(to) => case::assign_to(c, &scope, loaded, &actor, to.as_ref())?,
            }
            Ok(())
        })
        .await?;
    Ok(back)
}
