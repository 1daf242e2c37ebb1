//! Pieces of SQL that Diesel's builder does not offer on [`MultiBackend`].

use diesel::pg::Pg;
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};
use diesel::sqlite::Sqlite;
use diesel::{Connection, QueryResult, RunQueryDsl};

use super::connection::MultiBackend;

/// A select followed by `FOR UPDATE SKIP LOCKED` on PostgreSQL and by nothing on SQLite, where the writer is alone.
#[derive(Debug, Clone, Copy)]
pub struct SkipLocked<Q>(pub Q);

impl<Q> QueryId for SkipLocked<Q> {
    type QueryId = ();
    // Dynamic on purpose: the same select without the tail must not share its prepared statement.
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<Q: Query> Query for SkipLocked<Q> {
    type SqlType = Q::SqlType;
}

impl<Q, C: Connection> RunQueryDsl<C> for SkipLocked<Q> {}

impl<Q: QueryFragment<Sqlite>> QueryFragment<Sqlite> for SkipLocked<Q> {
    fn walk_ast<'b>(&'b self, pass: AstPass<'_, 'b, Sqlite>) -> QueryResult<()> {
        self.0.walk_ast(pass)
    }
}

impl<Q: QueryFragment<Pg>> QueryFragment<Pg> for SkipLocked<Q> {
    fn walk_ast<'b>(&'b self, mut pass: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        self.0.walk_ast(pass.reborrow())?;
        pass.push_sql(" FOR UPDATE SKIP LOCKED");
        Ok(())
    }
}

impl<Q> QueryFragment<MultiBackend> for SkipLocked<Q>
where
    Self: QueryFragment<Sqlite> + QueryFragment<Pg>,
{
    fn walk_ast<'b>(&'b self, pass: AstPass<'_, 'b, MultiBackend>) -> QueryResult<()> {
        MultiBackend::walk_variant_ast(self, pass)
    }
}

/// A statement with a constant tail that both backends read alike, such as
/// `ON CONFLICT (tenant_id, code) DO UPDATE SET title = excluded.title`.
#[derive(Debug, Clone, Copy)]
pub struct Tail<Q>(pub Q, pub &'static str);

impl<Q> QueryId for Tail<Q> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<Q: Query> Query for Tail<Q> {
    type SqlType = Q::SqlType;
}

impl<Q, C: Connection> RunQueryDsl<C> for Tail<Q> {}

impl<Q: QueryFragment<MultiBackend>> QueryFragment<MultiBackend> for Tail<Q> {
    fn walk_ast<'b>(&'b self, mut pass: AstPass<'_, 'b, MultiBackend>) -> QueryResult<()> {
        self.0.walk_ast(pass.reborrow())?;
        pass.push_sql(" ");
        pass.push_sql(self.1);
        Ok(())
    }
}
