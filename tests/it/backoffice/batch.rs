//! Several cases at once: the preview changes nothing, each case is done by itself, whoever was overtaken is told.

use sportello::domain::id::CaseId;
use sportello::domain::identity::Role;

use crate::harness::{Client, TestApp};
use crate::on_both;

async fn two(house: &TestApp) -> [CaseId; 2] {
    let data = "edilizia-scia/ristrutturazione-con-procura.json";
    [
        house.submit("valdoria", "livia-sartori", "edilizia-scia", data).await,
        house.submit("valdoria", "livia-sartori", "edilizia-scia", data).await,
    ]
}

/// The cases with versions that a preview would do.
fn offered(page: &str) -> Vec<String> {
    let marked = page.split("name=\"case\" value=\"").skip(1);
    marked.map(|rest| rest.split('"').next().unwrap().replace("&#x3a;", ":")).collect()
}

async fn perform(officer: &Client<'_>, operation: &str, cases: &[String]) -> String {
    let mut form: Vec<(&str, &str)> = vec![("operation", operation)];
    form.extend(cases.iter().map(|case| ("case", case.as_str())));
    officer.post("/ufficio/gruppo/esegui", &form).await.text()
}

on_both! {
    async fn nothing_happens_before_the_confirmation(db: TestDatabase) {
        let house = TestApp::new(db);
        let [one, other] = two(&house).await;
        let worker = house.officer("valdoria", "tecnico", &[("sue", Role::CaseWorker)]).await;
        let form = [("operation", "carico"), ("case", one.as_str()), ("case", other.as_str())];
        let preview = worker.post("/ufficio/gruppo", &form).await.text();
        let offered = offered(&preview);
        assert_eq!(offered.len(), 2, "{preview}");
        assert_ne!(house.case("valdoria", &one).await.assignee_name.as_deref(), Some("Prova tecnico"));
        let done = perform(&worker, "carico", &offered).await;
        assert!(done.contains("2 pratiche cambiate") || done.contains("pratiche cambiate"), "{done}");
        for id in [&one, &other] {
            assert_eq!(house.case("valdoria", id).await.assignee_name.as_deref(), Some("Prova tecnico"));
        }
        let again = worker.post("/ufficio/gruppo", &form).await.text();
        assert!(again.contains("È già tua.") && again.contains("nulla da cambiare"), "{again}");
    }

    async fn who_is_overtaken_in_one_case_is_told_and_the_rest_is_done(db: TestDatabase) {
        let house = TestApp::new(db);
        let [one, other] = two(&house).await;
        let head = house.officer("valdoria", "capo", &[("sue", Role::PersonInCharge)]).await;
        let to = house.officer("valdoria", "tecnico", &[("sue", Role::CaseWorker)]).await.id;
        let operation = format!("assegna:{to}");
        let form = [("operation", operation.as_str()), ("page", one.as_str()), ("page", other.as_str()), ("_all", "1")];
        let offered = offered(&head.post("/ufficio/gruppo", &form).await.text());
        let quick = house.officer("valdoria", "svelto", &[("sue", Role::CaseWorker)]).await;
        let version = house.case("valdoria", &one).await.version.to_string();
        quick.post(&format!("/ufficio/pratiche/{one}/carico"), &[("_version", &version)]).await;
        let done = perform(&head, &operation, &offered).await;
        assert!(done.contains("Qualcuno l’ha cambiata nel frattempo"), "{done}");
        assert_eq!(house.case("valdoria", &one).await.assignee_name.as_deref(), Some("Prova svelto"));
        assert_eq!(house.case("valdoria", &other).await.assignee_name.as_deref(), Some("Prova tecnico"));
    }

    async fn rights_are_those_of_each_case(db: TestDatabase) {
        let house = TestApp::new(db);
        let [one, other] = two(&house).await;
        let worker = house.officer("valdoria", "tecnico", &[("sue", Role::CaseWorker)]).await;
        let stranger = house.officer("valdoria", "negozi", &[("suap", Role::Manager)]).await;
        let give = format!("assegna:{}", worker.id);
        let cases = [("operation", give.as_str()), ("case", one.as_str()), ("case", other.as_str())];
        let refused = worker.post("/ufficio/gruppo", &cases).await.text();
        assert!(refused.contains("Il tuo ruolo in questo ufficio non lo permette"), "{refused}");
        let unseen = stranger.post("/ufficio/gruppo", &cases).await.text();
        assert!(!unseen.contains("SCIA"), "cases of another office do not exist");
        let version = house.case("valdoria", &one).await.version;
        perform(&stranger, &give, &[format!("{one}:{version}")]).await;
        perform(&worker, &give, &[format!("{one}:{version}")]).await;
        assert_eq!(house.case("valdoria", &one).await.version, version, "forged confirmations change nothing");
        assert_eq!(worker.post("/ufficio/gruppo", &[("operation", "carico")]).await.status.as_u16(), 422);
        assert_eq!(worker.post("/ufficio/gruppo", &[("operation", "vola"), ("case", one.as_str())]).await.status.as_u16(), 422);
    }
}
