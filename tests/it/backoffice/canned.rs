//! Canned texts and read messages.

use sportello::domain::identity::Role;

use crate::harness::TestApp;
use crate::on_both;

on_both! {
    async fn a_text_of_the_office_goes_into_a_message(db: TestDatabase) {
        let house = TestApp::new(db);
        let id = house.submit_scia().await;
        let head = house.officer("valdoria", "capo", &[("sue", Role::PersonInCharge)]).await;
        let worker = house.officer("valdoria", "tecnico", &[("sue", Role::CaseWorker)]).await;
        let other = house.officer("valdoria", "negozi", &[("suap", Role::PersonInCharge)]).await;
        let form = [("office", "sue"), ("title", "Orari"), ("body", "Siamo aperti il lunedì mattina.")];
        assert_eq!(worker.post("/ufficio/testi", &form).await.status.as_u16(), 403);
        assert_eq!(other.post("/ufficio/testi", &form).await.status.as_u16(), 404);
        assert_eq!(head.post("/ufficio/testi", &[("office", "sue"), ("title", "Vuoto"), ("body", " ")]).await.status.as_u16(), 422);
        assert_eq!(head.post("/ufficio/testi", &form).await.status.as_u16(), 303);
        let path = format!("/ufficio/pratiche/{id}");
        let page = worker.get(&path).await.text();
        let text = page.split("testo=").nth(1).unwrap().split('#').next().unwrap().split('&').next().unwrap().to_owned();
        let filled = worker.get(&format!("{path}?testo={text}")).await.text();
        assert!(filled.contains("Siamo aperti il lunedì mattina."), "{filled}");
        assert!(!worker.get(&format!("{path}?testo=altro")).await.text().contains("Siamo aperti"));
        assert!(!other.get("/ufficio/testi").await.text().contains("Orari"));
        assert_eq!(worker.post(&format!("/ufficio/testi/{text}/elimina"), &[]).await.status.as_u16(), 403);
        assert_eq!(head.post(&format!("/ufficio/testi/{text}/elimina"), &[]).await.status.as_u16(), 303);
        assert!(!worker.get(&path).await.text().contains("testo="));
    }

    async fn who_wrote_sees_that_it_was_read(db: TestDatabase) {
        let house = TestApp::new(db);
        let id = house.submit_scia().await;
        let worker = house.officer("valdoria", "tecnico", &[("sue", Role::CaseWorker)]).await;
        let citizen = house.citizen("valdoria", "livia-sartori").await;
        let path = format!("/ufficio/pratiche/{id}");
        worker.post(&format!("{path}/messaggi"), &[("text", "Vieni allo sportello")]).await;
        assert!(worker.get(&path).await.text().contains("non ancora letto"));
        citizen.get(&format!("/pratiche/{id}")).await;
        let after = worker.get(&path).await.text();
        assert!(after.contains("letto il") && !after.contains("non ancora letto"), "{after}");
    }
}
