//! One transaction a write, one writer at a time, nothing lost.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use diesel::prelude::*;
use diesel::{connection::SimpleConnection, sql_query, sql_types::BigInt};
use sportello::platform::db::{AnyConnection, Backend, DatabaseError};

use crate::on_both;

#[derive(QueryableByName)]
struct Number {
    #[diesel(sql_type = BigInt)]
    n: i64,
}

fn number(connection: &mut AnyConnection, sql: &str) -> QueryResult<i64> {
    Ok(sql_query(sql).get_result::<Number>(connection)?.n)
}

on_both! {
    async fn an_error_rolls_everything_back(db: TestDatabase) {
        db.write::<_, DatabaseError, _>(|c| Ok(c.batch_execute("CREATE TABLE t (n BIGINT UNIQUE)")?))
            .await
            .unwrap();
        let refused = db
            .write::<(), DatabaseError, _>(|c| {
                sql_query("INSERT INTO t VALUES (1)").execute(c)?;
                sql_query("INSERT INTO t VALUES (1)").execute(c)?;
                Ok(())
            })
            .await
            .unwrap_err();
        assert!(refused.is_unique_violation(), "{refused}");
        let rows = db.read::<_, DatabaseError, _>(|c| Ok(number(c, "SELECT count(*) AS n FROM t")?)).await;
        assert_eq!(rows.unwrap(), 0);
    }

    async fn a_panic_rolls_back_and_the_pool_goes_on(db: TestDatabase) {
        db.write::<_, DatabaseError, _>(|c| Ok(c.batch_execute("CREATE TABLE t (n BIGINT)")?))
            .await
            .unwrap();
        let other = db.clone();
        let torn = tokio::spawn(async move {
            other
                .write::<(), DatabaseError, _>(|c| {
                    sql_query("INSERT INTO t VALUES (1)").execute(c)?;
                    panic!("on purpose")
                })
                .await
        });
        assert!(torn.await.is_err());
        for _ in 0..8 {
            let rows = db
                .write::<_, DatabaseError, _>(|c| Ok(number(c, "SELECT count(*) AS n FROM t")?))
                .await;
            assert_eq!(rows.unwrap(), 0);
        }
    }

    async fn forty_writers_each_add_one(db: TestDatabase) {
        db.write::<_, DatabaseError, _>(|c| {
            Ok(c.batch_execute("CREATE TABLE t (n BIGINT); INSERT INTO t VALUES (0)")?)
        })
        .await
        .unwrap();
        let other = db.reopen();
        let tasks: Vec<_> = (0..40)
            .map(|i| {
                // Two pools, as two processes on one database.
                let db = if i % 2 == 0 { db.clone() } else { other.clone() };
                tokio::spawn(async move {
                    db.write::<_, DatabaseError, _>(|c| {
                        Ok(sql_query("UPDATE t SET n = n + 1").execute(c)?)
                    })
                    .await
                })
            })
            .collect();
        for task in tasks {
            task.await.unwrap().unwrap();
        }
        let total = db.read::<_, DatabaseError, _>(|c| Ok(number(c, "SELECT n FROM t")?)).await;
        assert_eq!(total.unwrap(), 40);
    }

    async fn a_reader_does_not_wait_for_a_writer(db: TestDatabase) {
        db.write::<_, DatabaseError, _>(|c| Ok(c.batch_execute("CREATE TABLE t (n BIGINT)")?))
            .await
            .unwrap();
        let (started, wait) = std::sync::mpsc::channel::<()>();
        let (release, hold) = std::sync::mpsc::channel::<()>();
        let writer = db.clone();
        let writing = tokio::spawn(async move {
            let hold = std::sync::Mutex::new(hold);
            writer
                .write::<_, DatabaseError, _>(move |c| {
                    sql_query("INSERT INTO t VALUES (1)").execute(c)?;
                    started.send(()).unwrap();
                    hold.lock().unwrap().recv_timeout(Duration::from_secs(10)).unwrap();
                    Ok(())
                })
                .await
        });
        tokio::task::spawn_blocking(move || wait.recv().unwrap()).await.unwrap();
        let seen = db.read::<_, DatabaseError, _>(|c| Ok(number(c, "SELECT count(*) AS n FROM t")?)).await;
        assert_eq!(seen.unwrap(), 0, "nothing is visible before the commit");
        release.send(()).unwrap();
        writing.await.unwrap().unwrap();
        let seen = db.read::<_, DatabaseError, _>(|c| Ok(number(c, "SELECT count(*) AS n FROM t")?)).await;
        assert_eq!(seen.unwrap(), 1);
    }

    async fn statements_are_counted_and_recorded_without_values(db: TestDatabase) {
        db.read::<_, DatabaseError, _>(|c| Ok(number(c, "SELECT count(*) AS n FROM jobs")?)).await.unwrap();
        let before = db.statements().sent();
        db.statements().record();
        db.read::<_, DatabaseError, _>(|c| {
            let value = "RSSMRA80A01H501U";
            sql_query("SELECT count(*) AS n FROM jobs WHERE id = $1")
                .bind::<diesel::sql_types::Text, _>(value)
                .get_result::<Number>(c)?;
            Ok(())
        })
        .await
        .unwrap();
        let sent = db.statements().sent() - before;
        let texts = db.statements().recorded();
        assert_eq!(sent, 1, "{texts:?}");
        assert_eq!(texts.len(), 1);
        assert!(texts[0].contains("FROM jobs") && !texts[0].contains("RSSMRA"), "{texts:?}");
    }
}

