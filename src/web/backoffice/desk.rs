//! A case on an officer's desk: found only if the officer may read the cases of its office.

use actix_web::web::Data;

use crate::app::App;
use crate::domain::Scope;
use crate::domain::absence::Away;
use crate::domain::case::{self, Actor, ActorKind, Case, Loaded};
use crate::domain::catalogue::Catalogue;
use crate::domain::id::{AccountId, CaseId};
use crate::domain::identity::{self, Right};
use crate::engine::workflow::{Offer, RefusalKind};
use crate::platform::db::AnyConnection;
use crate::web::error::PageError;
use crate::web::here::Here;
use crate::web::visitor::Officer;

/// Actions of the workflows that the assignment box does, with its own rights and its own history.
const BOX: [&str; 2] = ["prendi_in_carico", "assegna"];

/// Whether an officer may do something with a case. What they may not even read does not exist for them.
///
/// # Errors
/// [`PageError::NotFound`] or [`PageError::Forbidden`].
pub(super) fn allow(officer: &Officer, office: &str, right: Right) -> Result<(), PageError> {
    if !identity::has_right(&officer.roles, office, Right::Read) {
        return Err(PageError::NotFound);
    }
    if identity::has_right(&officer.roles, office, right) {
        Ok(())
    } else {
        Err(PageError::Forbidden)
    }
}

/// Whether an officer may do something in an office of which they need not read the cases.
///
/// # Errors
/// [`PageError::Forbidden`].
pub(super) fn permit(officer: &Officer, office: &str, right: Right) -> Result<(), PageError> {
    if identity::has_right(&officer.roles, office, right) {
        Ok(())
    } else {
        Err(PageError::Forbidden)
    }
}

/// The case of an identifier, inside a transaction or a read.
pub(super) fn find(
    c: &mut AnyConnection,
    scope: &Scope,
    officer: &Officer,
    id: &CaseId,
    right: Right,
) -> Result<Case, PageError> {
    let case = case::find(c, &scope.tenant_id, id)?.ok_or(PageError::NotFound)?;
    allow(officer, &case.office, right)?;
    Ok(case)
}

/// The same with its other half and its definitions.
pub(super) fn load(
    c: &mut AnyConnection,
    scope: &Scope,
    catalogue: &Catalogue,
    officer: &Officer,
    id: &CaseId,
    right: Right,
) -> Result<Loaded, PageError> {
    let loaded = case::load(c, scope, catalogue, id)?;
    allow(officer, &loaded.case.office, right)?;
    Ok(loaded)
}

/// The case alone.
pub(super) async fn case(
    app: &Data<App>,
    here: &Here,
    officer: &Officer,
    id: &str,
    right: Right,
) -> Result<Case, PageError> {
    let (scope, officer, id) = (here.scope(app), officer.clone(), CaseId::new(id));
    app.database.read(move |c| find(c, &scope, &officer, &id, right)).await
}

/// The actions to show: those that are possible, and those that would be but for a reason worth telling.
pub(super) fn offers(loaded: &Loaded, scope: &Scope, officer: &Officer) -> Vec<Offer> {
    let roles = identity::workflow_roles(&officer.roles, &loaded.case.office);
    let mut offers = loaded.workflow.actions(&loaded.situation(scope.today), &roles);
    offers.retain(|offer| {
        let silent = offer.refusal.as_ref().is_some_and(|refusal| {
            use RefusalKind::{Role, State, Unknown};
            matches!(refusal.kind, Role | State | Unknown)
        });
        !silent && is_act(offer)
    });
    offers
}

/// Whether an action has a page of its own.
pub(super) fn is_act(offer: &Offer) -> bool {
    !BOX.contains(&offer.code.as_str())
}

/// The officer and the absent colleagues whom they stand in for today.
pub(super) fn own(
    c: &mut AnyConnection,
    scope: &Scope,
    account: &AccountId,
) -> Result<Vec<AccountId>, PageError> {
    let mut own = vec![account.clone()];
    own.extend(Away::today(c, scope)?.represented_by(account));
    Ok(own)
}

/// The officer as an actor of the history.
pub(super) fn actor(officer: &Officer) -> Actor {
    Actor {
        kind: ActorKind::Account,
        id: officer.account.id.as_str().to_owned(),
        name: officer.account.name.clone(),
    }
}
