use super::Site;

#[test]
fn up_status_down() {
    let site = Site::sqlite();
    let before = site.run(&["migrate", "status"]);
    assert_eq!(before.status, 1);
    assert!(before.out.contains("pending 00000000000001"), "{}", before.out);
    assert!(site.ok(&["migrate", "up"]).contains("the database is up to date"));
    assert!(!site.ok(&["migrate", "status"]).contains("pending"));
    assert!(site.ok(&["migrate", "up"]).starts_with("0 applied"));
    assert!(site.ok(&["migrate", "down", "--steps", "2"]).contains("2 reverted"));
    assert_eq!(site.run(&["migrate", "status"]).status, 1);
}

#[test]
fn a_wrong_configuration_names_the_key() {
    let site = Site::on("mysql://u:segreta@h/d");
    let run = site.run(&["migrate", "up"]);
    assert_eq!(run.status, 1);
    assert!(run.errors.contains("database.url: scheme 'mysql' is not known"), "{}", run.errors);
    assert!(!run.errors.contains("segreta"));
    assert_eq!(site.run(&["migrate", "sideways"]).status, 2);
}