/// Two transactions that lock two rows in opposite order: PostgreSQL ends one of them, which is then repeated.
#[actix_web::test]
async fn a_deadlock_is_tried_again() {
    let Some(db) = crate::harness::TestDatabase::postgres() else { return };
    assert_eq!(db.backend(), Backend::Postgres);
    db.write::<_, DatabaseError, _>(|c| {
        Ok(c.batch_execute(
            "CREATE TABLE t (id BIGINT, n BIGINT); INSERT INTO t VALUES (1, 0), (2, 0)",
        )?)
    })
    .await
    .unwrap();
    let runs = Arc::new(AtomicU32::new(0));
    let tasks: Vec<_> = [(1, 2), (2, 1)]
        .into_iter()
        .map(|(first, second)| {
            let (db, runs) = (db.clone(), Arc::clone(&runs));
            tokio::spawn(async move {
                db.write::<_, DatabaseError, _>(move |c| {
                    let meeting = runs.fetch_add(1, Ordering::SeqCst) < 2;
                    sql_query(format!("UPDATE t SET n = n + 1 WHERE id = {first}")).execute(c)?;
                    if meeting {
                        std::thread::sleep(Duration::from_millis(300));
                    }
                    sql_query(format!("UPDATE t SET n = n + 1 WHERE id = {second}")).execute(c)?;
                    Ok(())
                })
                .await
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap().unwrap();
    }
    assert_eq!(runs.load(Ordering::SeqCst), 3, "one of the two ran twice");
    let total = db
        .read::<_, DatabaseError, _>(|c| Ok(number(c, "SELECT sum(n)::bigint AS n FROM t")?))
        .await;
    assert_eq!(total.unwrap(), 4);
}

#[actix_web::test]
async fn an_address_nobody_answers_at_is_told_at_once() {
    let folder = tempfile::tempdir().unwrap();
    for url in [
        format!("sqlite:{}/no/such/folder/a.db", folder.path().display()),
        "postgres://nobody@127.0.0.1:9/none".to_owned(),
    ] {
        let url = sportello::platform::db::DatabaseUrl::parse(&url).unwrap();
        let settings = sportello::platform::db::Settings::new(url);
        let error = sportello::platform::db::Database::open(settings).err().unwrap();
        assert!(error.to_string().starts_with("the database cannot be reached"), "{error}");
    }
}
