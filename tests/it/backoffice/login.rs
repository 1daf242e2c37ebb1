//! User name and password, the lock after five failures, the way back.

use actix_web::http::StatusCode;
use chrono::Duration;
use sportello::base::ids::SequenceIds;
use sportello::domain::identity::{Role, hash_password};

use crate::harness::TestApp;
use crate::on_both;

const PASSWORD: &str = "dodici caratteri";

fn hash() -> String {
    static HASH: std::sync::OnceLock<String> = std::sync::OnceLock::new();
    HASH.get_or_init(|| hash_password(PASSWORD, &SequenceIds::default()).unwrap()).clone()
}

on_both! {
    async fn right_password_opens_the_page_asked_for(db: TestDatabase) {
        let house = TestApp::new(db);
        house.officer_with("valdoria", "matteo", &[("sue", Role::CaseWorker)], &hash()).await;
        let nobody = house.nobody("valdoria");
        let asked = nobody.get("/ufficio/cruscotto").await;
        assert_eq!(asked.status, StatusCode::SEE_OTHER);
        assert_eq!(asked.location, "/c/valdoria/ufficio/accedi?ritorno=/ufficio/cruscotto");
        let form = nobody.get("/ufficio/accedi?ritorno=/ufficio/cruscotto").await;
        assert!(form.text().replace("&#x2f;", "/").contains("value=\"/ufficio/cruscotto\""));
        let entered = nobody
            .post("/ufficio/accedi", &[("username", "Matteo"), ("password", PASSWORD), ("return_to", "/ufficio/cruscotto")])
            .await;
        assert_eq!(entered.location, "/c/valdoria/ufficio/cruscotto");
        assert!(entered.cookies.iter().any(|c| c.starts_with("sportello_office=") && c.contains("HttpOnly")));
    }

    async fn way_back_never_leaves_the_offices(db: TestDatabase) {
        let house = TestApp::new(db);
        house.officer_with("valdoria", "matteo", &[("sue", Role::CaseWorker)], &hash()).await;
        for elsewhere in ["https://altrove.example", "//altrove.example", "/area", "/ufficio/../area\\", "/ufficiox"] {
            let pairs = [("username", "matteo"), ("password", PASSWORD), ("return_to", elsewhere)];
            let entered = house.nobody("valdoria").post("/ufficio/accedi", &pairs).await;
            assert_eq!(entered.location, "/c/valdoria/ufficio", "{elsewhere}");
        }
    }

    async fn five_failures_lock_and_time_opens(db: TestDatabase) {
        let house = TestApp::new(db);
        house.officer_with("valdoria", "matteo", &[("sue", Role::CaseWorker)], &hash()).await;
        let nobody = house.nobody("valdoria");
        let enter = async |password: &str| {
            nobody.post("/ufficio/accedi", &[("username", "matteo"), ("password", password)]).await
        };
        for _ in 0..4 {
            let answer = enter("sbagliata sbagliata").await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(!answer.text().contains("sbagliata sbagliata"), "the password is never given back");
        }
        assert_eq!(enter("sbagliata sbagliata").await.status, StatusCode::TOO_MANY_REQUESTS);
        house.clock.advance(Duration::minutes(5));
        let locked = enter(PASSWORD).await;
        assert_eq!(locked.status, StatusCode::TOO_MANY_REQUESTS, "the right password does not open a lock");
        assert!(locked.text().contains("10 minuti"), "{}", locked.text());
        house.clock.advance(Duration::minutes(11));
        assert_eq!(enter(PASSWORD).await.status, StatusCode::SEE_OTHER);
    }

    async fn unknown_users_and_other_sites_are_refused(db: TestDatabase) {
        let house = TestApp::new(db);
        let pairs = [("username", "nessuno"), ("password", PASSWORD)];
        let answer = house.nobody("valdoria").post("/ufficio/accedi", &pairs).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.cookies.is_empty());
    }

    async fn session_of_one_municipality_is_nothing_in_another(db: TestDatabase) {
        let house = TestApp::new(db);
        let officer = house.officer("valdoria", "matteo", &[("sue", Role::CaseWorker)]).await;
        assert_eq!(officer.get("/ufficio").await.status, StatusCode::OK);
        let elsewhere = officer.at("pietralba-sul-lago").get("/ufficio").await;
        assert_eq!(elsewhere.status, StatusCode::SEE_OTHER);
    }

    async fn leaving_ends_the_session(db: TestDatabase) {
        let house = TestApp::new(db);
        let officer = house.officer("valdoria", "matteo", &[("sue", Role::CaseWorker)]).await;
        assert_eq!(officer.post("/ufficio/esci", &[]).await.status, StatusCode::SEE_OTHER);
        assert_eq!(officer.get("/ufficio").await.status, StatusCode::SEE_OTHER);
    }
}
