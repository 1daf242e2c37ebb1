//! Backup and restore, on both databases; and everything that must stop a restore.

use diesel::prelude::*;
use diesel::sql_query;
use sportello::cli::archive::check;
use sportello::platform::db::DatabaseError;

use super::{Site, read};
use crate::on_both;

const JOB: &str = "INSERT INTO jobs (tenant_id, id, kind, unique_key, payload, state, attempts, max_attempts, due_at, created_at) \
     VALUES ('t', '1', 'mail', 'k', '{\"a\":\"è\"}', 'ready', 0, 5, '2026-05-03 08:00:00', '2026-05-03 08:00:00')";

#[derive(QueryableByName)]
struct Text {
    #[diesel(sql_type = diesel::sql_types::Text)]
    payload: String,
}

async fn payloads(db: &sportello::platform::db::Database) -> Vec<String> {
    db.read::<_, DatabaseError, _>(|c| Ok(sql_query("SELECT payload FROM jobs").load::<Text>(c)?))
        .await
        .unwrap()
        .into_iter()
        .map(|row| row.payload)
        .collect()
}

on_both! {
    async fn what_was_saved_comes_back(db: TestDatabase) {
        let site = Site::on(db.url());
        db.write::<_, DatabaseError, _>(|c| Ok(sql_query(JOB).execute(c)?)).await.unwrap();
        let small = site.object("valdoria", b"a document");
        let large = site.object("pietralba", &[7; 6_000_000]);
        let out = site.ok(&["backup", "copy.tar.gz"]);
        assert!(out.contains("2 files"), "{out}");

        db.write::<_, DatabaseError, _>(|c| Ok(sql_query("DELETE FROM jobs").execute(c)?)).await.unwrap();
        std::fs::remove_dir_all(site.store()).unwrap();
        let refused = site.run(&["restore", "copy.tar.gz"]);
        assert_eq!(refused.status, 1);
        assert!(refused.errors.contains("--force"), "{}", refused.errors);
        assert!(!small.exists() && payloads(&db).await.is_empty(), "a refusal changes nothing");

        let out = site.ok(&["restore", "copy.tar.gz", "--force"]);
        assert!(out.contains("2 files"), "{out}");
        assert_eq!(read(&small), b"a document");
        assert_eq!(read(&large).len(), 6_000_000);
        assert_eq!(payloads(&db.reopen()).await, ["{\"a\":\"è\"}"]);
    }
}

#[test]
fn a_restore_into_an_empty_place_needs_no_force() {
    let site = Site::sqlite();
    site.ok(&["migrate", "up"]);
    site.object("valdoria", b"a document");
    site.ok(&["backup", "copy.tar.gz"]);
    let other = Site::sqlite();
    let archive = site.path("copy.tar.gz").display().to_string();
    other.ok(&["restore", &archive]);
    assert!(!other.ok(&["migrate", "status"]).contains("pending"));
    assert!(other.store().join("valdoria").exists());
}

#[test]
fn an_archive_is_not_overwritten() {
    let site = Site::sqlite();
    site.ok(&["migrate", "up"]);
    std::fs::write(site.path("copy.tar.gz"), "precious").unwrap();
    assert_eq!(site.run(&["backup", "copy.tar.gz"]).status, 1);
    assert_eq!(read(&site.path("copy.tar.gz")), b"precious");
}

#[test]
fn a_damaged_archive_is_refused_whole() {
    let site = Site::sqlite();
    site.ok(&["migrate", "up"]);
    site.object("valdoria", b"a document");
    site.ok(&["backup", "copy.tar.gz"]);
    let archive = site.path("copy.tar.gz");
    check(&archive).unwrap();

    let whole = read(&archive);
    std::fs::write(&archive, &whole[..whole.len() / 2]).unwrap();
    assert!(check(&archive).is_err(), "cut in half");

    rewrite(&whole, &archive, |name, bytes| {
        if name.starts_with("store/") {
            bytes[0] ^= 1;
        }
        Some(name.to_owned())
    });
    let reason = check(&archive).unwrap_err().to_string();
    assert!(reason.contains("is damaged"), "{reason}");

    rewrite(&whole, &archive, |name, _| (!name.starts_with("store/")).then(|| name.to_owned()));
    let reason = check(&archive).unwrap_err().to_string();
    assert!(reason.contains("is missing"), "{reason}");

    rewrite(&whole, &archive, |name, _| (name != "manifest.json").then(|| name.to_owned()));
    let reason = check(&archive).unwrap_err().to_string();
    assert!(reason.contains("no manifest"), "{reason}");

    std::fs::write(&archive, "not an archive").unwrap();
    let other = Site::sqlite();
    let run = other.run(&["restore", &archive.display().to_string()]);
    assert_eq!(run.status, 1);
    assert!(!other.path("data/sportello.db").exists(), "{}", run.errors);
}

/// Writes the parts of an archive again as `change` leaves them; `None` drops one.
fn rewrite(
    whole: &[u8],
    target: &std::path::Path,
    change: impl Fn(&str, &mut Vec<u8>) -> Option<String>,
) {
    use std::io::Read as _;
    let mut source = tar::Archive::new(flate2::read::GzDecoder::new(whole));
    let encoder = flate2::write::GzEncoder::new(
        std::fs::File::create(target).unwrap(),
        flate2::Compression::fast(),
    );
    let mut builder = tar::Builder::new(encoder);
    for entry in source.entries().unwrap() {
        let mut entry = entry.unwrap();
        let name = entry.path().unwrap().to_string_lossy().into_owned();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        if let Some(name) = change(&name, &mut bytes) {
            let mut header = tar::Header::new_gnu();
            header.set_size(bytes.len() as u64);
            builder.append_data(&mut header, name, &bytes[..]).unwrap();
        }
    }
    builder.into_inner().unwrap().finish().unwrap();
}
