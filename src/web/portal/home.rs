//! The first page of a municipality; without one, the chooser.

use actix_web::web::Data;
use actix_web::{HttpMessage, HttpRequest, HttpResponse};
use serde_json::json;

use super::{area, service};
use crate::app::App;
use crate::domain::catalogue;
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
    let hits = catalogue::find(&app.catalogue, &here.tenant, "");
    let featured: Vec<_> =
        hits.iter().take(FEATURED).map(|h| service::card(&h.procedure)).collect();
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
