//! "Quanto è stato facile usare questo servizio?"

use actix_web::HttpResponse;
use actix_web::web::{Bytes, Data, Path};
use serde_json::json;

use super::own;
use crate::app::App;
use crate::domain::rating;
use crate::web::error::PageError;
use crate::web::here::Here;
use crate::web::page;
use crate::web::posted::Posted;
use crate::web::visitor::Citizen;

pub(in crate::web) async fn send(
    app: Data<App>,
    here: Here,
    citizen: Citizen,
    id: Path<String>,
    body: Bytes,
) -> Result<HttpResponse, PageError> {
    let posted = Posted::read(&body, &citizen.session)?;
    let case = own::case(&app, &here, &citizen, &id).await?;
    let stars: i32 = posted.text("rating").parse().unwrap_or(0);
    if !(1..=5).contains(&stars) {
        return Ok(own::see(&here, &format!("/pratiche/{id}/ricevuta")));
    }
    let answer = posted.text("answer").to_owned();
    let comment = posted.text("comment").to_owned();
    let scope = here.scope(&app);
    app.database
        .write(move |c| -> Result<(), PageError> {
            rating::rate(c, &scope, &case.procedure_code, stars, &answer, &comment)?;
            Ok(())
        })
        .await?;
    let context = json!({ "return_to": format!("/pratiche/{id}") });
    page::page(&app, &here, (&citizen).into(), "portal/rated.html", context)
}
