//! The protocol register: seen by its keepers, annulled but never changed, sealed day by day, brought over from the paper one.

use std::process::Command;

use diesel::prelude::*;
use sportello::domain::identity::Role;
use sportello::domain::protocol::{self, Entry, RegisterFilter, segnatura};
use sportello::job;
use sportello::platform::db::DatabaseError;
use sportello::platform::db::schema::register_days;

use crate::harness::{Client, TestApp};
use crate::on_both;

async fn entries(house: &TestApp) -> Vec<Entry> {
    let tenant = house.scope("valdoria").tenant_id;
    let read = house.app.database.read(move |c| {
        Ok::<_, DatabaseError>(protocol::list(c, &tenant, &RegisterFilter::default(), 100)?)
    });
    read.await.unwrap()
}

/// Its number as HTML has it.
fn shown(entry: &Entry) -> String {
    entry.label().replace('/', "&#x2f;")
}

async fn seal(house: &TestApp) {
    job::protocol::run(house.app.clone().into_inner()).await.unwrap();
}

async fn keeper(house: &TestApp) -> Client<'_> {
    house.officer("valdoria", "protocollo", &[("protocollo-urp", Role::Registrar)]).await
}

on_both! {
    async fn an_annulled_entry_stays_with_author_and_reason(db: TestDatabase) {
        let house = TestApp::new(db);
        house.submit_scia().await;
        let before = entries(&house).await;
        let path = format!("/ufficio/protocollo/{}/{}", before[0].year, before[0].number);
        let officer = keeper(&house).await;
        assert!(officer.get("/ufficio/protocollo").await.text().contains(&shown(&before[0])));
        let short = officer.post(&format!("{path}/annulla"), &[("reason", "errore")]).await;
        assert_eq!(short.status.as_u16(), 422);
        let done = officer.post(&format!("{path}/annulla"), &[("reason", "Registrata due volte per errore")]).await;
        assert_eq!(done.status.as_u16(), 303);
        for page in ["/ufficio/protocollo", path.as_str()] {
            let text = officer.get(page).await.text();
            assert!(text.contains("Annullata da Prova protocollo") && text.contains("Registrata due volte"), "{text}");
        }
        assert_eq!(entries(&house).await, before, "nothing of the entry itself changes");
        let again = officer.post(&format!("{path}/annulla"), &[("reason", "Registrata due volte per errore")]).await;
        assert_eq!(again.status.as_u16(), 409);
        let worker = house.officer("valdoria", "tecnico", &[("sue", Role::CaseWorker)]).await;
        assert_eq!(worker.get("/ufficio/protocollo").await.status.as_u16(), 403);
        assert_eq!(worker.post(&format!("{path}/annulla"), &[("reason", "Registrata due volte per errore")]).await.status.as_u16(), 403);
        let away = house.officer("pietralba-sul-lago", "altro", &[("sue", Role::Registrar)]).await;
        assert_eq!(away.get(&path).await.status.as_u16(), 404, "another municipality's register");
        assert_eq!(officer.get("/ufficio/protocollo/2026/999").await.status.as_u16(), 404);
    }

    async fn each_day_is_sealed_once_and_chained(db: TestDatabase) {
        let house = TestApp::new(db);
        house.submit_scia().await;
        seal(&house).await;
        let officer = keeper(&house).await;
        assert!(officer.get("/ufficio/protocollo").await.text().contains("ancora nessun registro giornaliero"), "today is not over");
        house.clock.advance(chrono::Duration::days(1));
        house.submit_scia().await;
        house.clock.advance(chrono::Duration::days(3));
        seal(&house).await;
        seal(&house).await;
        let tenant = house.scope("valdoria").tenant_id;
        let read = house.app.database.read(move |c| Ok::<_, DatabaseError>((protocol::days(c, &tenant, 9)?, protocol::verify_days(c, &tenant)?)));
        let (days, verified) = read.await.unwrap();
        assert_eq!(days.len(), 2, "days without entries have no register");
        assert_eq!(verified.unwrap(), days[0].hash);
        // The session of four days ago is over.
        let officer = house.officer("valdoria", "altro", &[("protocollo-urp", Role::Registrar)]).await;
        let page = officer.get("/ufficio/protocollo").await.text();
        assert!(page.contains(&days[0].hash) && page.contains("è integra"), "{page}");
        let pdf = officer.get("/ufficio/protocollo/giorni/2026-03-10").await;
        assert_eq!(pdf.status.as_u16(), 200);
        assert!(pdf.body.starts_with(b"%PDF-"));
        use sha2::Digest;
        assert_eq!(hex::encode(sha2::Sha256::digest(&pdf.body)), days[1].sha256);
        assert_eq!(officer.get("/ufficio/protocollo/giorni/2026-03-12").await.status.as_u16(), 404);
        let write = house.app.database.write(move |c| {
            let first = register_days::table.filter(register_days::position.eq(1));
            diesel::update(first).set(register_days::entries.eq(7_i64)).execute(c)?;
            Ok::<_, DatabaseError>(())
        });
        write.await.unwrap();
        assert!(officer.get("/ufficio/protocollo").await.text().contains("non è integra"));
    }

    async fn the_emergency_register_is_brought_over_once(db: TestDatabase) {
        let house = TestApp::new(db);
        let officer = keeper(&house).await;
        let form = |number: &'static str, at: &'static str| {
            [("number", number), ("at", at), ("direction", "incoming"), ("subject", "Domanda a mano"),
                ("correspondent", "Mauro Benedetti"), ("cause", "Rete ferma")]
        };
        let enter = async |number, at| officer.post("/ufficio/protocollo/emergenza", &form(number, at)).await.status.as_u16();
        assert_eq!(enter("2", "2026-03-09T10:00").await, 303);
        assert_eq!(enter("1", "2026-03-09T09:00").await, 303);
        assert_eq!(enter("0", "2026-03-09T09:00").await, 422);
        assert_eq!(enter("3", "2026-03-11T09:00").await, 422, "in the future");
        assert_eq!(enter("3", "ieri").await, 422);
        for _ in 0..2 {
            officer.post("/ufficio/protocollo/emergenza/riconcilia", &[]).await;
        }
        let mut found = entries(&house).await;
        found.reverse();
        let subjects: Vec<&str> = found.iter().map(|e| e.subject.as_str()).collect();
        assert_eq!(subjects, [
            "Domanda a mano (registro di emergenza n. 1 del 09/03/2026)",
            "Domanda a mano (registro di emergenza n. 2 del 09/03/2026)",
        ]);
        assert!(officer.get("/ufficio/protocollo/emergenza").await.text().contains(&shown(&found[0])));
    }
}

