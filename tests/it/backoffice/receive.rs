//! Who receives a case: rules of the offices, absences, turns; and the trial that changes nothing.

use sportello::domain::id::CaseId;
use sportello::domain::identity::Role;

use crate::harness::{Client, TestApp};
use crate::on_both;

const WORKS: &str = "edilizia-scia/ristrutturazione-con-procura.json";

async fn assignee(house: &TestApp, id: &CaseId) -> Option<String> {
    house.case("valdoria", id).await.assignee_name
}

async fn new_case(house: &TestApp) -> CaseId {
    house.submit("valdoria", "livia-sartori", "edilizia-scia", WORKS).await
}

async fn rule(head: &Client<'_>, manner: &str, person: &str) {
    let form = [
        ("title", "Prova"),
        ("position", "1"),
        ("office", "sue"),
        ("procedure", "edilizia-scia"),
        ("manner", manner),
        ("person", person),
        ("_action", "save"),
    ];
    let answer = head.post("/ufficio/regole", &form).await;
    assert_eq!(answer.path(), "/ufficio/regole", "{}", answer.text());
}

async fn away(head: &Client<'_>, person: &str, from: &str, to: &str, substitute: &str) -> u16 {
    let form = [("person", person), ("from", from), ("to", to), ("substitute", substitute)];
    head.post("/ufficio/assenze", &form).await.status.as_u16()
}

