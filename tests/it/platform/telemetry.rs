use std::io::Write as _;

use proptest::prelude::*;
use sportello::base::ids::{Ids, RandomIds, SequenceIds};
use sportello::platform::db::DatabaseError;
use sportello::platform::queue::{NewJob, enqueue};
use sportello::platform::store::{Store, StoreSettings};
use sportello::platform::telemetry::{Metrics, Redacted, readiness, redact, request_id};

use crate::harness::TestDatabase;
use crate::on_both;

#[test]
fn what_looks_personal_is_masked() {
    for (line, wanted) in [
        ("refused for RSSMRA80A01H501U at once", "refused for *** at once"),
        ("rssmra80a01h501u", "***"),
        ("RSSMRAULALMHRLMU", "***"),
        ("omocodia RSSMRAUL A", "omocodia RSSMRAUL A"),
        ("RSSMRAULA01H501U", "***"),
        ("to mario.rossi+x@pec.comune.it: no", "to ***: no"),
        ("IT60X0542811101000000123456 ok", "*** ok"),
        (
            "case 0193aa01f0e27000a1b2c3d4e5f60718 done",
            "case 0193aa01f0e27000a1b2c3d4e5f60718 done",
        ),
    ] {
        assert_eq!(redact(line), wanted);
    }
}

#[test]
fn a_log_line_passes_the_net() {
    let mut writer = Redacted(Vec::new());
    writer.write_all(b"hello anna@example.it\n").unwrap();
    writer.write_all(&[0xff, 0xfe]).unwrap();
    assert_eq!(writer.0, b"hello ***\n(a line that is not text)\n");
}

#[test]
fn the_name_of_a_request_is_plain_or_new() {
    let ids = SequenceIds::default();
    assert_eq!(request_id(Some("abc-123_DEF"), &ids), "abc-123_DEF");
    for given in [
        None,
        Some(""),
        Some("short"),
        Some("with space in it"),
        Some("line\nbreak-xxxxx"),
        Some(&"x".repeat(65)),
    ] {
        assert_eq!(request_id(given, &ids).len(), 32, "{given:?}");
    }
}

proptest! {
    #[test]
    fn masking_never_panics_and_is_stable(text in "\\PC{0,80}") {
        let once = redact(&text).into_owned();
        prop_assert_eq!(redact(&once), once.as_str());
    }
}

on_both! {
    async fn figures_tell_requests_and_jobs(db: TestDatabase) {
        let metrics = Metrics::new().unwrap();
        metrics.answered("/pratiche/{id}", "GET", 200, 0.002);
        metrics.answered("/pratiche/{id}", "GET", 200, 0.002);
        let now = "2026-05-03T08:00:00".parse().unwrap();
        db.write::<_, DatabaseError, _>(move |c| enqueue(c, &RandomIds, NewJob::new("t", "mail", &1, now)?))
            .await
            .unwrap();
        let text = metrics.write(&db).await.unwrap();
        for line in [
            r#"sportello_http_requests_total{method="GET",route="/pratiche/{id}",status="200"} 2"#,
            r#"sportello_http_request_seconds_bucket{route="/pratiche/{id}",le="0.003"} 2"#,
            r#"sportello_jobs{kind="mail",state="ready"} 1"#,
        ] {
            assert!(text.contains(line), "{line}\n{text}");
        }
        assert!(text.contains(r#"sportello_database{figure="statements"}"#));
    }

    async fn ready_when_everything_answers(db: TestDatabase) {
        let folder = tempfile::tempdir().unwrap();
        let settings = StoreSettings::Local { folder: folder.path().join("store") };
        let health = readiness(&db, &Store::open(&settings).unwrap()).await;
        assert!(health.ready, "{health:?}");
    }
}

#[actix_web::test]
async fn not_ready_before_the_migrations() {
    let db = TestDatabase::sqlite_empty();
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&StoreSettings::Local { folder: folder.path().into() }).unwrap();
    let health = readiness(&db, &store).await;
    assert!(!health.ready);
    let names: Vec<_> = health.checks.iter().map(|check| (check.name, check.ok)).collect();
    assert_eq!(names, [("database", true), ("migrations", false), ("store", true)]);
    assert_eq!(RandomIds.id().len(), 32);
}
