//! From the first page to the closed case: a signed SCIA and a declaration that the login alone signs.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use chrono::{Duration, Utc};
use regex::Regex;
use sportello::base::ids::RandomIds;
use sportello::domain::case::{self, Verified};
use sportello::domain::id::CaseId;
use sportello::domain::identity::Role;
use sportello::job;
use sportello::platform::db::DatabaseError;
use sportello::platform::mail::{self, MailSettings, Mailer};
use sportello::platform::queue::{Worker, WorkerSettings};

use super::authority::Authority;
use super::page::{Wanted, hidden, plain};
use super::record::{Filling, record};
use super::submit::numbers;
use crate::harness::{Client, TestApp};
use crate::on_both;

const LIVIA: &str = "SRTLVI84E57L378O";
const GIOVANNA: &str = "RVIGNN59C68F205G";
const PDF: &[u8] = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n";

static DOCUMENT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r#"(?s)<section class="panel" id="document-([a-z-]+)".*?</section>"#).unwrap()
});
static SIGNER: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\(([A-Z0-9]{16})\)").unwrap());

/// Runs every job that waits; gives the letters that went out.
async fn letters(house: &TestApp) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let app = house.app.clone().into_inner();
    let mut registry = job::registry(&app);
    let way = MailSettings::Folder(folder.path().to_owned());
    mail::register(&mut registry, &Mailer::new(&way, "sportello@prova.example").unwrap());
    let settings = WorkerSettings {
        lease: std::time::Duration::from_secs(60),
        idle: std::time::Duration::from_millis(10),
    };
    let ids = std::sync::Arc::new(RandomIds);
    let clock = std::sync::Arc::clone(&app.clock);
    let worker = Worker::new(app.database.clone(), registry, clock, ids, settings);
    while worker.drain().await.unwrap() > 0 {}
    let failed = app
        .database
        .read::<_, sportello::platform::db::DatabaseError, _>(sportello::platform::queue::counts)
        .await
        .unwrap();
    assert!(!format!("{failed:?}").to_lowercase().contains("failed"), "{failed:?}");
    std::fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| std::fs::read_to_string(entry.unwrap().path()).unwrap())
        .collect()
}

/// Seals, signs every document that wants it by everybody it wants, sends; gives the case.
async fn sign_and_send(client: &Client<'_>, draft: &str) -> CaseId {
    let sealed = client.post(&format!("{draft}/riepilogo"), &[]).await;
    assert_eq!(sealed.path(), format!("{draft}/firma"), "{}", sealed.text());
    let page = client.get(sealed.path()).await.text();
    for section in DOCUMENT.captures_iter(&page) {
        let code = &section[1];
        let people: BTreeSet<&str> =
            SIGNER.captures_iter(&section[0]).map(|c| c.extract::<1>().1[0]).collect();
        if !section[0].contains("type=\"file\"") {
            continue;
        }
        let path = format!("{draft}/documenti/{code}");
        let pdf = client.get(&path).await.body;
        assert!(pdf.starts_with(b"%PDF-"), "{code}");
        let people: Vec<&str> = people.into_iter().collect();
        let signed = Authority::get().sign(&pdf, &people);
        let field = format!("_file:{code}");
        let answer = client.upload(&path, &[], &[(&field, "firmato.PDF.P7M", &signed)]).await;
        assert_eq!(answer.status, 303, "{code} by {people:?}: {}", answer.text());
    }
    let page = client.get(&format!("{draft}/firma")).await.text();
    let sent = client.post(&format!("{draft}/invia"), &[("_key", &hidden(&page, "_key"))]).await;
    assert_eq!(sent.status, 303, "{}", sent.text());
    let id = sent.path().strip_prefix("/pratiche/").and_then(|p| p.strip_suffix("/ricevuta"));
    CaseId::new(id.unwrap_or_else(|| panic!("{}", sent.location)))
}

/// The receipt says the number, as a page and as a PDF.
async fn receipt(house: &TestApp, client: &Client<'_>, id: &CaseId) {
    let number = house.case("valdoria", id).await.protocol_number.unwrap();
    let page = client.get(&format!("/pratiche/{id}/ricevuta")).await;
    assert!(
        page.status == 200 && plain(&page.text()).contains(&number),
        "{number}: {}",
        page.text()
    );
    let pdf = client.get(&format!("/pratiche/{id}/ricevuta.pdf")).await;
    assert!(pdf.status == 200 && pdf.body.starts_with(b"%PDF-"));
    assert_eq!(
        client.get(&format!("/pratiche/{id}/ricevuta.pdf")).await.body,
        pdf.body,
        "always the same"
    );
}

async fn intact(house: &TestApp, id: &CaseId) -> i64 {
    let (scope, id) = (house.scope("valdoria"), id.clone());
    let read = house.app.database.read(move |c| {
        Ok::<_, DatabaseError>((
            case::verify_history(c, &scope.tenant_id, &id)?,
            case::events_of(c, &scope.tenant_id, &id)?.len(),
        ))
    });
    let (verified, events) = read.await.unwrap();
    assert!(matches!(verified, Verified::Intact { .. }), "{verified:?}");
    i64::try_from(events).unwrap()
}

