//! `sportello verify` as a program: exit status, streams, and that it stays off the network when told.

use super::Site;

#[test]
fn a_wrong_command_line_is_not_a_verdict() {
    let site = Site::sqlite();
    for arguments in [&["verify"][..], &["verify", "a", "b"], &["verify", "a", "--at", "ieri"]] {
        let run = site.run(arguments);
        assert_eq!(run.status, 64, "{arguments:?}: {}", run.errors);
        assert!(run.out.is_empty() && !run.errors.is_empty());
    }
    let run = site.run(&["verify", "/nowhere/at/all", "--offline", "--json"]);
    assert_eq!((run.status, run.out.as_str()), (64, ""));
    assert_eq!(site.run(&["verify", "--help"]).status, 0);
    assert_eq!(site.run(&["doctor", "--nonsense"]).status, 2);
}

#[test]
fn what_is_no_signature_is_rejected() {
    let site = Site::sqlite();
    let path = site.path("plain.txt");
    std::fs::write(&path, "nessuna firma qui\n").unwrap();
    let run = site.run(&["verify", path.to_str().unwrap(), "--offline", "--json"]);
    assert_eq!(run.status, 3, "{}", run.errors);
    let report: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(report["verdict"], "REJECTED");
    assert_eq!(report["sub_indication"], "NO_SIGNATURE");
    assert_eq!(report["integrity"], serde_json::Value::Null);
}
