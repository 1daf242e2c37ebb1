use sportello::platform::db::{Backend, DatabaseUrl};

#[test]
fn the_scheme_chooses_the_backend() {
    for (text, backend) in [
        ("sqlite:data/a.db", Backend::Sqlite),
        ("sqlite:///srv/a.db", Backend::Sqlite),
        ("file:/srv/a.db?cache=private", Backend::Sqlite),
        ("postgres://u:p@h/d", Backend::Postgres),
        ("postgresql://h/d", Backend::Postgres),
    ] {
        assert_eq!(DatabaseUrl::parse(text).unwrap().backend(), backend, "{text}");
    }
}

#[test]
fn anything_else_is_refused_with_the_key_and_without_the_password() {
    for text in ["mysql://root:segreta@h/d", "a.db", "", "sqlite:", "file:", "sqlite::memory:"] {
        let reason = DatabaseUrl::parse(text).unwrap_err().to_string();
        assert!(reason.starts_with("database.url: "), "{text}: {reason}");
        assert!(!reason.contains("segreta"), "{reason}");
    }
    let url = DatabaseUrl::parse("postgres://u:segreta@h/d").unwrap();
    assert!(!format!("{url:?}").contains("segreta"));
}

#[test]
fn the_file_of_a_sqlite_address() {
    for (text, file) in [
        ("sqlite:data/a.db", "data/a.db"),
        ("sqlite:///srv/a.db", "/srv/a.db"),
        ("file:/srv/a.db?cache=private", "/srv/a.db"),
        ("file:///srv/a.db", "/srv/a.db"),
    ] {
        let url = DatabaseUrl::parse(text).unwrap();
        assert_eq!(url.sqlite_file().unwrap().to_str().unwrap(), file, "{text}");
    }
    assert_eq!(DatabaseUrl::parse("postgres://h/d").unwrap().sqlite_file(), None);
}
