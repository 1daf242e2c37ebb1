//! Code lists: search, resolution of labels, validity.

use chrono::NaiveDate;
use sportello::engine::form::CodeList;

use super::{definitions, root};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[test]
fn search_ranks_and_ignores_accents() {
    let text = "code,label,valid_from,valid_to\n\
        A1,Città di Castello,,\nA2,Castello d'Argile,,\nA3,Castel San Pietro,,\nA4,Castello,,\nA5,Castello Vecchio,,1950-01-01\n";
    let list = CodeList::parse("x.csv", text).unwrap();
    let found = |query: &str, limit| -> Vec<&str> {
        list.search(query, day("2026-03-02"), limit).iter().map(|e| e.code.as_str()).collect()
    };
    assert_eq!(found("castello", 10), ["A4", "A2", "A1"]);
    assert_eq!(found("CITTA cast", 10), ["A1"]);
    assert_eq!(found("a3", 10), ["A3"]);
    assert_eq!(found("castello", 1), ["A4"]);
    assert_eq!(found("x", 10), Vec::<&str>::new());
    assert_eq!(found("", 2), ["A1", "A2"]);
}

#[test]
fn other_names_are_found_last() {
    let text = "code,label,valid_from,valid_to,province,other_names\n\
        A1,Bolzano/Bozen (BZ),,,BZ,\nA2,Brixen Nova,,,BZ,\nA3,Bressanone (BZ),,,BZ,Brixen; Persenon\n";
    let list = CodeList::parse("x.csv", text).unwrap();
    let found = |query: &str| -> Vec<&str> {
        list.search(query, day("2026-03-02"), 9).iter().map(|e| e.code.as_str()).collect()
    };
    assert_eq!(found("brixen"), ["A2", "A3"]);
    assert_eq!(found("bress persenon"), ["A3"]);
    assert_eq!(found("bz"), ["A3", "A1"], "other columns are not searched");
    assert_eq!(list.resolve("Brixen", day("2026-03-02")), None, "only a label stands for its code");
}

#[test]
fn typed_labels_become_codes() {
    let (_, lists) = definitions(&root().join("tests/it/form/fixtures"));
    let comuni = lists.get("comuni").unwrap();
    let today = day("2026-03-02");
    for typed in ["H501", "h501", "Roma (RM)", "roma (rm)", "Roma (RM) (H501)"] {
        assert_eq!(comuni.resolve(typed, today), Some("H501"), "{typed}");
    }
    assert_eq!(comuni.resolve("Reggio", today), None);
    assert_eq!(comuni.resolve("", today), None);
}

#[test]
fn validity_chooses_among_entries_of_a_code() {
    let (_, lists) = definitions(&root().join("tests/it/form/fixtures"));
    let comuni = lists.get("comuni").unwrap();
    assert_eq!(comuni.get("D643", day("2026-03-02")).unwrap().label, "Foggia (FG)");
    let stati = lists.get("stati").unwrap();
    assert!(!stati.get("CS", day("2026-03-02")).unwrap().is_valid(day("2026-03-02")));
    assert!(lists.is_union_state("FR", day("2026-03-02")));
    assert!(!lists.is_union_state("GB", day("2026-03-02")));
    assert!(lists.is_union_state("GB", day("2019-03-02")));
    assert!(!lists.is_union_state("XX", day("2026-03-02")));
}

#[test]
fn broken_lists_are_refused_with_the_line() {
    let faults =
        CodeList::parse("x.csv", "code,label,valid_from,valid_to\nA,,,\nB,b,ieri,\n").unwrap_err();
    let lines: Vec<&str> = faults.iter().map(|f| f.pointer.as_str()).collect();
    assert_eq!(lines, ["/2", "/3"]);
    assert!(CodeList::parse("x.csv", "codice,nome\n").is_err());
}