/// The official schema wants a seal; its shape stands in for one here.
const SHAPE: &str = "<ds:Signature><ds:SignedInfo><ds:CanonicalizationMethod Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\"/>\
    <ds:SignatureMethod Algorithm=\"http://www.w3.org/2001/04/xmldsig-more#rsa-sha256\"/><ds:Reference URI=\"\">\
    <ds:DigestMethod Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha256\"/><ds:DigestValue>AA==</ds:DigestValue></ds:Reference>\
    </ds:SignedInfo><ds:SignatureValue>AA==</ds:SignatureValue></ds:Signature>";

#[actix_web::test]
async fn the_segnatura_follows_the_official_schema() {
    let shared = std::env::var("SPORTELLO_SHARED").unwrap_or_else(|_| "../shared".into());
    let schema = std::path::Path::new(&shared).join("data/protocollo/segnatura_protocollo.xsd");
    if !schema.exists() || Command::new("xmllint").arg("--version").output().is_err() {
        println!("skipped: xmllint or {} is missing", schema.display());
        return;
    }
    let house = TestApp::new(crate::harness::TestDatabase::sqlite());
    house.submit_scia().await;
    let tenant = house.scope("valdoria").tenant;
    let mut entry = entries(&house).await.remove(0);
    entry.subject = "Oggetto con <segni> & \"virgolette\"\u{1}".into();
    for (direction, person) in [
        (sportello::gateway::register::Direction::Incoming, "Giovanna Riva"),
        (sportello::gateway::register::Direction::Outgoing, "Madonna"),
        (sportello::gateway::register::Direction::Internal, ""),
    ] {
        entry.direction = direction;
        entry.correspondent = person.into();
        let xml = segnatura(&tenant, &entry, "application/pdf", "scia.pdf");
        let sealed = xml.replace("<!-- sigillo dell’amministrazione: ds:Signature -->", SHAPE);
        assert_ne!(xml, sealed);
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), sealed).unwrap();
        let output = Command::new("xmllint")
            .args(["--noout", "--nonet", "--schema"])
            .arg(&schema)
            .arg(file.path())
            .output()
            .unwrap();
        assert!(
            output.status.success(),
            "{direction:?}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
    }
}
