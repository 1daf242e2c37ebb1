//! Up, down, up again on both backends, and the two trees describe the same tables.

use std::collections::{BTreeMap, BTreeSet};

use diesel::prelude::*;
use diesel::{sql_query, sql_types::Text};
use sportello::platform::db::{
    AnyConnection, DatabaseError, DatabaseUrl, migrate_down, migrate_up, migration_status,
};

use crate::harness::TestDatabase;

#[derive(QueryableByName)]
struct Column {
    #[diesel(sql_type = Text)]
    place: String,
    #[diesel(sql_type = Text)]
    kind: String,
}

const SQLITE: &str = "SELECT m.name || '.' || c.name AS place, \
     lower(c.type) || CASE WHEN c.\"notnull\" = 1 OR c.pk > 0 THEN ' not null' ELSE '' END AS kind \
     FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' \
     AND m.name NOT LIKE 'sqlite_%' AND m.name NOT LIKE 'case\\_words%' ESCAPE '\\' AND m.name <> '__diesel_schema_migrations'";

const POSTGRES: &str = "SELECT table_name || '.' || column_name AS place, \
     data_type || CASE is_nullable WHEN 'NO' THEN ' not null' ELSE '' END AS kind \
     FROM information_schema.columns WHERE table_schema = 'public' \
     AND table_name <> '__diesel_schema_migrations'";

/// Type names of the two backends that stand for one portable type.
fn portable(kind: &str) -> String {
    let (name, rest) = kind.split_once(" not null").map_or((kind, ""), |(n, _)| (n, " not null"));
    let name = match name {
        "timestamp without time zone" => "timestamp",
        "bytea" => "blob",
        "character varying" => "text",
        "double precision" => "double",
        "int4" => "integer",
        other => other,
    };
    format!("{name}{rest}")
}

async fn columns(db: &TestDatabase) -> BTreeMap<String, String> {
    db.read::<_, DatabaseError, _>(|c| {
        let sql = match c {
            AnyConnection::Sqlite(_) => SQLITE,
            AnyConnection::Postgres(_) => POSTGRES,
        };
        Ok(sql_query(sql).load::<Column>(c)?)
    })
    .await
    .unwrap()
    .into_iter()
    .map(|column| (column.place, portable(&column.kind)))
    .collect()
}

async fn go_up_down_up(db: TestDatabase) -> BTreeMap<String, String> {
    let url = DatabaseUrl::parse(db.url()).unwrap();
    let total = migration_status(&url).unwrap().pending.len();
    assert_eq!(migrate_up(&url).unwrap().len(), total);
    let first = columns(&db).await;
    assert!(first.contains_key("jobs.unique_key"), "{first:?}");
    assert_eq!(migrate_down(&url, None).unwrap().len(), total);
    assert_eq!(columns(&db).await, BTreeMap::new(), "down takes everything away");
    assert_eq!(migrate_up(&url).unwrap().len(), total);
    assert_eq!(columns(&db).await, first, "up, down, up is up");
    assert!(migrate_up(&url).unwrap().is_empty());
    first
}

#[actix_web::test]
async fn both_trees_describe_the_same_tables() {
    let sqlite = go_up_down_up(TestDatabase::sqlite_empty()).await;
    let Some(db) = TestDatabase::postgres_empty() else { return };
    let postgres = go_up_down_up(db).await;
    let only = |a: &BTreeMap<String, String>, b: &BTreeMap<String, String>| -> BTreeSet<String> {
        a.iter().filter(|(k, v)| b.get(*k) != Some(v)).map(|(k, v)| format!("{k} {v}")).collect()
    };
    assert_eq!(only(&sqlite, &postgres), BTreeSet::new(), "in sqlite and not the same in postgres");
    assert_eq!(only(&postgres, &sqlite), BTreeSet::new(), "in postgres and not the same in sqlite");
}

#[test]
fn both_trees_have_the_same_names() {
    let names = |tree: &str| -> BTreeSet<String> {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations").join(tree);
        std::fs::read_dir(root)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect()
    };
    assert_eq!(names("sqlite"), names("postgres"));
}

#[actix_web::test]
async fn a_step_down_takes_back_the_last_one() {
    let db = TestDatabase::sqlite();
    let url = DatabaseUrl::parse(db.url()).unwrap();
    let before = migration_status(&url).unwrap();
    let reverted = migrate_down(&url, Some(1)).unwrap();
    assert_eq!(reverted.len(), 1);
    let after = migration_status(&url).unwrap();
    assert_eq!(after.applied.len() + 1, before.applied.len());
    assert_eq!(after.pending.len(), 1);
}

#[actix_web::test]
async fn an_older_program_refuses_a_newer_database() {
    let db = TestDatabase::sqlite();
    db.write::<_, DatabaseError, _>(|c| {
        Ok(sql_query("INSERT INTO __diesel_schema_migrations (version) VALUES ('29990101000000')")
            .execute(c)?)
    })
    .await
    .unwrap();
    let url = DatabaseUrl::parse(db.url()).unwrap();
    assert_eq!(migration_status(&url).unwrap().unknown, ["29990101000000"]);
    let reason = migrate_up(&url).unwrap_err().to_string();
    assert!(reason.contains("29990101000000") && reason.contains("newer program"), "{reason}");
    assert!(migrate_down(&url, None).is_err());
}
