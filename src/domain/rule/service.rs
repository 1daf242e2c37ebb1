//! Writing rules.

use super::model::{Manner, Rule};
use super::queries;
use crate::domain::Scope;
use crate::domain::id::AccountId;
use crate::engine::expression::Expression;
use crate::platform::db::{AnyConnection, DatabaseError, Json};

/// Longest title, in characters.
const LONGEST_TITLE: usize = 80;
/// Longest condition, in characters.
const LONGEST_CONDITION: usize = 500;

/// What an officer writes.
#[derive(Debug, Clone)]
pub struct NewRule {
    pub position: i32,
    pub title: String,
    pub office: String,
    pub procedures: Vec<String>,
    pub zone: String,
    pub condition: String,
    pub manner: Manner,
    pub account: Option<AccountId>,
}

/// Why a rule is not taken.
#[derive(Debug, thiserror::Error)]
pub enum RuleError {
    /// It has no title, or a longer one than allowed.
    #[error("the title is missing or too long")]
    Title,
    /// There is no such office, zone or procedure here.
    #[error("the rule names what is not there: {0}")]
    Unknown(&'static str),
    /// The condition cannot be read.
    #[error("the condition cannot be read: {0}")]
    Condition(String),
    /// It gives cases to one person and names none, or names one who does not work there.
    #[error("the rule names no person of the office")]
    Person,
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DatabaseError),
}

/// A rule as it would be, checked, not kept: for a trial or to be saved. `members` are those who work in its office.
pub fn draw(
    scope: &Scope,
    new: &NewRule,
    members: &[AccountId],
    by: &str,
) -> Result<Rule, RuleError> {
    let title = new.title.trim();
    if title.is_empty() || title.chars().count() > LONGEST_TITLE {
        return Err(RuleError::Title);
    }
    if !scope.tenant.offices.iter().any(|o| o.code == new.office) {
        return Err(RuleError::Unknown("office"));
    }
    if !new.zone.is_empty() && !scope.tenant.zones.iter().any(|z| z.code == new.zone) {
        return Err(RuleError::Unknown("zone"));
    }
    let condition = new.condition.trim();
    if condition.chars().count() > LONGEST_CONDITION {
        return Err(RuleError::Condition("too long".to_owned()));
    }
    if !condition.is_empty() {
        Expression::parse(condition).map_err(|error| RuleError::Condition(error.to_string()))?;
    }
    let account = new.account.clone().filter(|_| new.manner == Manner::Person);
    let named = account.as_ref().is_some_and(|a| members.contains(a));
    if new.manner == Manner::Person && !named {
        return Err(RuleError::Person);
    }
    Ok(Rule {
        tenant_id: scope.tenant_id.clone(),
        id: scope.ids.id(),
        position: new.position,
        title: title.to_owned(),
        office: new.office.clone(),
        procedures: Json(new.procedures.clone()),
        zone: new.zone.clone(),
        condition: condition.to_owned(),
        manner: new.manner,
        account_id: account,
        last_account_id: None,
        created_at: scope.at,
        created_by: by.to_owned(),
        ended_at: None,
        ended_by: String::new(),
    })
}

/// Keeps a rule, in the place of another if one is named.
pub fn save(
    c: &mut AnyConnection,
    scope: &Scope,
    rule: &Rule,
    instead: Option<&str>,
) -> Result<(), RuleError> {
    if let Some(old) = instead {
        queries::end(c, scope, old, &rule.created_by).map_err(DatabaseError::from)?;
    }
    queries::insert(c, rule).map_err(DatabaseError::from)?;
    Ok(())
}
