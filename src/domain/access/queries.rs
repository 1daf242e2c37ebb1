//! SQL of the log.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::model::{Access, What};
use crate::domain::Scope;
use crate::domain::id::{AccountId, CaseId, TenantId};
use crate::domain::identity::Account;
use crate::platform::db::AnyConnection;
use crate::platform::db::schema::accesses;

/// Longest detail, in characters.
const LONGEST: usize = 200;

/// Writes that an officer looked at something of some offices.
pub fn record(
    c: &mut AnyConnection,
    scope: &Scope,
    account: &Account,
    offices: &[String],
    case: Option<&CaseId>,
    what: What,
    detail: &str,
) -> QueryResult<()> {
    for office in offices {
        let row = Access {
            tenant_id: scope.tenant_id.clone(),
            id: scope.ids.id(),
            at: scope.at,
            account_id: account.id.clone(),
            account_name: account.name.clone(),
            office: office.clone(),
            case_id: case.cloned(),
            what,
            detail: detail.chars().take(LONGEST).collect(),
        };
        diesel::insert_into(accesses::table).values(&row).execute(c)?;
    }
    Ok(())
}

/// Which rows.
#[derive(Debug, Clone, Default)]
pub struct AccessFilter {
    pub offices: Vec<String>,
    pub case: Option<CaseId>,
    pub account: Option<AccountId>,
    /// Before this row.
    pub before: Option<(NaiveDateTime, String)>,
}

/// Rows, the latest first.
pub fn list(
    c: &mut AnyConnection,
    tenant: &TenantId,
    filter: &AccessFilter,
    limit: i64,
) -> QueryResult<Vec<Access>> {
    let mut query = accesses::table
        .filter(accesses::tenant_id.eq(tenant.clone()))
        .filter(accesses::office.eq_any(filter.offices.clone()))
        .into_boxed();
    if let Some(case) = &filter.case {
        query = query.filter(accesses::case_id.eq(case.clone()).assume_not_null());
    }
    if let Some(account) = &filter.account {
        query = query.filter(accesses::account_id.eq(account.clone()));
    }
    if let Some((at, id)) = &filter.before {
        query = query
            .filter(accesses::at.lt(*at).or(accesses::at.eq(*at).and(accesses::id.lt(id.clone()))));
    }
    query
        .order((accesses::at.desc(), accesses::id.desc()))
        .limit(limit)
        .select(Access::as_select())
        .load(c)
}
