//! Exports: asked for from the queue, made by a job, fetched here by who asked.

use actix_web::HttpResponse;
use actix_web::web::{Bytes, Data, Path};
use chrono::Duration;
use serde_json::{Value, json};

use super::filter::{VIEWS, Wish};
use super::queue::format_name;
use super::{access, desk};
use crate::app::App;
use crate::domain::access::What;
use crate::domain::export::{self, DAYS_KEPT, Export, ExportError, ExportState, Question};
use crate::domain::identity;
use crate::platform::sheet::SheetFormat;
use crate::platform::store::ObjectKey;
use crate::web::error::PageError;
use crate::web::here::Here;
use crate::web::page;
use crate::web::portal::own::see;
use crate::web::posted::Posted;
use crate::web::transfer;
use crate::web::view::instant;
use crate::web::visitor::Officer;

pub(in crate::web) async fn show(
    app: Data<App>,
    here: Here,
    officer: Officer,
) -> Result<HttpResponse, PageError> {
    let (scope, account) = (here.scope(&app), officer.account.id.clone());
    let exports = app
        .database
        .read(move |c| -> Result<_, PageError> {
            Ok(export::of_account(c, &scope.tenant_id, &account)?)
        })
        .await?;
    let busy = |e: &Export| matches!(e.state, ExportState::Waiting | ExportState::Running);
    let context = json!({
        "exports": exports.iter().map(view).collect::<Vec<_>>(),
        "busy": exports.iter().any(busy),
        "days": DAYS_KEPT,
    });
    page::page(&app, &here, (&officer).into(), "backoffice/exports.html", context)
}

fn view(export: &Export) -> Value {
    let ready = export.state == ExportState::Done;
    json!({
        "title": export.title,
        "format": format_name(export.format),
        "at": instant(export.created_at),
        "state": export.state,
        "done": export.done,
        "total": export.total,
        "bytes": export.bytes,
        "until": instant(export.created_at + Duration::days(DAYS_KEPT)),
        "url": ready.then(|| format!("/ufficio/esportazioni/{}/file", export.id)),
    })
}

/// The list that was shown, as a file.
pub(in crate::web) async fn request(
    app: Data<App>,
    here: Here,
    officer: Officer,
    body: Bytes,
) -> Result<HttpResponse, PageError> {
    let posted = Posted::read(&body, &officer.session)?;
    let format = SheetFormat::parse(posted.text("format")).ok_or(PageError::Malformed("format"))?;
    let wish = Wish::parse(posted.text("query"))?;
    let offices = identity::readable_offices(&officer.roles);
    let view = wish.asked().unwrap_or("ufficio");
    let (scope, account) = (here.scope(&app), officer.account.id.clone());
    let own = app.database.read(move |c| desk::own(c, &scope, &account)).await?;
    let filter = wish.filter(view, &offices, &own, &here.scope(&app));
    let question = Question { filter, order: wish.order(view) };
    let title = VIEWS.iter().find(|(code, _)| *code == view).map_or("Pratiche", |(_, label)| label);
    ask(&app, &here, &officer, title, format, question).await
}

/// Asks for an export and shows the page of exports.
pub(super) async fn ask(
    app: &Data<App>,
    here: &Here,
    officer: &Officer,
    title: &str,
    format: SheetFormat,
    question: Question,
) -> Result<HttpResponse, PageError> {
    let (scope, account, title) = (here.scope(app), officer.account.id.clone(), title.to_owned());
    let asked = app
        .database
        .write(move |c| export::request(c, &scope, &account, &title, format, &question).map(|_| ()))
        .await;
    match asked {
        Ok(()) => {
            access::log_list(app, here, officer, What::Export, format.as_str()).await?;
            Ok(see(here, "/ufficio/esportazioni"))
        }
        Err(ExportError::TooMany) => Err(PageError::TooMany),
        Err(ExportError::Database(error)) => Err(error.into()),
    }
}

/// The file, for who asked for it.
pub(in crate::web) async fn download(
    app: Data<App>,
    here: Here,
    officer: Officer,
    id: Path<String>,
) -> Result<HttpResponse, PageError> {
    let (scope, account, id) = (here.scope(&app), officer.account.id.clone(), id.into_inner());
    let found = app
        .database
        .read(move |c| -> Result<_, PageError> { Ok(export::find(c, &scope.tenant_id, &id)?) })
        .await?;
    let ready = |e: &Export| e.account_id == account && e.state == ExportState::Done;
    let export = found.filter(ready).ok_or(PageError::NotFound)?;
    let key = ObjectKey::new(export.tenant_id.as_str(), &export.sha256);
    let key = key.map_err(PageError::internal)?;
    let day = export.created_at.format("%Y-%m-%d-%H%M");
    let name = format!("pratiche-{day}.{}", export.format);
    transfer::send_object(&app, &key, export.format.media_type(), &name).await
}
