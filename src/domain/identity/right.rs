//! Who may do what: the one place that answers. Roles belong to an office, so every question names one.
//!
//! What a step of a procedure needs is said by its workflow; here are the roles with which an officer appears before it, and
//! the rights that no workflow speaks of: reading, writing, assigning, repeating what failed.

use super::model::{AccountRole, Role};
use crate::engine::workflow;

/// Something an officer may do with the cases of an office.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Right {
    /// See the cases: data, documents, history, messages, notes.
    Read,
    /// Write messages and notes.
    Write,
    /// Take a case for oneself.
    Take,
    /// Give a case to a colleague, or back to the queue.
    Assign,
    /// Have what failed outside the house tried again.
    Retry,
    /// Write the rules, texts and templates of the office.
    Configure,
    /// Keep the protocol register.
    Register,
    /// Read who looked at personal data.
    Audit,
}

impl Right {
    /// All rights.
    pub const ALL: [Self; 8] = [
        Self::Read,
        Self::Write,
        Self::Take,
        Self::Assign,
        Self::Retry,
        Self::Configure,
        Self::Register,
        Self::Audit,
    ];
}

/// Whether somebody with `roles` has `right` in `office`.
pub fn has_right(roles: &[AccountRole], office: &str, right: Right) -> bool {
    roles.iter().any(|r| r.office == office && grants(r.role, right))
}

/// Whether somebody with `roles` has `right` in at least one office.
pub fn has_right_anywhere(roles: &[AccountRole], right: Right) -> bool {
    roles.iter().any(|r| grants(r.role, right))
}

/// The offices in which somebody with `roles` has `right`, each once, in order.
pub fn offices_with(roles: &[AccountRole], right: Right) -> Vec<String> {
    let mut offices: Vec<String> =
        roles.iter().filter(|r| grants(r.role, right)).map(|r| r.office.clone()).collect();
    offices.sort();
    offices.dedup();
    offices
}

/// The offices whose cases somebody with `roles` may read, each once, in order.
pub fn readable_offices(roles: &[AccountRole]) -> Vec<String> {
    offices_with(roles, Right::Read)
}

/// The roles with which an officer appears before the workflow of a case of `office`.
pub fn workflow_roles(roles: &[AccountRole], office: &str) -> Vec<workflow::Role> {
    roles.iter().filter(|r| r.office == office).filter_map(|r| in_workflow(r.role)).collect()
}

/// An administrator configures and sees no case; an auditor sees all and changes nothing.
fn grants(role: Role, right: Right) -> bool {
    use Role::{Administrator, Auditor, CaseWorker, Manager, Operator, PersonInCharge, Registrar};
    match right {
        Right::Read => role != Administrator,
        Right::Write => !matches!(role, Administrator | Auditor),
        Right::Take => matches!(role, CaseWorker | PersonInCharge | Manager),
        Right::Assign => matches!(role, PersonInCharge | Manager),
        Right::Configure => matches!(role, Administrator | Manager),
        Right::Register => matches!(role, Registrar | Manager),
        Right::Audit => matches!(role, Administrator | Manager | Auditor),
        Right::Retry => match role {
            Administrator | Manager | PersonInCharge | Registrar => true,
            CaseWorker | Operator | Auditor => false,
        },
    }
}

fn in_workflow(role: Role) -> Option<workflow::Role> {
    match role {
        Role::Operator => Some(workflow::Role::Operatore),
        Role::CaseWorker => Some(workflow::Role::Istruttore),
        Role::PersonInCharge => Some(workflow::Role::Responsabile),
        Role::Manager => Some(workflow::Role::Dirigente),
        Role::Registrar => Some(workflow::Role::Protocollista),
        Role::Administrator | Role::Auditor => None,
    }
}
