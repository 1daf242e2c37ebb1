//! What could not be sent: seen by those who may, tried again by those who may.

use actix_web::http::StatusCode;
use serde_json::json;
use sportello::domain::identity::Role;
use sportello::platform::db::DatabaseError;
use sportello::platform::queue::{self, NewJob};

use crate::harness::TestApp;
use crate::on_both;

/// A notice that failed for good; gives its identifier.
async fn failed_notice(house: &TestApp, slug: &str) -> String {
    let scope = house.scope(slug);
    let write = house.app.database.write(move |c| {
        let payload =
            json!({ "template": "esito", "to": "segreta@example.org", "key": "", "values": {} });
        let job = NewJob::new(&scope.tenant.slug, "notice", &payload, scope.at)?.attempts(1);
        queue::enqueue(c, scope.ids.as_ref(), job)?;
        let until = scope.at + chrono::Duration::minutes(1);
        let job = queue::claim(c, &["notice"], "lease", scope.at, until)?.unwrap();
        queue::fail(c, &job, scope.at, "550 mailbox unavailable")?;
        Ok::<_, DatabaseError>(job.id)
    });
    write.await.unwrap()
}

on_both! {
    async fn a_failed_effect_is_shown_and_tried_again(db: TestDatabase) {
        let house = TestApp::new(db);
        let job = failed_notice(&house, "valdoria").await;
        let worker = house.officer("valdoria", "istruttore", &[("sue", Role::CaseWorker)]).await;
        let chief = house.officer("valdoria", "responsabile", &[("sue", Role::PersonInCharge)]).await;
        let page = worker.get("/ufficio/invii").await.text();
        assert!(page.contains("550 mailbox unavailable") && !page.contains("/riprova"), "{page}");
        assert!(!page.contains("segreta@example.org"), "an address is not for this page");
        let retry = format!("/ufficio/invii/{job}/riprova");
        assert_eq!(worker.post(&retry, &[]).await.status, StatusCode::FORBIDDEN);
        assert!(chief.get("/ufficio/invii").await.text().contains(&retry));
        assert_eq!(chief.post(&retry, &[]).await.status, StatusCode::SEE_OTHER);
        assert_eq!(chief.post(&retry, &[]).await.status, StatusCode::NOT_FOUND, "it waits already");
        assert!(!chief.get("/ufficio/invii").await.text().contains("/riprova"));
    }

    async fn another_municipality_sees_and_retries_nothing(db: TestDatabase) {
        let house = TestApp::new(db);
        let job = failed_notice(&house, "valdoria").await;
        let chief = house.officer("pietralba-sul-lago", "capo", &[("sue", Role::PersonInCharge)]).await;
        assert!(!chief.get("/ufficio/invii").await.text().contains("550"));
        let retry = format!("/ufficio/invii/{job}/riprova");
        assert_eq!(chief.post(&retry, &[]).await.status, StatusCode::NOT_FOUND);
    }
}
