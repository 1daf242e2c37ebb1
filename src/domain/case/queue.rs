//! The office's queue: filtered, sorted, paged by key, so that page one of 200,000 cases costs what page one of 200 does.

use chrono::NaiveDate;
use diesel::prelude::*;
use diesel::sql_types::Bool;
use serde::{Deserialize, Serialize};

use super::model::Case;
use super::search::CASE_TEXTS;
use crate::domain::id::{AccountId, CaseId, TenantId};
use crate::platform::db::schema::{case_labels, cases};
use crate::platform::db::{AnyConnection, HasWords, MultiBackend};

/// What the officer wants to see.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Filter {
    /// The offices the officer belongs to, or one of them.
    pub offices: Vec<String>,
    pub procedure: Option<String>,
    pub state: Option<String>,
    /// Which part of the cases.
    pub part: Part,
    /// Cases of one of these officers, if there are any.
    pub assignees: Vec<AccountId>,
    /// Cases of nobody.
    pub unassigned: bool,
    /// Whose last day is not after.
    pub due_by: Option<NaiveDate>,
    /// Wearing this label.
    pub label: Option<String>,
    /// These cases alone, if there are any.
    pub ids: Vec<CaseId>,
    /// Words that must all begin a word of the case.
    pub words: Vec<String>,
}

/// Which part of the cases is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Part {
    /// Not closed.
    #[default]
    Open,
    /// Every one.
    All,
    /// The office must move.
    Ours,
    /// Somebody else must move.
    Others,
    /// Closed.
    Closed,
}

/// How the queue is sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Order {
    /// The office's move first, then by last day.
    #[default]
    Urgency,
    /// The latest submission first.
    Newest,
    /// The oldest submission first.
    Oldest,
    /// The reverse of [`Order::Urgency`].
    Calm,
}

impl Order {
    fn reversed(self) -> Self {
        match self {
            Self::Urgency => Self::Calm,
            Self::Calm => Self::Urgency,
            Self::Newest => Self::Oldest,
            Self::Oldest => Self::Newest,
        }
    }
}

/// A row at the edge of a page: all that the orders sort by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cursor {
    pub priority: i32,
    pub sort_due: NaiveDate,
    pub submitted_at: chrono::NaiveDateTime,
    pub id: CaseId,
}

/// Where a page begins or ends.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Seek {
    #[default]
    First,
    /// What follows a row.
    After(Cursor),
    /// What comes before a row.
    Before(Cursor),
}

/// One page.
#[derive(Debug, Clone)]
pub struct QueuePage {
    pub cases: Vec<Case>,
    /// The first row, if there is a page before.
    pub previous: Option<Cursor>,
    /// The last row, if there is a page after.
    pub next: Option<Cursor>,
}

type Condition = Box<dyn BoxableExpression<cases::table, MultiBackend, SqlType = Bool>>;

/// One page of the queue: one statement, whatever the number of cases.
pub fn queue(
    c: &mut AnyConnection,
    tenant: &TenantId,
    filter: &Filter,
    order: Order,
    seek: &Seek,
    size: usize,
) -> QueryResult<QueuePage> {
    let mut query = cases::table.filter(cases::tenant_id.eq(tenant.clone())).into_boxed();
    for condition in conditions(tenant, filter) {
        query = query.filter(condition);
    }
    query = match seek {
        Seek::First => query,
        Seek::After(edge) => query.filter(beyond(order, edge)),
        Seek::Before(edge) => query.filter(beyond(order.reversed(), edge)),
    };
    let back = matches!(seek, Seek::Before(_));
    query = match if back { order.reversed() } else { order } {
        Order::Urgency => query.order((cases::priority, cases::sort_due, cases::id)),
        Order::Calm => {
            query.order((cases::priority.desc(), cases::sort_due.desc(), cases::id.desc()))
        }
        Order::Newest => query.order((cases::submitted_at.desc(), cases::id.desc())),
        Order::Oldest => query.order((cases::submitted_at, cases::id)),
    };
    let mut rows: Vec<Case> = query.limit(size as i64 + 1).select(Case::as_select()).load(c)?;
    let more = rows.len() > size;
    rows.truncate(size);
    if back {
        rows.reverse();
    }
    let (before, after) = match seek {
        Seek::First => (false, more),
        Seek::After(_) => (true, more),
        Seek::Before(_) => (more, true),
    };
    let previous = rows.first().filter(|_| before).map(edge);
    let next = rows.last().filter(|_| after).map(edge);
    Ok(QueuePage { cases: rows, previous, next })
}