/// One act of an officer, with what its form holds.
async fn act(
    house: &TestApp,
    officer: &Client<'_>,
    id: &CaseId,
    action: &str,
    input: &[(&str, &str)],
) {
    let version = house.case("valdoria", id).await.version.to_string();
    let mut pairs = vec![("_version", version.as_str()), ("_action", "confirm")];
    pairs.extend_from_slice(input);
    let path = format!("/ufficio/pratiche/{id}/azioni/{action}");
    assert_eq!(officer.get(&path).await.status, 200, "{action}");
    let answer = officer.upload(&path, &pairs, &[]).await;
    assert_eq!(answer.status, 303, "{action}: {}", answer.text());
}

on_both! {
    async fn a_signed_scia_from_the_first_page_to_its_end(db: TestDatabase) {
        let house = TestApp::trusting(db, Authority::get().trust());
        // Signatures carry the real time.
        house.clock.set(Utc::now() + Duration::minutes(1));
        let citizen = house.nobody("valdoria").enter(LIVIA).await;
        let (data, attached) = record(&house, "edilizia-scia/ristrutturazione-con-procura.json");
        let form = house.app.catalogue.forms.form("edilizia-scia").unwrap();
        // The designer and the structural engineer sign what they drew.
        let drawing = Authority::get().sign(PDF, &[LIVIA, "BNDMRA71S02A794G"]);
        let files = attached.into_iter().map(|key| (key, drawing.clone())).collect();
        let filling = Filling { client: &citizen, wanted: Wanted { form, data: &data }, files };
        let draft = filling.start_and_fill("edilizia-scia").await;
        let review = citizen.get(&format!("{draft}/riepilogo")).await.text();
        assert!(review.contains("Apertura di un vano in una parete portante"), "{review}");
        let id = sign_and_send(&citizen, &draft).await;
        receipt(&house, &citizen, &id).await;
        let sent = letters(&house).await;
        assert!(sent.iter().any(|l| l.contains("To: livia.sartori@example.org")), "{sent:?}");
        assert!(!sent.iter().any(|l| l.contains("Apertura di un vano")), "a letter says where to look, not what");

        let worker = house.officer("valdoria", "istruttrice", &[("sue", Role::CaseWorker)]).await;
        assert!(worker.get("/ufficio").await.text().contains(id.as_str()));
        let version = house.case("valdoria", &id).await.version.to_string();
        let path = format!("/ufficio/pratiche/{id}");
        assert_eq!(worker.post(&format!("{path}/carico"), &[("_version", &version)]).await.status, 303);
        let request = [("input.richieste.0._id", "r1"), ("input.richieste.0.testo", "Sezione quotata"), ("input.giorni", "30")];
        act(&house, &worker, &id, "chiedi_integrazione", &request).await;
        house.clock.advance(Duration::minutes(30));
        let page = citizen.get(&format!("/pratiche/{id}")).await.text();
        assert!(page.contains("Sezione quotata"), "{page}");
        let answer = format!("/pratiche/{id}/azioni/invia_integrazione");
        let key = hidden(&citizen.get(&answer).await.text(), "_key");
        let typed = [("risposta", "Ecco la sezione."), ("_key", key.as_str())];
        let sent = citizen.upload(&answer, &typed, &[("documenti", "sezione.pdf", PDF)]).await;
        assert_eq!(sent.status, 303, "{}", sent.text());
        let page = worker.get(&path).await.text();
        assert!(page.contains("Ecco la sezione."), "{page}");
        act(&house, &worker, &id, "concludi_controllo", &[]).await;
        let case = house.case("valdoria", &id).await;
        assert_eq!((case.state.as_str(), case.outcome.as_str()), ("consolidata", "positive"));
        assert!(citizen.get(&format!("/pratiche/{id}")).await.text().contains("Il controllo è concluso"));
        assert!(intact(&house, &id).await >= 6);
        assert!(!letters(&house).await.is_empty());
        let numbers = numbers(&house, "valdoria").await;
        assert!(numbers.len() >= 2, "the segnalazione and the answer: {numbers:?}");
        assert_eq!(numbers, (1..=numbers.len() as i64).collect::<Vec<_>>());
    }

    async fn a_declaration_that_the_login_signs_without_any_script(db: TestDatabase) {
        let house = TestApp::new(db);
        house.clock.set("2026-05-04T10:00:00Z".parse().unwrap());
        let citizen = house.nobody("valdoria").enter(GIOVANNA).await;
        let (data, _) = record(&house, "tributi-tari-riduzione/isee.json");
        let form = house.app.catalogue.forms.form("tributi-tari-riduzione").unwrap();
        let filling = Filling { client: &citizen, wanted: Wanted { form, data: &data }, files: Vec::new() };
        let draft = filling.start_and_fill("tributi-tari-riduzione").await;
        let id = sign_and_send(&citizen, &draft).await;
        receipt(&house, &citizen, &id).await;
        let back = citizen.get(&draft).await;
        assert_eq!(back.path(), format!("/pratiche/{id}"), "the old address leads to the case");
        let chief = house.officer("valdoria", "dirigente", &[("tributi", Role::Manager)]).await;
        act(&house, &chief, &id, "accogli", &[]).await;
        let case = house.case("valdoria", &id).await;
        assert_eq!(case.outcome, "positive", "{}", case.state);
        intact(&house, &id).await;
        assert!(letters(&house).await.iter().any(|l| l.contains("giovanna.riva@example.org")));
    }
}
