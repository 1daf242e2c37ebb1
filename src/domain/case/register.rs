//! Numbers of the protocol register for what comes in and goes out.

use super::model::Case;
use crate::base::clock::civil;
use crate::domain::Scope;
use crate::gateway::register::{Direction, Entry, Numbering, Register};
use crate::platform::db::{AnyConnection, DatabaseError};

/// Registers a submission; the case bears the number, unless a remote register answers later.
pub(super) fn incoming(
    c: &mut AnyConnection,
    scope: &Scope,
    register: &dyn Register,
    case: &mut Case,
    document_sha256: &str,
) -> Result<(), DatabaseError> {
    let entry = entry(scope, case, Direction::Incoming, document_sha256, "presentazione");
    if let Numbering::Now(number) = register.register(c, &entry)? {
        case.protocol_number = Some(number.label());
        case.protocol_at = Some(number.at);
    }
    Ok(())
}

/// Registers a later document of a case; `what` makes it unique. Gives the number, if it is there already.
pub(super) fn later(
    c: &mut AnyConnection,
    scope: &Scope,
    register: &dyn Register,
    case: &Case,
    direction: Direction,
    document_sha256: &str,
    what: &str,
) -> Result<Option<String>, DatabaseError> {
    let entry = entry(scope, case, direction, document_sha256, what);
    Ok(match register.register(c, &entry)? {
        Numbering::Now(number) => Some(number.label()),
        Numbering::Later => None,
    })
}

fn entry(
    scope: &Scope,
    case: &Case,
    direction: Direction,
    document_sha256: &str,
    what: &str,
) -> Entry {
    Entry {
        tenant: scope.tenant.slug.clone(),
        on: civil(scope.at).date(),
        at: scope.at,
        direction,
        subject: format!("{} – {}", case.procedure_title, case.subject),
        correspondent: case.presenter.clone(),
        case_id: Some(case.id.as_str().to_owned()),
        document_sha256: document_sha256.to_owned(),
        idempotency_key: format!("{}:{what}", case.id),
    }
}
