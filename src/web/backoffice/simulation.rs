//! "If I ask today, when…": how the terms of a case would move.

use actix_web::HttpResponse;
use actix_web::web::{Data, Path, Query};
use serde::Deserialize;
use serde_json::{Value, json};

use super::desk;
use super::row::case_path;
use crate::app::App;
use crate::domain::case::{self, Askable, Loaded, Projection};
use crate::domain::id::CaseId;
use crate::domain::identity::{self, Right};
use crate::engine::workflow::{Refusal, Role};
use crate::web::error::PageError;
use crate::web::here::Here;
use crate::web::page;
use crate::web::view::number;
use crate::web::visitor::Officer;

/// Days that can be typed.
const MOST_DAYS: u32 = 3_650;

#[derive(Debug, Deserialize)]
#[serde(default)]
pub(in crate::web) struct Wish {
    azione: String,
    giorni: u32,
    risposta: u32,
}

impl Default for Wish {
    fn default() -> Self {
        Self { azione: String::new(), giorni: 30, risposta: 20 }
    }
}

pub(in crate::web) async fn show(
    app: Data<App>,
    here: Here,
    officer: Officer,
    id: Path<String>,
    wish: Query<Wish>,
) -> Result<HttpResponse, PageError> {
    let (scope, reader) = (here.scope(&app), officer.clone());
    let (catalogue, id) = (app.catalogue.clone(), CaseId::new(id.as_str()));
    let loaded = app
        .database
        .read(move |c| desk::load(c, &scope, &catalogue, &reader, &id, Right::Read))
        .await?;
    let scope = here.scope(&app);
    // Whoever may read may ask what would be if those who may act acted.
    let roles = [Role::Istruttore, Role::Responsabile, Role::Dirigente];
    let actions = case::askable(&loaded, &scope, &roles);
    let wanted = actions.iter().find(|a| a.code == wish.azione).or_else(|| actions.first());
    let (days, later) = (wish.giorni.min(MOST_DAYS), wish.risposta.min(MOST_DAYS));
    let result = wanted.map(|a| case::project(&loaded, &scope, &roles, &a.code, days, later));
    let context = json!({
        "case": { "number": number(&loaded.case), "title": loaded.case.procedure_title,
            "url": case_path(&loaded.case.id) },
        "actions": actions.iter().map(|a| option(a, wanted)).collect::<Vec<_>>(),
        "days": days,
        "later": later,
        "result": result.map(view),
    });
    page::page(&app, &here, (&officer).into(), "backoffice/simulation.html", context)
}

fn option(action: &Askable, wanted: Option<&Askable>) -> Value {
    json!({ "value": action.code, "label": action.title, "selected": wanted == Some(action) })
}

fn view(result: Result<Projection, Refusal>) -> Value {
    match result {
        Err(refusal) => json!({ "refusal": refusal.text }),
        Ok(projection) => json!({
            "refusal": null,
            "asked_state": projection.asked_state,
            "answered_on": projection.answered_on,
            "answered": projection.answered,
            "final_state": projection.final_state,
            "terms": projection.terms.iter().map(|t| json!({ "title": t.title, "before": t.before,
                "after": t.after, "text": t.text, "why": t.why, "source": t.source })).collect::<Vec<_>>(),
        }),
    }
}

/// Whether the case's page offers it.
pub(super) fn is_offered(loaded: &Loaded, here: &Here, app: &App, officer: &Officer) -> bool {
    let roles = identity::workflow_roles(&officer.roles, &loaded.case.office);
    !case::askable(loaded, &here.scope(app), &roles).is_empty()
}
