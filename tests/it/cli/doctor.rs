use super::Site;

#[test]
fn everything_is_fine_after_the_migrations() {
    let site = Site::sqlite();
    site.ok(&["migrate", "up"]);
    let out = site.ok(&["doctor"]);
    for name in [
        "configuration",
        "database: SQLite 3",
        "migrations: all",
        "jobs: 0 waiting",
        "store",
        "mail",
        "templates",
        "clock",
        "disk",
    ] {
        assert!(out.contains(&format!("ok    {name}")), "{name}\n{out}");
    }
}

#[test]
fn each_fault_says_what_to_do() {
    let site = Site::sqlite();
    std::fs::create_dir_all(site.path("data")).unwrap();
    let run = site.run(&["doctor"]);
    assert_eq!(run.status, 1);
    assert!(run.out.contains("run sportello migrate up"), "{}", run.out);
    let run = site.run_with(
        &["doctor"],
        &[
            ("SPORTELLO_MAIL__TRANSPORT", "smtp"),
            ("SPORTELLO_MAIL__HOST", "127.0.0.1"),
            ("SPORTELLO_MAIL__PORT", "9"),
            ("SPORTELLO_MAIL__SECURITY", "none"),
            ("SPORTELLO_STORE__FOLDER", "/proc/nothing"),
        ],
    );
    assert!(
        run.out.contains("FAULT mail: the mail server did not take the letter: no connection"),
        "{}",
        run.out
    );
    assert!(run.out.contains("FAULT store:"), "{}", run.out);
    let run = site.run_with(&["doctor"], &[("SPORTELLO_LOG__LEVEL", "a=b=c")]);
    assert!(run.status == 1 && run.out.contains("log.level"), "{}", run.out);
}
