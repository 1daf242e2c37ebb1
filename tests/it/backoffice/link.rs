//! Linked cases: by what forms say, by officers, by land; seen only by who may read them; compared answer by answer.

use serde_json::{Value, json};
use sportello::domain::id::CaseId;
use sportello::domain::identity::Role;
use sportello::domain::link;
use sportello::platform::db::DatabaseError;

use crate::harness::{Client, TestApp, form_case};
use crate::on_both;

const WORKS: &str = "edilizia-scia/ristrutturazione-con-procura.json";

/// A SCIA whose data were changed first.
async fn submit(house: &TestApp, change: impl FnOnce(&mut Value)) -> CaseId {
    let (mut data, attached) = form_case(WORKS);
    change(&mut data);
    let prepared =
        house.prepare("valdoria", "livia-sartori", "edilizia-scia", (data, attached)).await;
    house.send_draft("valdoria", &prepared).await.unwrap().case
}

async fn page(officer: &Client<'_>, id: &CaseId) -> String {
    officer.get(&format!("/ufficio/pratiche/{id}")).await.text()
}

on_both! {
    async fn cases_on_one_parcel_know_each_other(db: TestDatabase) {
        let house = TestApp::new(db);
        let one = submit(&house, |_| {}).await;
        let other = submit(&house, |_| {}).await;
        let far = submit(&house, |data| {
            data["localizzazione"]["catasto"]["immobili"][0]["particella"] = json!("999");
        })
        .await;
        let officer = house.officer("valdoria", "tecnico", &[("sue", Role::CaseWorker)]).await;
        let seen = page(&officer, &one).await;
        assert!(seen.contains("Stesso luogo: foglio 12, particella 345") && seen.contains(other.as_str()), "{seen}");
        assert!(!seen.contains(far.as_str()));
        assert!(page(&officer, &far).await.contains("Nessuna pratica collegata"));
    }

    async fn an_officer_links_what_they_may_read(db: TestDatabase) {
        let house = TestApp::new(db);
        let one = submit(&house, |_| {}).await;
        let far = submit(&house, |data| {
            data["localizzazione"]["catasto"]["immobili"][0]["particella"] = json!("999");
        })
        .await;
        let number = house.case("valdoria", &far).await.protocol_number.unwrap();
        let (year, count) = number.split_once('/').unwrap();
        let short = format!("{year}/{}", count.trim_start_matches('0'));
        let officer = house.officer("valdoria", "tecnico", &[("sue", Role::CaseWorker)]).await;
        let path = format!("/ufficio/pratiche/{one}/collegate");
        let unknown = officer.post(&path, &[("number", "2026/999")]).await;
        assert!(unknown.location.contains("collegata=no"));
        let own = house.case("valdoria", &one).await.protocol_number.unwrap();
        assert!(officer.post(&path, &[("number", &own)]).await.location.contains("collegata=no"), "with itself");
        assert!(!officer.post(&path, &[("number", &short)]).await.location.contains("collegata=no"));
        officer.post(&path, &[("number", &number)]).await;
        for (from, to) in [(&one, &far), (&far, &one)] {
            let seen = page(&officer, from).await;
            assert_eq!(seen.matches("Collegata dall’ufficio").count(), 1, "{seen}");
            assert!(seen.contains(to.as_str()));
        }
        officer.post(&format!("/ufficio/pratiche/{far}/collegate/{one}/togli"), &[]).await;
        assert!(!page(&officer, &one).await.contains("Collegata dall’ufficio"));
        let auditor = house.officer("valdoria", "revisore", &[("sue", Role::Auditor)]).await;
        assert_eq!(auditor.post(&path, &[("number", &number)]).await.status.as_u16(), 403);
    }

    async fn what_a_form_declares_is_linked_once_and_stays(db: TestDatabase) {
        let house = TestApp::new(db);
        let one = submit(&house, |_| {}).await;
        let other = submit(&house, |_| {}).await;
        let number = house.case("valdoria", &one).await.protocol_number.unwrap();
        let (scope, id) = (house.scope("valdoria"), other.clone());
        let data = json!({ "titolo": { "origine_titolo": "nel_portale", "pratica_ref": number },
            "altro": { "pratica_ref": "  " }, "strano": { "pratica_ref": "riva" } });
        let write = house.app.database.write(move |c| -> Result<(), DatabaseError> {
            link::record(c, &scope, &id, &data)?;
            link::record(c, &scope, &id, &data)
        });
        write.await.unwrap();
        let officer = house.officer("valdoria", "tecnico", &[("sue", Role::CaseWorker)]).await;
        let seen = page(&officer, &other).await;
        assert_eq!(seen.matches("La domanda la cita").count(), 1, "{seen}");
        assert!(!seen.contains("Stesso luogo"), "told once, by the stronger reason");
        assert!(page(&officer, &one).await.contains("Cita questa pratica"));
        officer.post(&format!("/ufficio/pratiche/{other}/collegate/{one}/togli"), &[]).await;
        assert!(page(&officer, &one).await.contains("Cita questa pratica"));
    }

    async fn two_cases_are_compared_answer_by_answer(db: TestDatabase) {
        let house = TestApp::new(db);
        let one = submit(&house, |_| {}).await;
        let other = submit(&house, |data| {
            data["intervento"]["opere"]["descrizione_opere"] = json!("Solo la tinteggiatura delle scale comuni.");
        })
        .await;
        let officer = house.officer("valdoria", "tecnico", &[("sue", Role::CaseWorker)]).await;
        let page = officer.get(&format!("/ufficio/pratiche/{other}/confronto/{one}")).await.text();
        assert!(page.contains("<del>Apertura di un vano") && page.contains("<ins>Solo la tinteggiatura"), "{page}");
        assert!(!page.contains("Riva"), "what is the same is not shown");
        let same = officer.get(&format!("/ufficio/pratiche/{one}/confronto/{one}")).await.text();
        assert!(same.contains("Le risposte sono uguali"));
        let stranger = house.officer("valdoria", "negozi", &[("suap", Role::CaseWorker)]).await;
        assert_eq!(stranger.get(&format!("/ufficio/pratiche/{other}/confronto/{one}")).await.status.as_u16(), 404);
    }
}
