//! Linked cases: shown on the case's page, added and taken away by officers, compared answer by answer.

use actix_web::HttpResponse;
use actix_web::web::{Bytes, Data, Path};
use serde_json::{Value, json};

use super::row::case_path;
use super::{access, desk};
use crate::app::App;
use crate::domain::Scope;
use crate::domain::access::What;
use crate::domain::case::{Case, Loaded};
use crate::domain::catalogue::Catalogue;
use crate::domain::id::CaseId;
use crate::domain::identity::{self, Right};
use crate::domain::link::{self, Relation};
use crate::engine::form::{Section, difference};
use crate::platform::db::AnyConnection;
use crate::web::error::PageError;
use crate::web::here::Here;
use crate::web::page;
use crate::web::portal::own::see;
use crate::web::posted::Posted;
use crate::web::view::{evaluate_case, number, state_label, state_tone};
use crate::web::visitor::Officer;

/// The linked cases and those on the same land, as far as the officer may read them.
pub(super) struct Links {
    related: Vec<(Case, Relation)>,
    neighbours: Vec<(Case, String)>,
}

/// Reads them.
///
/// # Errors
/// The database's.
pub(super) fn find(
    c: &mut AnyConnection,
    scope: &Scope,
    officer: &Officer,
    id: &CaseId,
) -> Result<Links, PageError> {
    let offices = identity::readable_offices(&officer.roles);
    let related = link::related(c, &scope.tenant_id, id, &offices)?;
    let mut neighbours = link::same_parcel(c, &scope.tenant_id, id, &offices)?;
    neighbours.retain(|(case, _)| !related.iter().any(|(known, _)| known.id == case.id));
    neighbours.dedup_by(|a, b| a.0.id == b.0.id);
    Ok(Links { related, neighbours })
}

impl Links {
    /// As the case's page shows them; `own` is the case that is shown.
    pub fn view(&self, catalogue: &Catalogue, own: &Case) -> Vec<Value> {
        let row = |case: &Case, how: String, manual: bool| {
            let path = case_path(&own.id);
            let same = case.procedure_code == own.procedure_code;
            json!({
                "number": number(case), "title": case.procedure_title, "applicant": case.presenter,
                "url": case_path(&case.id), "how": how,
                "state": { "label": state_label(catalogue, case), "tone": state_tone(case) },
                "compare_url": same.then(|| format!("{path}/confronto/{}", case.id)),
                "remove_url": manual.then(|| format!("{path}/collegate/{}/togli", case.id)),
            })
        };
        let told = |relation: Relation| match relation {
            Relation::Names => "La domanda la cita",
            Relation::NamedBy => "Cita questa pratica",
            Relation::Manual => "Collegata dall’ufficio",
        };
        let related = self.related.iter().map(|(case, relation)| {
            row(case, told(*relation).to_owned(), *relation == Relation::Manual)
        });
        let near = self
            .neighbours
            .iter()
            .map(|(case, land)| row(case, format!("Stesso luogo: {land}"), false));
        related.chain(near).collect()
    }
}

pub(in crate::web) async fn add(
    app: Data<App>,
    here: Here,
    officer: Officer,
    id: Path<String>,
    body: Bytes,
) -> Result<HttpResponse, PageError> {
    let posted = Posted::read(&body, &officer.session)?;
    let reference = posted.text("number").to_owned();
    let (scope, actor, id) = (here.scope(&app), officer.clone(), CaseId::new(id.as_str()));
    let path = case_path(&id);
    let found = app
        .database
        .write(move |c| -> Result<bool, PageError> {
            desk::find(c, &scope, &actor, &id, Right::Write)?;
            let offices = identity::readable_offices(&actor.roles);
            Ok(link::add(c, &scope, &id, &reference, &offices, &actor.account.name)?)
        })
        .await?;
    let query = if found { "" } else { "?collegata=no" };
    Ok(see(&here, &format!("{path}{query}#links")))
}

pub(in crate::web) async fn remove(
    app: Data<App>,
    here: Here,
    officer: Officer,
    path: Path<(String, String)>,
    body: Bytes,
) -> Result<HttpResponse, PageError> {
    Posted::read(&body, &officer.session)?;
    let (scope, actor) = (here.scope(&app), officer.clone());
    let (id, other) = (CaseId::new(path.0.as_str()), CaseId::new(path.1.as_str()));
    let back = see(&here, &format!("{}#links", case_path(&id)));
    app.database
        .write(move |c| -> Result<(), PageError> {
            desk::find(c, &scope, &actor, &id, Right::Write)?;
            link::remove(c, &scope.tenant_id, &id, &other)?;
            Ok(())
        })
        .await?;
    Ok(back)
}

/// The answers of two cases of one procedure, where they differ.
pub(in crate::web) async fn compare(
    app: Data<App>,
    here: Here,
    officer: Officer,
    path: Path<(String, String)>,
) -> Result<HttpResponse, PageError> {
    let (scope, reader, catalogue) = (here.scope(&app), officer.clone(), app.catalogue.clone());
    let (id, other) = (CaseId::new(path.0.as_str()), CaseId::new(path.1.as_str()));
    let (own, before) = app
        .database
        .read(move |c| -> Result<_, PageError> {
            let own = answers(c, &scope, &catalogue, &reader, &id)?;
            let other = answers(c, &scope, &catalogue, &reader, &other)?;
            Ok((own, other))
        })
        .await?;
    for (loaded, _) in [&own, &before] {
        let seen = (loaded.case.office.as_str(), &loaded.case.id);
        access::log(&app, &here, &officer, seen, What::Comparison, "").await?;
    }
    let head = |loaded: &Loaded| {
        json!({ "number": number(&loaded.case), "title": loaded.case.procedure_title,
            "url": case_path(&loaded.case.id) })
    };
    let context = json!({
        "case": head(&own.0),
        "other": head(&before.0),
        "differences": difference(&before.1, &own.1),
    });
    page::page(&app, &here, (&officer).into(), "backoffice/comparison.html", context)
}

fn answers(
    c: &mut AnyConnection,
    scope: &Scope,
    catalogue: &Catalogue,
    officer: &Officer,
    id: &CaseId,
) -> Result<(Loaded, Vec<Section>), PageError> {
    let loaded = desk::load(c, scope, catalogue, officer, id, Right::Read)?;
    let lists = catalogue.lists(&scope.tenant);
    let form = catalogue
        .form(c, &scope.tenant_id, &loaded.body.form_hash, &lists)
        .map_err(PageError::internal)?;
    let person = identity::person(c, &scope.tenant_id, &loaded.case.person_id)?;
    let evaluation = evaluate_case(scope, &form, &lists, &loaded, person.as_ref());
    let sections = form.summary(&evaluation);
    Ok((loaded, sections))
}
