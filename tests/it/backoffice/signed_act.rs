//! An act that must be signed: prepared by the house, signed outside with the `openssl` program, compared when it comes back.

use actix_web::http::StatusCode;
use sportello::domain::file::{self, Holder};
use sportello::domain::id::CaseId;
use sportello::domain::identity::Role;
use sportello::platform::db::DatabaseError;

use crate::harness::{Answer, Client, TestApp};
use crate::on_both;
use crate::web::authority::Authority;

const REASONS: &str = "Le distanze dal confine non sono rispettate.";
/// A manager and a case worker of the building office, as the municipality's file names them.
const MANAGER: &str = "elena.marchetti";
const STRANGER: &str = "RSSMRA80A01H501U";

/// The manager's page of an action, with the version that it shows.
struct Act<'a> {
    client: &'a Client<'a>,
    path: String,
    version: String,
}

impl Act<'_> {
    async fn prepare(&self, reasons: &str) -> Vec<u8> {
        let typed =
            [("_version", self.version.as_str()), ("_action", "pdf"), ("input.motivi", reasons)];
        let answer = self.client.upload(&format!("{}/anteprima", self.path), &typed, &[]).await;
        assert!(answer.body.starts_with(b"%PDF-"), "{}", answer.text());
        answer.body
    }

    async fn confirm(&self, reasons: &str, file: Option<&[u8]>) -> Answer {
        let typed = [
            ("_version", self.version.as_str()),
            ("_action", "confirm"),
            ("input.motivi", reasons),
        ];
        let file = file.map(|bytes| ("_file:atto", "atto.p7m", bytes));
        self.client.upload(&self.path, &typed, file.as_slice()).await
    }
}

async fn act<'a>(house: &TestApp, client: &'a Client<'a>, slug: &str, id: &CaseId) -> Act<'a> {
    let version = house.case(slug, id).await.version.to_string();
    Act { client, path: format!("/ufficio/pratiche/{id}/azioni/vieta"), version }
}

fn code_of(house: &TestApp, slug: &str, username: &str) -> String {
    let tenant = house.app.tenants().get(slug).unwrap();
    let staff = tenant.staff.iter().find(|s| s.username == username).unwrap();
    staff.fiscal_code.clone().unwrap()
}

async fn prepared(house: &TestApp, slug: &str, id: &CaseId) -> usize {
    let (scope, holder) = (house.scope(slug), Holder::prepared(id));
    let read = house.app.database.read(move |c| {
        Ok::<_, DatabaseError>(file::of_holder(c, &scope.tenant_id, &holder)?.len())
    });
    read.await.unwrap()
}

on_both! {
    async fn the_prepared_document_comes_back_signed(db: TestDatabase) {
        let authority = Authority::get();
        let house = TestApp::trusting(db, authority.trust());
        let id = house.submit_scia().await;
        let manager = house.officer("valdoria", "dirigente", &[("sue", Role::Manager)]).await;
        let act = act(&house, &manager, "valdoria", &id).await;
        let code = code_of(&house, "valdoria", MANAGER);
        let pdf = act.prepare(REASONS).await;
        let signed = authority.sign(&pdf, &[&code]);
        let answer = act.confirm(REASONS, Some(&signed)).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
        assert_eq!(house.case("valdoria", &id).await.state, "vietata");
        assert_eq!(prepared(&house, "valdoria", &id).await, 0, "what was prepared is gone with the act");
        let page = manager.get(&format!("/ufficio/pratiche/{id}")).await.text();
        assert!(page.contains("Divieto"), "{page}");
    }

    async fn what_is_not_that_document_or_not_that_signer_is_refused(db: TestDatabase) {
        let authority = Authority::get();
        let house = TestApp::trusting(db, authority.trust());
        let id = house.submit_scia().await;
        let manager = house.officer("valdoria", "dirigente", &[("sue", Role::Manager)]).await;
        let act = act(&house, &manager, "valdoria", &id).await;
        let code = code_of(&house, "valdoria", MANAGER);
        let early = authority.sign(b"%PDF-1.7\n%un altro\n", &[&code]);
        let refused = act.confirm(REASONS, Some(&early)).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text().contains("apri l’anteprima"), "nothing was prepared: {}", refused.text());
        let pdf = act.prepare(REASONS).await;
        let other = act.confirm(REASONS, Some(&early)).await;
        assert_eq!(other.status, StatusCode::UNPROCESSABLE_ENTITY, "another document");
        let stranger = act.confirm(REASONS, Some(&authority.sign(&pdf, &[STRANGER]))).await;
        assert_eq!(stranger.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(stranger.text().contains("non da chi può adottarlo"), "{}", stranger.text());
        let signed = authority.sign(&pdf, &[&code]);
        let changed = act.confirm("Un motivo scritto dopo la firma.", Some(&signed)).await;
        assert_eq!(changed.status, StatusCode::UNPROCESSABLE_ENTITY, "the words changed after signing");
        assert!(changed.text().contains("Un motivo scritto dopo la firma."), "nothing typed is lost");
        assert_eq!(act.confirm(REASONS, Some(&signed)).await.status, StatusCode::SEE_OTHER);
    }

    async fn where_signatures_are_required_an_unsigned_act_is_not_adopted(db: TestDatabase) {
        let authority = Authority::get();
        let house = TestApp::trusting(db, authority.trust());
        let (slug, data) = ("pietralba-sul-lago", "edilizia-scia/ristrutturazione-con-procura.json");
        let id = house.submit(slug, "livia-sartori", "edilizia-scia", data).await;
        let manager = house.officer(slug, "dirigente", &[("sue", Role::Manager)]).await;
        let act = act(&house, &manager, slug, &id).await;
        let refused = act.confirm(REASONS, None).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.text());
        assert!(refused.text().contains("Questo atto va firmato"), "{}", refused.text());
        let signed = authority.sign(&act.prepare(REASONS).await, &[&code_of(&house, slug, "bruno.ceschi")]);
        assert_eq!(act.confirm(REASONS, Some(&signed)).await.status, StatusCode::SEE_OTHER);
    }
}
