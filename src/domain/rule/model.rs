//! Rows of rules.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::domain::id::{AccountId, TenantId};
use crate::platform::db::schema::assignment_rules;
use crate::platform::db::{Json, MultiBackend};
use crate::text_enum;

text_enum! {
    /// Who of the office gets the case.
    Manner {
        /// Nobody: somebody assigns it by hand.
        Hand = "hand",
        /// One person.
        Person = "person",
        /// Who has the fewest open cases.
        Workload = "workload",
        /// Each in turn.
        Rotation = "rotation",
    }
}

/// A rule of assignment.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = assignment_rules)]
#[diesel(check_for_backend(MultiBackend))]
pub struct Rule {
    pub tenant_id: TenantId,
    pub id: String,
    /// Rules are tried by position, then by age.
    pub position: i32,
    pub title: String,
    /// The office that gets the case.
    pub office: String,
    /// Codes of procedures; none: all.
    pub procedures: Json<Vec<String>>,
    /// Code of a zone; empty: everywhere.
    pub zone: String,
    /// CEL over the data of the case; empty: always.
    pub condition: String,
    pub manner: Manner,
    /// The person of [`Manner::Person`].
    pub account_id: Option<AccountId>,
    /// Who got the last case of [`Manner::Rotation`].
    pub last_account_id: Option<AccountId>,
    pub created_at: NaiveDateTime,
    /// Name of who wrote it.
    pub created_by: String,
    pub ended_at: Option<NaiveDateTime>,
    pub ended_by: String,
}
