//! The search box: a case is found by everything people call it by, in its own office and municipality only.

use sportello::domain::case::words_of;
use sportello::domain::identity::Role;

use crate::harness::TestApp;
use crate::on_both;

/// How many cases a page of the queue lists.
fn listed(page: &str) -> usize {
    page.matches("<th scope=\"row\">").count()
}

on_both! {
    async fn a_case_is_found_by_all_its_names(db: TestDatabase) {
        let house = TestApp::new(db);
        let id = house.submit_scia().await;
        let case = house.case("valdoria", &id).await;
        let protocol = case.protocol_number.clone().unwrap();
        let (year, number) = protocol.split_once('/').unwrap();
        let short = format!("{year}/{}", number.trim_start_matches('0'));
        let tail = id.as_str()[id.as_str().len() - 8..].to_owned();
        let officer = house.officer("valdoria", "edilizia", &[("sue", Role::CaseWorker)]).await;
        let found = [
            protocol.as_str(), &short, &tail, "riva", "RIVA Giovanna", "giovanna riva", "RVIGNN59C68F205G", "rvignn59c68",
            "mulini", "via dei Mulini, 7", "Mulìni", "12/345", "12/345/4", "foglio 12".trim_start_matches("foglio "),
            "sartori mulini", "scia",
        ];
        for typed in found {
            let address = format!("/ufficio?q={}", typed.replace(' ', "+").replace('ì', "%C3%AC"));
            let page = officer.get(&address).await.text();
            assert_eq!(listed(&page), 1, "{typed}");
        }
        for typed in ["bianchi", "12/346", "345/12", "riva bianchi", "ulini", "valdoria", "\"", "*", "a' | 'b", "NEAR(riva)"] {
            let page = officer.get(&format!("/ufficio?q={}", typed.replace(' ', "+").replace('"', "%22").replace('|', "%7C"))).await;
            let expected = usize::from(words_of(typed).is_empty());
            assert_eq!(listed(&page.text()), expected, "{typed}");
        }
    }

    async fn nobody_finds_the_cases_of_others(db: TestDatabase) {
        let house = TestApp::new(db);
        house.submit_scia().await;
        let shops = house.officer("valdoria", "negozi", &[("suap", Role::CaseWorker)]).await;
        assert_eq!(listed(&shops.get("/ufficio?q=riva").await.text()), 0);
        let elsewhere = house.officer("pietralba-sul-lago", "edilizia", &[("sue", Role::CaseWorker)]).await;
        assert_eq!(listed(&elsewhere.get("/ufficio?q=riva").await.text()), 0);
    }

    async fn a_search_in_one_view_leads_to_all(db: TestDatabase) {
        let house = TestApp::new(db);
        house.submit_scia().await;
        let officer = house.officer("valdoria", "edilizia", &[("sue", Role::CaseWorker)]).await;
        let closed = officer.get("/ufficio?vista=chiuse&q=riva").await.text();
        assert_eq!(listed(&closed), 0);
        assert!(closed.contains("vista=tutte&amp;q=riva"), "{closed}");
    }
}

#[test]
fn words_are_letters_digits_and_joined_numbers() {
    let words = |typed: &str| words_of(typed).join("|");
    assert_eq!(words("Rossi, Màrio"), "rossi|mario");
    assert_eq!(words("2026/0001234"), "2026/0001234");
    assert_eq!(words("12/345/4 via"), "12/345/4|via");
    assert_eq!(words("D'Angelo-Bianchi"), "d|angelo|bianchi");
    assert_eq!(words("  \"*  ( "), "");
    assert_eq!(words("s/n 7/A"), "s|n|7|a");
    assert_eq!(words("1 2 3 4 5 6 7 8 9 10"), "1|2|3|4|5|6|7|8");
}