fn edge(row: &Case) -> Cursor {
    Cursor {
        priority: row.priority,
        sort_due: row.sort_due,
        submitted_at: row.submitted_at,
        id: row.id.clone(),
    }
}

/// How many cases there are, counted up to `most`: a number on a tab must not cost more than the page.
pub fn count_up_to(
    c: &mut AnyConnection,
    tenant: &TenantId,
    filter: &Filter,
    most: usize,
) -> QueryResult<usize> {
    let mut query = cases::table.filter(cases::tenant_id.eq(tenant.clone())).into_boxed();
    for condition in conditions(tenant, filter) {
        query = query.filter(condition);
    }
    let found: Vec<CaseId> = query.limit(most as i64).select(cases::id).load(c)?;
    Ok(found.len())
}

/// How many cases there are, all of them: for a job, not for a page.
pub fn count(c: &mut AnyConnection, tenant: &TenantId, filter: &Filter) -> QueryResult<i64> {
    let mut query = cases::table.filter(cases::tenant_id.eq(tenant.clone())).into_boxed();
    for condition in conditions(tenant, filter) {
        query = query.filter(condition);
    }
    query.count().get_result(c)
}

fn conditions(tenant: &TenantId, filter: &Filter) -> Vec<Condition> {
    let mut all: Vec<Condition> = Vec::new();
    match filter.offices.as_slice() {
        [one] => all.push(Box::new(cases::office.eq(one.clone()))),
        many => all.push(Box::new(cases::office.eq_any(many.to_vec()))),
    }
    match filter.part {
        Part::All => {}
        Part::Open => all.push(Box::new(cases::priority.lt(3))),
        Part::Ours => all.push(Box::new(cases::priority.lt(2))),
        Part::Others => all.push(Box::new(cases::priority.eq(2))),
        Part::Closed => all.push(Box::new(cases::priority.eq(3))),
    }
    if let Some(code) = &filter.procedure {
        all.push(Box::new(cases::procedure_code.eq(code.clone())));
    }
    if let Some(state) = &filter.state {
        all.push(Box::new(cases::state.eq(state.clone())));
    }
    match filter.assignees.as_slice() {
        [] => {}
        [one] => all.push(Box::new(cases::assignee_id.eq(one.clone()).assume_not_null())),
        many => {
            all.push(Box::new(cases::assignee_id.eq_any(many.to_vec()).assume_not_null()));
        }
    }
    if filter.unassigned {
        all.push(Box::new(cases::assignee_id.is_null()));
    }
    if let Some(day) = filter.due_by {
        all.push(Box::new(cases::sort_due.le(day)));
    }
    if let Some(label) = &filter.label {
        let worn = case_labels::table
            .filter(case_labels::tenant_id.eq(tenant.clone()))
            .filter(case_labels::label_id.eq(label.clone()))
            .select(case_labels::case_id);
        all.push(Box::new(cases::id.eq_any(worn)));
    }
    if !filter.ids.is_empty() {
        all.push(Box::new(cases::id.eq_any(filter.ids.clone())));
    }
    if !filter.words.is_empty() {
        all.push(Box::new(HasWords::new(CASE_TEXTS, tenant.as_str(), &filter.words)));
    }
    all
}

/// What comes after a row, in the order of the page.
fn beyond(order: Order, after: &Cursor) -> Condition {
    let id = after.id.clone();
    match order {
        Order::Urgency => {
            let (p, d) = (after.priority, after.sort_due);
            Box::new(
                cases::priority.gt(p).or(cases::priority
                    .eq(p)
                    .and(cases::sort_due.gt(d).or(cases::sort_due.eq(d).and(cases::id.gt(id))))),
            )
        }
        Order::Calm => {
            let (p, d) = (after.priority, after.sort_due);
            Box::new(
                cases::priority.lt(p).or(cases::priority
                    .eq(p)
                    .and(cases::sort_due.lt(d).or(cases::sort_due.eq(d).and(cases::id.lt(id))))),
            )
        }
        Order::Newest => {
            let at = after.submitted_at;
            Box::new(
                cases::submitted_at.lt(at).or(cases::submitted_at.eq(at).and(cases::id.lt(id))),
            )
        }
        Order::Oldest => {
            let at = after.submitted_at;
            Box::new(
                cases::submitted_at.gt(at).or(cases::submitted_at.eq(at).and(cases::id.gt(id))),
            )
        }
    }
}
