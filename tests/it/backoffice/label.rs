//! Labels and saved filters: who makes them, who sees them, what they find.

use sportello::domain::identity::Role;

use crate::harness::{Client, TestApp};
use crate::on_both;

/// The identifier at the end of the first link that holds `before`.
fn id_after(page: &str, before: &str) -> String {
    let (_, rest) = page.split_once(before).unwrap_or_else(|| panic!("{before} is not in {page}"));
    rest.chars().take_while(char::is_ascii_alphanumeric).collect()
}

async fn new_label(officer: &Client<'_>, office: &str, title: &str) -> String {
    let form = [("office", office), ("title", title), ("tone", "bad")];
    let answer = officer.post("/ufficio/etichette", &form).await;
    assert_eq!(answer.path(), "/ufficio/etichette", "{}", answer.text());
    id_after(&officer.get("/ufficio/etichette").await.text(), "etichetta=")
}

on_both! {
    async fn a_label_marks_a_case_and_finds_it(db: TestDatabase) {
        let house = TestApp::new(db);
        let case = house.submit_scia().await;
        let head = house.officer("valdoria", "capo", &[("sue", Role::PersonInCharge)]).await;
        let label = new_label(&head, "sue", "Vigilanza").await;
        let worker = house.officer("valdoria", "tecnico", &[("sue", Role::CaseWorker)]).await;
        let list = format!("/ufficio?vista=tutte&etichetta={label}");
        assert!(!worker.get(&list).await.text().contains(case.as_str()));
        let path = format!("/ufficio/pratiche/{case}");
        worker.post(&format!("{path}/etichette"), &[("label", &label)]).await;
        let page = worker.get(&list).await.text();
        assert!(page.contains(case.as_str()) && page.contains("state-bad\">Vigilanza"), "{page}");
        assert!(worker.get(&path).await.text().contains("state-bad\">Vigilanza"));
        worker.post(&format!("{path}/etichette"), &[]).await;
        assert!(!worker.get(&list).await.text().contains(case.as_str()), "unticked, it comes off");
        worker.post(&format!("{path}/etichette"), &[("label", &label)]).await;
        let gone = head.post(&format!("/ufficio/etichette/{label}/elimina"), &[]).await;
        assert_eq!(gone.status.as_u16(), 303);
        assert!(!worker.get(&path).await.text().contains("Vigilanza"));
    }

    async fn labels_belong_to_one_office(db: TestDatabase) {
        let house = TestApp::new(db);
        let case = house.submit_scia().await;
        let head = house.officer("valdoria", "capo", &[("sue", Role::PersonInCharge)]).await;
        let label = new_label(&head, "sue", "Vigilanza").await;
        let again = head.post("/ufficio/etichette", &[("office", "sue"), ("title", " Vigilanza "), ("tone", "x")]).await;
        assert_eq!(again.status.as_u16(), 422, "two labels of one title");
        let empty = head.post("/ufficio/etichette", &[("office", "sue"), ("title", " "), ("tone", "x")]).await;
        assert_eq!(empty.status.as_u16(), 422);
        let worker = house.officer("valdoria", "tecnico", &[("sue", Role::CaseWorker)]).await;
        let form = [("office", "sue"), ("title", "Altra"), ("tone", "bad")];
        assert_eq!(worker.post("/ufficio/etichette", &form).await.status.as_u16(), 403);
        assert_eq!(worker.post(&format!("/ufficio/etichette/{label}/elimina"), &[]).await.status.as_u16(), 403);
        let other = house.officer("valdoria", "negozi", &[("suap", Role::PersonInCharge)]).await;
        assert_eq!(other.post("/ufficio/etichette", &form).await.status.as_u16(), 404, "of an office not read");
        assert_eq!(other.post(&format!("/ufficio/etichette/{label}/elimina"), &[]).await.status.as_u16(), 404);
        assert!(!other.get("/ufficio/etichette").await.text().contains("Vigilanza"));
        let path = format!("/ufficio/pratiche/{case}/etichette");
        assert_eq!(other.post(&path, &[("label", &label)]).await.status.as_u16(), 404);
        let auditor = house.officer("valdoria", "revisore", &[("sue", Role::Auditor)]).await;
        assert_eq!(auditor.post(&path, &[("label", &label)]).await.status.as_u16(), 403);
    }

    async fn a_filter_is_saved_for_one_or_for_the_office(db: TestDatabase) {
        let house = TestApp::new(db);
        let one = house.officer("valdoria", "una", &[("sue", Role::CaseWorker)]).await;
        let two = house.officer("valdoria", "due", &[("sue", Role::CaseWorker)]).await;
        let far = house.officer("valdoria", "altro", &[("suap", Role::CaseWorker)]).await;
        let query = "vista=chiuse&q=rossi&scadenza=scadute&dopo=xyz&_csrf=rubato";
        let saved = one.post("/ufficio/filtri", &[("title", "Miei scaduti"), ("query", query), ("office", "")]).await;
        assert_eq!(saved.path(), "/ufficio?vista=chiuse&q=rossi&scadenza=scadute", "page and strangers are left out");
        one.post("/ufficio/filtri", &[("title", "Dell’edilizia"), ("query", "vista=nuove"), ("office", "sue")]).await;
        let seen = async |officer: &Client<'_>| {
            let page = officer.get("/ufficio").await.text();
            (page.contains("Miei scaduti"), page.contains("Dell’edilizia"))
        };
        assert_eq!(seen(&one).await, (true, true));
        assert_eq!(seen(&two).await, (false, true));
        assert_eq!(seen(&far).await, (false, false));
        let forged = [("title", "x"), ("query", "vista=nuove"), ("office", "suap")];
        assert_eq!(one.post("/ufficio/filtri", &forged).await.status.as_u16(), 403, "not one's office");
        let page = one.get("/ufficio").await.text().replace("&#x2f;", "/");
        let id = id_after(&page, "/ufficio/filtri/");
        let remove = format!("/ufficio/filtri/{id}/elimina");
        assert_eq!(two.post(&remove, &[]).await.status.as_u16(), 404, "somebody else's");
        assert_eq!(one.post(&remove, &[]).await.status.as_u16(), 303);
        assert_ne!(seen(&one).await, (true, true));
    }
}
