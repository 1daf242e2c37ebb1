//! The access log: every look at personal data leaves a row; only who watches over an office reads it.

use sportello::domain::identity::Role;

use crate::harness::TestApp;
use crate::on_both;

on_both! {
    async fn every_look_leaves_a_row(db: TestDatabase) {
        let house = TestApp::new(db);
        let id = house.submit_scia().await;
        let worker = house.officer("valdoria", "tecnico", &[("sue", Role::CaseWorker)]).await;
        let auditor = house.officer("valdoria", "revisore", &[("sue", Role::Auditor)]).await;
        let other = house.officer("valdoria", "negozi", &[("suap", Role::Auditor)]).await;
        let path = format!("/ufficio/pratiche/{id}");
        let page = worker.get(&path).await.text().replace("&#x2f;", "/");
        worker.get(&format!("{path}/storia")).await;
        let file = page.split(&format!("{path}/documenti/")).nth(1).unwrap().split('"').next().unwrap();
        assert_eq!(worker.get(&format!("{path}/documenti/{file}")).await.status.as_u16(), 200);
        worker.get("/ufficio?q=riva+giovanna").await;
        worker.post("/ufficio/esportazioni", &[("format", "csv"), ("query", "vista=tutte")]).await;
        let log = auditor.get("/ufficio/accessi").await.text();
        for row in ["Pagina della pratica", "Storia della pratica", "Documento", "riva giovanna", "Esportazione di un elenco"] {
            assert_eq!(log.matches(row).count(), 1, "{row}: {log}");
        }
        assert_eq!(log.matches("Prova tecnico").count(), 5);
        let narrow = auditor.get(&format!("/ufficio/accessi?pratica={id}")).await.text();
        assert_eq!(narrow.matches("Prova tecnico").count(), 3, "of one case: {narrow}");
        assert!(!other.get("/ufficio/accessi").await.text().contains("Prova tecnico"), "another office");
        assert_eq!(worker.get("/ufficio/accessi").await.status.as_u16(), 403);
        assert_eq!(auditor.get("/ufficio/accessi?prima=ieri").await.status.as_u16(), 422);
        let refused = other.get(&path).await;
        assert_eq!(refused.status.as_u16(), 404);
        assert!(!auditor.get("/ufficio/accessi").await.text().contains("Prova negozi"), "what was not shown is not a look");
    }

    async fn the_log_is_paged_by_key(db: TestDatabase) {
        let house = TestApp::new(db);
        let id = house.submit_scia().await;
        let auditor = house.officer("valdoria", "revisore", &[("sue", Role::Auditor)]).await;
        for _ in 0..60 {
            auditor.get(&format!("/ufficio/pratiche/{id}/storia")).await;
        }
        let first = auditor.get("/ufficio/accessi").await.text();
        assert_eq!(first.matches("Storia della pratica").count(), 50);
        let next = first.split("prima=").nth(1).unwrap().split('"').next().unwrap();
        let second = auditor.get(&format!("/ufficio/accessi?prima={next}")).await.text();
        assert_eq!(second.matches("Storia della pratica").count(), 10);
    }
}
