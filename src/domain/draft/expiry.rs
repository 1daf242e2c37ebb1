//! The end of idle drafts: announced twice, then deleted with everything in them.

use chrono::{Duration, NaiveDate};

use super::error::DraftError;
use super::model::Draft;
use super::queries;
use super::service::remove;
use crate::base::clock::civil;
use crate::domain::Scope;
use crate::domain::identity;
use crate::domain::notice::{self, Notice};
use crate::platform::db::AnyConnection;

/// What one run did.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Expired {
    pub announced: usize,
    pub deleted: usize,
}

/// Announces and deletes idle drafts of one tenant.
pub fn expire(c: &mut AnyConnection, scope: &Scope) -> Result<Expired, DraftError> {
    let mut done = Expired::default();
    let mut reminders = scope.tenant.limits.draft_reminder_days.clone();
    reminders.sort_unstable();
    let first = reminders.first().copied().unwrap_or(scope.tenant.limits.draft_idle_days);
    for draft in queries::idle_since(c, &scope.tenant_id, scope.at - Duration::days(first))? {
        let idle = (scope.at - draft.updated_at).num_days();
        let owed = reminders.iter().filter(|days| **days <= idle).count();
        if idle >= scope.tenant.limits.draft_idle_days {
            remove(c, scope, &draft)?;
            done.deleted += 1;
        } else if owed > usize::try_from(draft.notices).unwrap_or(0) {
            announce(c, scope, &draft, civil(draft.expires_at).date())?;
            queries::set_notices(c, &scope.tenant_id, &draft.id, owed as i32)?;
            done.announced += 1;
        }
    }
    Ok(done)
}

fn announce(
    c: &mut AnyConnection,
    scope: &Scope,
    draft: &Draft,
    on: NaiveDate,
) -> Result<(), DraftError> {
    let person = identity::person(c, &scope.tenant_id, &draft.person_id)?;
    let Some(email) = person.as_ref().and_then(|p| p.email.clone()) else { return Ok(()) };
    let notice = Notice::new("bozza_in_scadenza", &email)
        // A draft taken up again is announced anew: its end is another day.
        .key(format!("draft-{}-{on}-{}", draft.id, draft.notices))
        .with("expires_on", on.to_string())
        .with("path", format!("/bozze/{}", draft.id));
    notice::send(c, scope, notice)?;
    Ok(())
}
