//! The first page of a municipality; without one, the chooser.

use actix_web::web::Data;
use actix_web::{HttpMessage, HttpRequest, HttpResponse};
use serde_json::{Value, json};

use super::{area, service};
use crate::app::App;
use crate::domain::{case, catalogue};
use crate::web::error::PageError;
use crate::web::here::Here;
use crate::web::page;
use crate::web::visitor::MaybeCitizen;

/// How many services the first page offers before one searches.
const FEATURED: usize = 6;

pub(in crate::web) async fn show(
    app: Data<App>,
    request: HttpRequest,
    visitor: MaybeCitizen,
) -> Result<HttpResponse, PageError> {
    let Some(here) = request.extensions().get::<Here>().cloned() else {
        return page::chooser(&app, &request);
    };
    let featured = featured(&app, &here).await?;
    let (waiting, drafts) = match &visitor.0 {
        Some(citizen) => area::pending(&app, &here, citizen).await?,
        None => (json!([]), json!([])),
    };
    let context = json!({
        "waiting": waiting,
        "drafts": drafts,
        "featured": featured,
        "categories": service::categories(&app, &here, None),
    });
    page::page(&app, &here, visitor.0.as_ref().into(), "portal/home.html", context)
}

/// The services that people ask for most, filled up with the first of the catalogue where cases are few.
async fn featured(app: &Data<App>, here: &Here) -> Result<Vec<Value>, PageError> {
    let tenant = here.tenant.id();
    let popular = app
        .database
        .read(move |c| -> Result<_, PageError> { Ok(case::popular(c, &tenant)?) })
        .await?;
    let all = catalogue::find(&app.catalogue, &here.tenant, "")?;
    let offered = |code: &String| app.catalogue.offered(&here.tenant, code);
    let mut chosen: Vec<_> = popular.iter().filter_map(offered).collect();
    chosen.extend(all.iter().filter(|p| !popular.contains(&p.code)));
    Ok(chosen.into_iter().take(FEATURED).map(|p| service::card(p)).collect())
}
