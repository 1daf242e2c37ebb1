//! Sessions: opaque tokens in a cookie, digests in the database, sliding expiry with an absolute end.

use chrono::{Duration, NaiveDateTime};
use diesel::prelude::*;
use sha2::{Digest, Sha256};

use super::model::SessionKind;
use crate::domain::Scope;
use crate::domain::id::{SessionId, TenantId};
use crate::platform::db::schema::sessions;
use crate::platform::db::{AnyConnection, MultiBackend};

/// One login.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = sessions)]
#[diesel(check_for_backend(MultiBackend))]
pub struct Session {
    pub tenant_id: TenantId,
    pub id: SessionId,
    pub kind: SessionKind,
    pub subject_id: String,
    pub provider: String,
    pub csrf: String,
    pub created_at: NaiveDateTime,
    pub seen_at: NaiveDateTime,
    pub expires_at: NaiveDateTime,
}

/// How long people stay logged in, and how many wrong passwords they have.
#[derive(Debug, Clone, Copy)]
pub struct SessionRules {
    /// A session nobody used for so long is over.
    pub idle: Duration,
    /// No session lives longer.
    pub longest: Duration,
    /// Wrong passwords in a row that lock an account.
    pub wrong_passwords: u32,
    /// How long it stays locked.
    pub lock: Duration,
}

/// The row is touched at most this often, so that reading a page seldom writes.
const TOUCH: Duration = Duration::minutes(5);

/// Opens a session and gives its token for the cookie.
pub fn open_session(
    c: &mut AnyConnection,
    scope: &Scope,
    rules: &SessionRules,
    kind: SessionKind,
    subject_id: &str,
    provider: &str,
) -> QueryResult<(String, Session)> {
    let token = scope.ids.token();
    let row = Session {
        tenant_id: scope.tenant_id.clone(),
        id: digest(&token),
        kind,
        subject_id: subject_id.to_owned(),
        provider: provider.to_owned(),
        csrf: scope.ids.token(),
        created_at: scope.at,
        seen_at: scope.at,
        expires_at: scope.at + rules.idle,
    };
    diesel::insert_into(sessions::table).values(&row).execute(c)?;
    Ok((token, row))
}

/// The living session of a token; `true` when it should be touched (its expiry moved on).
pub fn find_session(
    c: &mut AnyConnection,
    tenant: &TenantId,
    rules: &SessionRules,
    token: &str,
    now: NaiveDateTime,
) -> QueryResult<Option<Session>> {
    let found = sessions::table
        .filter(sessions::tenant_id.eq(tenant))
        .filter(sessions::id.eq(digest(token)))
        .filter(sessions::expires_at.gt(now))
        .select(Session::as_select())
        .first(c)
        .optional()?;
    if let Some(session) = &found {
        touch(c, rules, session, now)?;
    }
    Ok(found)
}

fn touch(
    c: &mut AnyConnection,
    rules: &SessionRules,
    session: &Session,
    now: NaiveDateTime,
) -> QueryResult<()> {
    if now - session.seen_at < TOUCH.min(rules.idle / 4) {
        return Ok(());
    }
    let expires = (now + rules.idle).min(session.created_at + rules.longest);
    diesel::update(
        sessions::table
            .filter(sessions::tenant_id.eq(&session.tenant_id))
            .filter(sessions::id.eq(&session.id)),
    )
    .set((sessions::seen_at.eq(now), sessions::expires_at.eq(expires)))
    .execute(c)?;
    Ok(())
}

/// Ends a session.
pub fn close_session(
    c: &mut AnyConnection,
    tenant: &TenantId,
    id: &SessionId,
) -> QueryResult<usize> {
    diesel::delete(
        sessions::table.filter(sessions::tenant_id.eq(tenant)).filter(sessions::id.eq(id)),
    )
    .execute(c)
}

/// Forgets sessions that are over.
pub fn drop_expired(
    c: &mut AnyConnection,
    tenant: &TenantId,
    now: NaiveDateTime,
) -> QueryResult<usize> {
    diesel::delete(
        sessions::table.filter(sessions::tenant_id.eq(tenant)).filter(sessions::expires_at.le(now)),
    )
    .execute(c)
}

fn digest(token: &str) -> SessionId {
    SessionId::new(hex::encode(Sha256::digest(token.as_bytes())))
}
