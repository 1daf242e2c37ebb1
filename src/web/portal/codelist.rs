//! Codes by a few typed letters, for the search fields of the forms.

use actix_web::HttpResponse;
use actix_web::web::{Data, Path, Query};
use serde::Deserialize;
use serde_json::json;

use crate::app::App;
use crate::web::error::PageError;
use crate::web::here::Here;

/// Suggestions a search gives at most.
const MOST: usize = 20;

#[derive(Debug, Deserialize)]
pub(in crate::web) struct Search {
    #[serde(default)]
    q: String,
}

pub(in crate::web) async fn search(
    app: Data<App>,
    here: Here,
    name: Path<String>,
    search: Query<Search>,
) -> Result<HttpResponse, PageError> {
    let lists = app.catalogue.lists(&here.tenant);
    let list = lists.get(&name).ok_or(PageError::NotFound)?;
    let query: String = search.q.chars().take(80).collect();
    let found = list.search(&query, here.scope(&app).today, MOST);
    let items: Vec<_> =
        found.iter().map(|e| json!({ "value": e.code, "label": e.label })).collect();
    Ok(HttpResponse::Ok()
        .insert_header(("Cache-Control", "private, max-age=300"))
        .json(json!({ "items": items })))
}
