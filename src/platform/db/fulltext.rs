//! Full-text search on both databases: FTS5 on SQLite, a `tsvector` index on PostgreSQL.

use diesel::QueryResult;
use diesel::expression::{
    AppearsOnTable, Expression, SelectableExpression, ValidGrouping, is_aggregate,
};
use diesel::pg::Pg;
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::sql_types::{Bool, Text};
use diesel::sqlite::Sqlite;

use super::connection::MultiBackend;

/// A table of texts with its index. Both databases have the columns `doc`, `tenant_id`, `body` and the one named by `key`;
/// SQLite an FTS5 table over `tenant_id` and `body` besides, PostgreSQL an index on the words of both.
#[derive(Debug, Clone, Copy)]
pub struct TextIndex {
    /// The table of texts.
    pub table: &'static str,
    /// Its column that names what a text belongs to.
    pub key: &'static str,
    /// The FTS5 table.
    pub words: &'static str,
    /// The column that the query compares with the key.
    pub column: &'static str,
}

/// "The text of this row has, in this tenant, a word that begins with each of the given ones."
#[derive(Debug, Clone)]
pub struct HasWords {
    index: TextIndex,
    tenant: String,
    /// The question in FTS5's language.
    fts: String,
    /// The question in the language of `tsquery`.
    tsquery: String,
}

impl HasWords {
    /// The condition for `words`, each of lower-case letters, digits and `/`; other characters are left out, and a condition
    /// without words holds for every row of the tenant that has a text.
    pub fn new(index: TextIndex, tenant: &str, words: &[String]) -> Self {
        let plain = |word: &String| -> String {
            word.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '/').collect()
        };
        let words: Vec<String> = words.iter().map(plain).filter(|w| !w.is_empty()).collect();
        let quoted = tenant.replace('"', "\"\"");
        let mut fts = vec![format!("tenant_id : \"{quoted}\"")];
        fts.extend(words.iter().map(|word| format!("body : \"{word}\" *")));
        let quoted = tenant.replace('\\', "\\\\").replace('\'', "''");
        let mut tsquery = vec![format!("'@{quoted}'")];
        tsquery.extend(words.iter().map(|word| format!("'{word}':*")));
        Self {
            index,
            tenant: tenant.to_owned(),
            fts: fts.join(" AND "),
            tsquery: tsquery.join(" & "),
        }
    }
}

impl Expression for HasWords {
    type SqlType = Bool;
}

impl ValidGrouping<()> for HasWords {
    type IsAggregate = is_aggregate::Never;
}

impl<Source> SelectableExpression<Source> for HasWords {}
impl<Source> AppearsOnTable<Source> for HasWords {}

impl QueryId for HasWords {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl HasWords {
    fn head(&self) -> String {
        let TextIndex { table, key, column, .. } = self.index;
        format!("{column} IN (SELECT {table}.{key} FROM {table} WHERE {table}.tenant_id = ")
    }
}

impl QueryFragment<Sqlite> for HasWords {
    fn walk_ast<'b>(&'b self, mut pass: AstPass<'_, 'b, Sqlite>) -> QueryResult<()> {
        let TextIndex { table, words, .. } = self.index;
        pass.push_sql(&self.head());
        pass.push_bind_param::<Text, _>(&self.tenant)?;
        pass.push_sql(&format!(
            " AND {table}.doc IN (SELECT {words}.rowid FROM {words} WHERE {words} MATCH "
        ));
        pass.push_bind_param::<Text, _>(&self.fts)?;
        pass.push_sql("))");
        Ok(())
    }
}

impl QueryFragment<Pg> for HasWords {
    fn walk_ast<'b>(&'b self, mut pass: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        let table = self.index.table;
        pass.push_sql(&self.head());
        pass.push_bind_param::<Text, _>(&self.tenant)?;
        pass.push_sql(&format!(
            " AND array_to_tsvector(string_to_array('@' || {table}.tenant_id || ' ' || {table}.body, ' ')) @@ CAST("
        ));
        pass.push_bind_param::<Text, _>(&self.tsquery)?;
        pass.push_sql(" AS tsquery))");
        Ok(())
    }
}

impl QueryFragment<MultiBackend> for HasWords {
    fn walk_ast<'b>(&'b self, pass: AstPass<'_, 'b, MultiBackend>) -> QueryResult<()> {
        MultiBackend::walk_variant_ast(self, pass)
    }
}