on_both! {
    async fn a_named_person_receives_unless_away(db: TestDatabase) {
        let house = TestApp::new(db);
        let head = house.officer("valdoria", "capo", &[("sue", Role::Manager)]).await;
        let anna = house.officer("valdoria", "anna", &[("sue", Role::CaseWorker)]).await;
        let bruno = house.officer("valdoria", "bruno", &[("sue", Role::CaseWorker)]).await;
        let carla = house.officer("valdoria", "carla", &[("sue", Role::CaseWorker)]).await;
        let first = new_case(&house).await;
        assert_eq!(assignee(&house, &first).await, None, "nobody of the file works here");
        rule(&head, "person", &anna.id).await;
        assert_eq!(assignee(&house, &new_case(&house).await).await.as_deref(), Some("Prova anna"));
        assert_eq!(away(&head, &anna.id, "2026-03-10", "2026-03-12", &bruno.id).await, 303);
        let stood_for = new_case(&house).await;
        assert_eq!(assignee(&house, &stood_for).await.as_deref(), Some("Prova bruno"));
        let story = head.get(&format!("/ufficio/pratiche/{stood_for}/storia")).await.text();
        assert!(story.contains("in assenza di Prova anna"), "{story}");
        assert_eq!(away(&head, &bruno.id, "2026-03-09", "2026-03-10", &carla.id).await, 303);
        assert_eq!(assignee(&house, &new_case(&house).await).await.as_deref(), Some("Prova carla"), "the substitute's substitute");
        assert_eq!(away(&head, &carla.id, "2026-03-10", "2026-03-10", &anna.id).await, 303);
        assert_eq!(assignee(&house, &new_case(&house).await).await, None, "a circle has no end");
        house.clock.advance(chrono::Duration::days(3));
        assert_eq!(assignee(&house, &new_case(&house).await).await.as_deref(), Some("Prova anna"), "back at work");
    }

    async fn the_substitute_sees_the_cases_of_the_absent(db: TestDatabase) {
        let house = TestApp::new(db);
        let head = house.officer("valdoria", "capo", &[("sue", Role::Manager)]).await;
        let anna = house.officer("valdoria", "anna", &[("sue", Role::CaseWorker)]).await;
        let bruno = house.officer("valdoria", "bruno", &[("sue", Role::CaseWorker)]).await;
        rule(&head, "person", &anna.id).await;
        let id = new_case(&house).await;
        let seen = async |who: &Client<'_>| who.get("/ufficio?vista=mie").await.text().contains(id.as_str());
        assert!(seen(&anna).await && !seen(&bruno).await);
        assert_eq!(away(&anna, &anna.id, "2026-03-10", "2026-03-11", &bruno.id).await, 303, "for oneself");
        assert!(seen(&anna).await && seen(&bruno).await);
        assert_eq!(away(&bruno, &anna.id, "2026-03-20", "2026-03-21", "").await, 403, "for a colleague");
        assert_eq!(away(&anna, &anna.id, "2026-03-12", "2026-03-11", "").await, 422, "ends before it begins");
        assert_eq!(away(&anna, &anna.id, "2026-03-01", "2026-03-09", "").await, 422, "is over");
        assert_eq!(away(&anna, &anna.id, "2026-03-11", "2026-03-11", &anna.id).await, 422, "one's own substitute");
        assert_eq!(away(&anna, &anna.id, "domani", "2026-03-11", "").await, 422);
        let page = anna.get("/ufficio/assenze").await.text().replace("&#x2f;", "/");
        let id = page.split("/ufficio/assenze/").nth(1).unwrap().split('/').next().unwrap();
        let remove = format!("/ufficio/assenze/{id}/elimina");
        assert_eq!(bruno.post(&remove, &[]).await.status.as_u16(), 404);
        assert_eq!(anna.post(&remove, &[]).await.status.as_u16(), 303);
        assert!(!seen(&bruno).await);
    }

    async fn turns_go_round_and_loads_are_levelled(db: TestDatabase) {
        let house = TestApp::new(db);
        let head = house.officer("valdoria", "capo", &[("sue", Role::Manager)]).await;
        let mut ids = Vec::new();
        for name in ["anna", "bruno", "carla"] {
            ids.push(house.officer("valdoria", name, &[("sue", Role::CaseWorker)]).await.id);
        }
        rule(&head, "rotation", "").await;
        let mut got = Vec::new();
        for _ in 0..7 {
            got.push(assignee(&house, &new_case(&house).await).await.unwrap());
        }
        assert_eq!(got[..3], got[3..6]);
        assert_eq!(got[0], got[6]);
        let mut once = got[..3].to_vec();
        once.sort();
        assert_eq!(once, ["Prova anna", "Prova bruno", "Prova carla"], "managers take no turn");
        let page = head.get("/ufficio/regole").await.text().replace("&#x2f;", "/");
        let id = page.split("/ufficio/regole/").nth(1).unwrap().split('/').next().unwrap();
        head.post(&format!("/ufficio/regole/{id}/termina"), &[]).await;
        rule(&head, "workload", "").await;
        let mut got = vec![assignee(&house, &new_case(&house).await).await.unwrap()];
        got.push(assignee(&house, &new_case(&house).await).await.unwrap());
        got.sort();
        got.dedup();
        assert_eq!(got.len(), 2, "the two with two cases come before the one with three: {got:?}");
        assert!(head.get("/ufficio/regole").await.text().contains("Regole terminate"));
    }

    async fn a_rule_is_tried_before_it_is_saved(db: TestDatabase) {
        let house = TestApp::new(db);
        let head = house.officer("valdoria", "capo", &[("sue", Role::Manager)]).await;
        let anna = house.officer("valdoria", "anna", &[("sue", Role::CaseWorker)]).await;
        let id = new_case(&house).await;
        let before = house.case("valdoria", &id).await.version;
        let form = |condition: &'static str, case: String| {
            vec![("title".to_owned(), "Prova".to_owned()), ("position".into(), "1".into()), ("office".into(), "sue".into()),
                ("manner".into(), "person".into()), ("person".into(), anna.id.clone()), ("condition".into(), condition.into()),
                ("case".into(), case), ("_action".into(), "try".into())]
        };
        let ask = async |condition: &'static str, case: &str| {
            let form = form(condition, case.to_owned());
            let pairs: Vec<(&str, &str)> = form.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
            head.post("/ufficio/regole", &pairs).await
        };
        let holds = ask("data.tipo.tipo_scia == 'ordinaria'", "").await.text();
        assert!(holds.contains("Nulla è cambiato") && holds.contains("va a Prova anna"), "{holds}");
        let fails = ask("data.tipo.tipo_scia == 'altra'", "riva").await.text();
        assert!(fails.contains("Chi la riceverebbe") && !fails.contains("va a Prova anna"), "{fails}");
        let nothing = ask("data.tipo.tipo_scia == 'altra'", "sconosciuto").await.text();
        assert!(nothing.contains("Nessuna pratica o bozza trovata"));
        let prepared = house.prepare("valdoria", "livia-sartori", "edilizia-scia", crate::harness::form_case(WORKS)).await;
        let draft = ask("data.tipo.tipo_scia == 'ordinaria'", prepared.draft.as_str()).await.text();
        assert!(draft.contains("Bozza") && !draft.contains("Mulini"), "{draft}");
        assert_eq!(ask("data.tipo.(", "").await.status.as_u16(), 422);
        assert_eq!(house.case("valdoria", &id).await.version, before);
        assert_eq!(assignee(&house, &new_case(&house).await).await, None, "a rule that was only tried does nothing");
        assert_eq!(anna.get("/ufficio/regole").await.status.as_u16(), 403);
        let foreign = [("title", "x"), ("position", "1"), ("office", "suap"), ("manner", "hand"), ("_action", "save")];
        assert_eq!(head.post("/ufficio/regole", &foreign).await.status.as_u16(), 403, "not one's office");
    }
}
