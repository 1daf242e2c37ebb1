//! One operation on many cases: first what would happen to each, then each in its own transaction, so that one that cannot
//! does not hold up the others.

use super::assign::{assign_to, members};
use super::error::ActError;
use super::model::{Actor, Case};
use super::situation::load;
use super::{act, queries};
use crate::domain::Scope;
use crate::domain::catalogue::Catalogue;
use crate::domain::id::{AccountId, CaseId};
use crate::domain::identity::{Account, AccountRole, Right, has_right};
use crate::domain::label::{self, Label, LabelError};
use crate::platform::db::AnyConnection;

/// Cases of one batch at most.
pub const MOST: usize = 100;

/// What is done to each case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Operation {
    /// The officer takes it.
    Take,
    /// It goes to a colleague, or back to the queue of its office.
    Assign(Option<AccountId>),
    /// It gets a label.
    Attach(String),
    /// It loses a label.
    Detach(String),
}

impl Operation {
    /// The right it needs in the office of the case.
    pub fn right(&self) -> Right {
        match self {
            Self::Take => Right::Take,
            Self::Assign(_) => Right::Assign,
            Self::Attach(_) | Self::Detach(_) => Right::Write,
        }
    }
}

/// What would happen to a case, or happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It changes, in words.
    Change(String),
    /// It is so already, in words.
    Same(String),
    /// It cannot be, in words.
    Refused(String),
}

/// What a plan needs to know beside the case.
#[derive(Debug, Clone)]
pub struct Bench<'a> {
    pub account: &'a Account,
    pub roles: &'a [AccountRole],
    /// Who can be given cases, with the office of each.
    pub people: &'a [(String, Account)],
    /// The labels of the officer's offices.
    pub labels: &'a [Label],
    /// The labels that the cases wear.
    pub worn: &'a [(CaseId, Label)],
}

/// What an operation would do to a case.
pub fn plan(bench: &Bench<'_>, case: &Case, operation: &Operation) -> Outcome {
    if !has_right(bench.roles, &case.office, operation.right()) {
        return Outcome::Refused("Il tuo ruolo in questo ufficio non lo permette.".to_owned());
    }
    match operation {
        Operation::Take => take(bench, case),
        Operation::Assign(to) => assign(bench, case, to.as_ref()),
        Operation::Attach(id) => attach(bench, case, id),
        Operation::Detach(id) => detach(bench, case, id),
    }
}

fn take(bench: &Bench<'_>, case: &Case) -> Outcome {
    if case.phase == "closed" {
        return Outcome::Refused("La pratica è conclusa.".to_owned());
    }
    if case.assignee_id.as_ref() == Some(&bench.account.id) {
        return Outcome::Same("È già tua.".to_owned());
    }
    Outcome::Change(match &case.assignee_name {
        Some(name) => format!("Passa da {name} a te."),
        None => "Passa a te dalla coda dell’ufficio.".to_owned(),
    })
}

fn assign(bench: &Bench<'_>, case: &Case, to: Option<&AccountId>) -> Outcome {
    let from = case.assignee_name.as_deref();
    let Some(id) = to else {
        return match from {
            Some(name) => Outcome::Change(format!("Passa da {name} alla coda dell’ufficio.")),
            None => Outcome::Same("È già nella coda dell’ufficio.".to_owned()),
        };
    };
    let member = bench.people.iter().find(|(office, a)| *office == case.office && a.id == *id);
    let Some((_, person)) = member else {
        return Outcome::Refused(
            "Questa persona non lavora nell’ufficio della pratica.".to_owned(),
        );
    };
    if case.assignee_id.as_ref() == Some(id) {
        return Outcome::Same(format!("È già di {}.", person.name));
    }
    Outcome::Change(match from {
        Some(name) => format!("Passa da {name} a {}.", person.name),
        None => format!("Passa a {} dalla coda dell’ufficio.", person.name),
    })
}

fn attach(bench: &Bench<'_>, case: &Case, id: &str) -> Outcome {
    let own = bench.labels.iter().find(|l| l.id == id && l.office == case.office);
    let Some(label) = own else {
        return Outcome::Refused("L’etichetta è di un altro ufficio.".to_owned());
    };
    if bench.worn.iter().any(|(worn, l)| *worn == case.id && l.id == id) {
        Outcome::Same(format!("Ha già l’etichetta «{}».", label.title))
    } else {
        Outcome::Change(format!("Riceve l’etichetta «{}».", label.title))
    }
}

fn detach(bench: &Bench<'_>, case: &Case, id: &str) -> Outcome {
    match bench.worn.iter().find(|(worn, l)| *worn == case.id && l.id == id) {
        Some((_, label)) => Outcome::Change(format!("Perde l’etichetta «{}».", label.title)),
        None => Outcome::Same("Non ha questa etichetta.".to_owned()),
    }
}

/// Does an operation to a case that is still at `version`.
///
/// # Errors
/// [`ActError::Overtaken`] if somebody changed it meanwhile, [`ActError::NotFound`] for a person or label that is not of its office.
pub fn perform(
    c: &mut AnyConnection,
    scope: &Scope,
    catalogue: &Catalogue,
    actor: &Actor,
    id: &CaseId,
    version: i64,
    operation: &Operation,
) -> Result<(), ActError> {
    let case = queries::find(c, &scope.tenant_id, id)?.ok_or(ActError::NotFound)?;
    if case.version != version {
        return Err(ActError::Overtaken);
    }
    match operation {
        Operation::Take => {
            let loaded = load(c, scope, catalogue, id)?;
            act::take_charge(c, scope, loaded, actor)
        }
        Operation::Assign(to) => {
            let loaded = load(c, scope, catalogue, id)?;
            assign_to(c, scope, loaded, actor, to.as_ref())
        }
        Operation::Attach(label) => {
            label::attach(c, scope, &case.office, id, label).map(|_| ()).map_err(unlabelled)
        }
        Operation::Detach(label) => {
            label::detach(c, &scope.tenant_id, id, label)?;
            Ok(())
        }
    }
}

fn unlabelled(error: LabelError) -> ActError {
    match error {
        LabelError::Database(error) => ActError::Database(error),
        LabelError::Empty | LabelError::Known | LabelError::NotFound => ActError::NotFound,
    }
}

/// Who can be given cases of some offices, each office with its people.
///
/// # Errors
/// The database's.
pub fn people(
    c: &mut AnyConnection,
    scope: &Scope,
    offices: &[String],
) -> Result<Vec<(String, Account)>, ActError> {
    let mut found = Vec::new();
    for office in offices {
        found.extend(members(c, scope, office)?.into_iter().map(|a| (office.clone(), a)));
    }
    Ok(found)
}
