//! Saved filters: the list that is shown, kept under a name, for oneself or for the office.

use actix_web::HttpResponse;
use actix_web::web::{Bytes, Data, Path};

use super::filter::Wish;
use crate::app::App;
use crate::domain::bookmark::{self, Bookmark};
use crate::domain::identity::{self, Right};
use crate::web::error::PageError;
use crate::web::here::Here;
use crate::web::portal::own::see;
use crate::web::posted::Posted;
use crate::web::visitor::Officer;

pub(in crate::web) async fn save(
    app: Data<App>,
    here: Here,
    officer: Officer,
    body: Bytes,
) -> Result<HttpResponse, PageError> {
    let posted = Posted::read(&body, &officer.session)?;
    let title: String = posted.text("title").chars().take(bookmark::LONGEST).collect();
    let wish = Wish::parse(posted.text("query"))?;
    // Written anew: nothing but the members of a filter is kept.
    let query = wish.query(wish.asked().unwrap_or("ufficio"));
    if title.is_empty() || query.len() > bookmark::LONGEST_QUERY {
        return Err(PageError::Malformed("saved filter"));
    }
    let office = posted.text("office").to_owned();
    if !office.is_empty() && !identity::has_right(&officer.roles, &office, Right::Write) {
        return Err(PageError::Forbidden);
    }
    let scope = here.scope(&app);
    let row = Bookmark {
        tenant_id: scope.tenant_id.clone(),
        id: scope.ids.id(),
        account_id: officer.account.id.clone(),
        office,
        title,
        query: query.clone(),
        created_at: scope.at,
    };
    app.database
        .write(move |c| -> Result<(), PageError> {
            let known = bookmark::visible(c, &scope.tenant_id, &row.account_id, &[])?;
            if known.len() >= bookmark::MOST {
                return Err(PageError::TooMany);
            }
            bookmark::insert(c, &row)?;
            Ok(())
        })
        .await?;
    Ok(see(&here, &format!("/ufficio?{query}")))
}

/// Whoever saved it takes it away; to all others it does not exist.
pub(in crate::web) async fn remove(
    app: Data<App>,
    here: Here,
    officer: Officer,
    id: Path<String>,
    body: Bytes,
) -> Result<HttpResponse, PageError> {
    Posted::read(&body, &officer.session)?;
    let (scope, account, id) = (here.scope(&app), officer.account.id.clone(), id.into_inner());
    app.database
        .write(move |c| -> Result<(), PageError> {
            let found = bookmark::find(c, &scope.tenant_id, &id)?;
            found.filter(|b| b.account_id == account).ok_or(PageError::NotFound)?;
            bookmark::remove(c, &scope.tenant_id, &id)?;
            Ok(())
        })
        .await?;
    Ok(see(&here, "/ufficio"))
}
