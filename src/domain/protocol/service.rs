//! Annulling, and the emergency register.

use chrono::NaiveDateTime;

use super::error::ProtocolError;
use super::model::{Annulment, Emergency, Entry};
use super::queries;
use crate::base::clock::civil;
use crate::domain::Scope;
use crate::domain::id::AccountId;
use crate::gateway::register::{self, Direction, Numbering, Register};
use crate::platform::db::AnyConnection;

/// Shortest reason, in characters: "errore" alone says nothing.
const SHORTEST_REASON: usize = 10;
/// Longest text of an entry, in characters.
const LONGEST: usize = 500;

/// Annuls an entry: it stays, and is shown as annulled with who, when and why.
pub fn annul(
    c: &mut AnyConnection,
    scope: &Scope,
    (year, number): (i32, i64),
    account: &AccountId,
    author: &str,
    reason: &str,
) -> Result<(), ProtocolError> {
    let reason: String = reason.trim().chars().take(LONGEST).collect();
    if reason.chars().count() < SHORTEST_REASON {
        return Err(ProtocolError::Reason);
    }
    let tenant = &scope.tenant_id;
    let entry: Entry = queries::entry(c, tenant, year, number)?.ok_or(ProtocolError::NotFound)?;
    if !queries::annulments_of(c, tenant, &[(year, number)])?.is_empty() {
        return Err(ProtocolError::Annulled);
    }
    let row = Annulment {
        tenant_id: tenant.clone(),
        register: entry.register,
        year,
        number,
        at: scope.at,
        account_id: account.clone(),
        author: author.to_owned(),
        reason,
    };
    queries::insert_annulment(c, &row)?;
    Ok(())
}

/// What was written by hand while the register could not be used.
#[derive(Debug, Clone)]
pub struct NewEmergency {
    pub number: i64,
    /// UTC.
    pub at: NaiveDateTime,
    pub direction: Direction,
    pub subject: String,
    pub correspondent: String,
    pub cause: String,
}

/// Copies an entry of the paper register.
pub fn enter_emergency(
    c: &mut AnyConnection,
    scope: &Scope,
    new: &NewEmergency,
    by: &str,
) -> Result<Emergency, ProtocolError> {
    let text = |value: &str| -> String { value.trim().chars().take(LONGEST).collect() };
    let row = Emergency {
        tenant_id: scope.tenant_id.clone(),
        id: scope.ids.id(),
        number: new.number,
        at: new.at,
        direction: new.direction,
        subject: text(&new.subject),
        correspondent: text(&new.correspondent),
        cause: text(&new.cause),
        created_at: scope.at,
        created_by: by.to_owned(),
        reconciled_at: None,
        label: None,
    };
    for (value, name) in
        [(&row.subject, "subject"), (&row.correspondent, "correspondent"), (&row.cause, "cause")]
    {
        if value.is_empty() {
            return Err(ProtocolError::Missing(name));
        }
    }
    if new.number < 1 {
        return Err(ProtocolError::Missing("number"));
    }
    if new.at > scope.at {
        return Err(ProtocolError::Missing("instant"));
    }
    queries::insert_emergency(c, &row)?;
    Ok(row)
}

/// Brings what waits into the general register, each with a number of today and the mention of its own (art. 63 c. 5); gives how
/// many.
pub fn reconcile(
    c: &mut AnyConnection,
    scope: &Scope,
    register: &dyn Register,
) -> Result<usize, ProtocolError> {
    let waiting = queries::waiting(c, &scope.tenant_id)?;
    let mut done = 0;
    for row in &waiting {
        let entry = register::Entry {
            tenant: scope.tenant.slug.clone(),
            on: scope.today,
            at: scope.at,
            direction: row.direction,
            subject: format!(
                "{} (registro di emergenza n. {} del {})",
                row.subject,
                row.number,
                civil(row.at).format("%d/%m/%Y")
            ),
            correspondent: row.correspondent.clone(),
            case_id: None,
            document_sha256: String::new(),
            idempotency_key: format!("emergenza:{}", row.id),
        };
        if let Numbering::Now(number) = register.register(c, &entry)? {
            queries::set_reconciled(c, row, scope.at, &number.label())?;
            done += 1;
        }
    }
    Ok(done)
}
