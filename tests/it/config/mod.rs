//! Configuration: file, environment, faults.

use std::path::PathBuf;

use sportello::config::{Config, load};
use tempfile::TempDir;

struct Place {
    folder: TempDir,
    file: PathBuf,
}

fn place(toml: &str) -> Place {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("sportello.toml");
    std::fs::write(&file, toml).unwrap();
    Place { folder, file }
}

fn read(toml: &str, environment: &[(&str, &str)]) -> Result<Config, String> {
    let place = place(toml);
    let pairs = environment.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned()));
    load(Some(&place.file), pairs).map_err(|error| error.to_string())
}

#[test]
fn the_defaults_work() {
    let config = load(None, []).unwrap();
    assert!(config.database.settings().unwrap().url.sqlite_file().is_some());
    assert!(!config.demo.enabled);
}

#[test]
fn the_environment_goes_before_the_file() {
    let config = read(
        "[server]\nlisten = \"0.0.0.0:80\"\n[limits]\nupload_megabytes = 50",
        &[
            ("SPORTELLO_SERVER__LISTEN", "127.0.0.1:9000"),
            ("SPORTELLO_DATABASE__POOL_SIZE", "20"),
            ("SPORTELLO_DEMO__ENABLED", "true"),
            ("SPORTELLO_SERVER__TRUSTED_PROXIES", "[\"10.0.0.1\"]"),
            ("SPORTELLO_TEST_POSTGRES", "not a key of ours"),
            ("PATH", "/bin"),
        ],
    )
    .unwrap();
    assert_eq!(config.server.listen, "127.0.0.1:9000");
    assert_eq!(config.limits.upload_bytes(), 50_000_000);
    assert_eq!(config.database.pool_size, 20);
    assert_eq!(config.server.trusted_proxies.len(), 1);
    assert!(config.demo.enabled);
}

#[test]
fn a_secret_can_stand_in_a_file_of_its_own_and_is_never_shown() {
    let place = place("");
    let secret = place.folder.path().join("url");
    std::fs::write(&secret, "postgres://u:segreta@h/d\n").unwrap();
    let pair = ("SPORTELLO_DATABASE__URL_FILE".to_owned(), secret.display().to_string());
    let config = load(Some(&place.file), [pair]).unwrap();
    assert_eq!(config.database.url.reveal(), "postgres://u:segreta@h/d");
    assert!(!format!("{config:?}").contains("segreta"));
    let missing = ("SPORTELLO_MAIL__PASSWORD_FILE".to_owned(), "/no/such/file".to_owned());
    let error = load(None, [missing]).unwrap_err().to_string();
    assert!(error.contains("mail.password: SPORTELLO_MAIL__PASSWORD_FILE"), "{error}");
}

#[test]
fn every_fault_names_its_key() {
    for (toml, environment, wanted) in [
        ("[server]\nlisten = \"here\"", &[][..], "server.listen: must be ADDRESS:PORT"),
        ("[server]\nport = 80", &[], "server.port: there is no such key"),
        ("[serve]\nport = 80", &[], "serve: there is no such key"),
        ("[database]\nurl = \"mysql://h/d\"", &[], "database.url: scheme 'mysql' is not known"),
        ("[database]\npool_size = \"many\"", &[], "database.pool_size: must be"),
        ("[store]\nkind = \"ftp\"", &[], "store.kind: must be one of"),
        ("[store]\nkind = \"s3\"", &[], "store.bucket: is needed"),
        ("[mail]\ntransport = \"smtp\"", &[], "mail.host: is needed"),
        ("[mail]\nfrom = \"nobody\"", &[], "mail.from: must be an e-mail address"),
        ("[log]\nlevel = \"a=b=c\"", &[], "log.level: must be a level"),
        (
            "[definitions]\ntenants = \"/no/such\"",
            &[],
            "definitions.tenants: there is no such folder",
        ),
        (
            "",
            &[("SPORTELLO_LIMITS__FORM_MEGABYTES", "999")],
            "limits.form_megabytes: must be between",
        ),
        ("", &[("SPORTELLO_LIMITS__COLOUR", "red")], "limits.colour: there is no such key"),
        (
            "[server]\npublic_url = \"https://x.it\"\n[demo]\nenabled = true",
            &[],
            "demo.enabled: anybody can log in",
        ),
    ] {
        let error = read(toml, environment).unwrap_err();
        assert!(error.contains(wanted), "{toml} {environment:?}\n{error}");
    }
}

#[test]
fn all_faults_are_told_at_once_and_no_secret_is() {
    let error = read(
        "[database]\nurl = \"mysql://root:segreta@h/d\"\npool_size = 1\n[session]\nidle_minutes = 1",
        &[],
    )
    .unwrap_err();
    for key in ["database.url", "database.pool_size", "session.idle_minutes"] {
        assert!(error.contains(key), "{key}\n{error}");
    }
    assert!(!error.contains("segreta"), "{error}");
}

#[test]
fn a_file_that_is_not_there_or_not_toml_is_told() {
    let error = load(Some("no/such.toml".as_ref()), []).unwrap_err().to_string();
    assert!(error.contains("no such file: no/such.toml"), "{error}");
    assert!(read("[server", &[]).is_err());
}
