//! Recording absences, and asking who is there.

use chrono::NaiveDate;

use super::model::Absence;
use super::queries;
use crate::domain::Scope;
use crate::domain::id::AccountId;
use crate::platform::db::{AnyConnection, DatabaseError};

/// Longest absence, in days.
const LONGEST: i64 = 731;

/// Why an absence is not recorded.
#[derive(Debug, thiserror::Error)]
pub enum AbsenceError {
    /// It ends before it begins, is over, or is longer than two years.
    #[error("the days make no sense")]
    Days,
    /// Nobody stands in for themselves.
    #[error("the substitute is the absent person")]
    Substitute,
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DatabaseError),
}

/// Records that `account` is away from a day to another.
pub fn record(
    c: &mut AnyConnection,
    scope: &Scope,
    account: &AccountId,
    (from_on, to_on): (NaiveDate, NaiveDate),
    substitute: Option<&AccountId>,
    by: &str,
) -> Result<Absence, AbsenceError> {
    let days = (to_on - from_on).num_days();
    if !(0..=LONGEST).contains(&days) || to_on < scope.today {
        return Err(AbsenceError::Days);
    }
    if substitute == Some(account) {
        return Err(AbsenceError::Substitute);
    }
    let row = Absence {
        tenant_id: scope.tenant_id.clone(),
        id: scope.ids.id(),
        account_id: account.clone(),
        from_on,
        to_on,
        substitute_id: substitute.cloned(),
        created_at: scope.at,
        created_by: by.to_owned(),
    };
    queries::insert(c, &row).map_err(DatabaseError::from)?;
    Ok(row)
}

/// Who is away on one day.
#[derive(Debug, Clone, Default)]
pub struct Away(Vec<Absence>);

impl Away {
    /// Those of a municipality today.
    pub fn today(c: &mut AnyConnection, scope: &Scope) -> Result<Self, DatabaseError> {
        Ok(Self(queries::today(c, &scope.tenant_id, scope.today)?))
    }

    /// Whether somebody is away.
    pub fn has(&self, account: &AccountId) -> bool {
        self.0.iter().any(|absence| absence.account_id == *account)
    }

    /// Who stands in for somebody and is there; a substitute who is away too passes it on to theirs.
    pub fn substitute(&self, account: &AccountId) -> Option<&AccountId> {
        let mut seen = vec![account];
        let mut absent = account;
        loop {
            let found = self.0.iter().find(|absence| absence.account_id == *absent);
            let next = found.and_then(|absence| absence.substitute_id.as_ref())?;
            if seen.contains(&next) {
                return None;
            }
            if !self.has(next) {
                return Some(next);
            }
            seen.push(next);
            absent = next;
        }
    }

    /// The absent colleagues for whom somebody stands in.
    pub fn represented_by(&self, account: &AccountId) -> Vec<AccountId> {
        let absent = self.0.iter().map(|absence| &absence.account_id);
        absent.filter(|a| self.substitute(a) == Some(account)).cloned().collect()
    }
}
