//! Drafts: saved whatever is in them, never lost to another window or to the clock, ended only after two warnings.

use actix_web::test::TestRequest;
use chrono::Duration;
use serde_json::Value;
use sportello::domain::notice;
use sportello::job::expiry;
use sportello::platform::db::DatabaseError;

use diesel::prelude::*;
use diesel::sql_types::Text;

use super::page::hidden;
use crate::harness::{Answer, Client, TestApp};
use crate::on_both;

const TARI: &str = "tributi-tari-riduzione";

/// Starts a service; gives the address of the draft.
pub async fn start(client: &Client<'_>, procedure: &str) -> String {
    let answer = client.get(&format!("/servizi/{procedure}/avvia")).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    answer.path().rsplit_once('/').unwrap().0.to_owned()
}

/// Posts as the page's script does after a change.
async fn partial(client: &Client<'_>, path: &str, pairs: &[(&str, &str)]) -> Answer {
    let token = client.session().1;
    let mut form = vec![("_csrf", token.as_str())];
    form.extend_from_slice(pairs);
    client.send(TestRequest::post().insert_header(("X-Partial", "1")).set_form(form), path).await
}

async fn version(client: &Client<'_>, path: &str) -> String {
    hidden(&client.get(path).await.text(), "_version")
}

#[derive(QueryableByName)]
struct Payload {
    #[diesel(sql_type = Text)]
    payload: String,
}

/// How many notices of a template wait to be sent.
async fn notices(house: &TestApp, template: &'static str) -> usize {
    let read = house.app.database.read(move |c| {
        let query = diesel::sql_query("SELECT payload FROM jobs WHERE kind = $1");
        let found: Vec<Payload> = query.bind::<Text, _>(notice::JOB).load(c)?;
        Ok::<_, DatabaseError>(found.iter().filter(|p| p.payload.contains(template)).count())
    });
    read.await.unwrap()
}

on_both! {
    async fn what_is_wrong_is_saved_all_the_same(db: TestDatabase) {
        let house = TestApp::new(db);
        let citizen = house.citizen("valdoria", "giovanna-riva").await;
        let draft = start(&citizen, TARI).await;
        let path = format!("{draft}/utenza");
        let typed = [("utenza.utenza.superficie_tassabile", "circa novanta"), ("_action", "save")];
        assert_eq!(citizen.post(&path, &typed).await.status, 303);
        assert!(citizen.get(&path).await.text().contains("value=\"circa novanta\""));
        let shown = citizen.get(&format!("{path}?errori=1")).await.text();
        assert!(shown.contains("f-utenza-utenza-superficie_tassabile-error"), "{shown}");
        let sealed = citizen.post(&format!("{draft}/riepilogo"), &[]).await;
        assert_eq!(sealed.status, 422, "nothing is sealed while something is wrong");
        let resumed = citizen.get(&draft).await;
        assert_eq!(resumed.path(), path, "back to where the person was");
    }

    async fn an_overtaken_page_keeps_what_was_typed(db: TestDatabase) {
        let house = TestApp::new(db);
        let citizen = house.citizen("valdoria", "giovanna-riva").await;
        let path = format!("{}/utenza", start(&citizen, TARI).await);
        let old = version(&citizen, &path).await;
        let field = "utenza.utenza.codice_contribuente";
        let first = [("_version", old.as_str()), (field, "PRIMA"), ("_action", "save")];
        assert_eq!(citizen.post(&path, &first).await.status, 303);
        let second = [("_version", old.as_str()), (field, "SECONDA"), ("_action", "next")];
        let answer = citizen.post(&path, &second).await;
        assert_eq!(answer.status, 409);
        let page = answer.text();
        assert!(page.contains("value=\"SECONDA\"") && page.contains("altra finestra"), "{page}");
        assert!(citizen.get(&path).await.text().contains("value=\"PRIMA\""), "nothing was overwritten yet");
        let new = hidden(&page, "_version");
        let again = [("_version", new.as_str()), (field, "SECONDA"), ("_action", "save")];
        assert_eq!(citizen.post(&path, &again).await.status, 303);
        assert!(citizen.get(&path).await.text().contains("value=\"SECONDA\""));
    }

    async fn a_change_posted_by_the_script_is_answered_with_the_step_alone(db: TestDatabase) {
        let house = TestApp::new(db);
        let citizen = house.citizen("valdoria", "giovanna-riva").await;
        let path = format!("{}/riduzione", start(&citizen, TARI).await);
        let old = version(&citizen, &path).await;
        let typed = [("_version", old.as_str()), ("riduzione.tipo_riduzione", "compostaggio")];
        let answer = partial(&citizen, &path, &typed).await;
        assert_eq!(answer.status, 200, "{}", answer.text());
        let page = answer.text();
        assert!(page.trim_start().starts_with("<form id=\"step\"") && !page.contains("<html"), "{page}");
        assert!(page.contains("name=\"riduzione.compostaggio_luogo\""), "what the answer makes appear is there");
        // An answer that comes late looks like another window: typing goes on all the same.
        let typed = [("_version", old.as_str()), ("riduzione.compostaggio_luogo", "Orto")];
        let answer = partial(&citizen, &path, &typed).await;
        assert_eq!(answer.status, 200);
        assert!(citizen.get(&path).await.text().contains("value=\"Orto\""));
    }

    async fn an_expired_session_says_where_to_log_in_and_loses_nothing(db: TestDatabase) {
        let house = TestApp::new(db);
        let citizen = house.citizen("valdoria", "giovanna-riva").await;
        let path = format!("{}/riduzione", start(&citizen, TARI).await);
        let typed = [("riduzione.tipo_riduzione", "compostaggio"), ("_action", "save")];
        assert_eq!(citizen.post(&path, &typed).await.status, 303);
        house.clock.advance(Duration::hours(2));
        let answer = partial(&citizen, &path, &[("riduzione.compostaggio_luogo", "Orto")]).await;
        assert_eq!(answer.status, 401);
        let told: Value = serde_json::from_slice(&answer.body).unwrap();
        let login = told["login"].as_str().unwrap();
        assert_eq!(login, format!("/c/valdoria/accedi?ritorno={path}"));
        let page = citizen.post(&path, &typed).await;
        assert!(page.status == 303 && page.location == login, "{}", page.location);
        let page = citizen.get(&path).await;
        assert!(page.status == 303 && page.location == login);
        let back = house.nobody("valdoria").enter("RVIGNN59C68F205G").await;
        assert!(back.get(&path).await.text().contains("name=\"riduzione.compostaggio_luogo\""));
    }

    async fn a_session_in_use_lives_on_until_its_last_hour(db: TestDatabase) {
        let house = TestApp::new(db);
        let citizen = house.citizen("valdoria", "giovanna-riva").await;
        for _ in 0..15 {
            house.clock.advance(Duration::minutes(45));
            assert_eq!(citizen.get("/area").await.status, 200);
        }
        house.clock.advance(Duration::minutes(50));
        assert_eq!(citizen.get("/area").await.status, 303, "twelve hours are enough");
    }

    async fn hidden_answers_come_back_with_the_choice(db: TestDatabase) {
        let house = TestApp::new(db);
        let citizen = house.citizen("valdoria", "giovanna-riva").await;
        let draft = start(&citizen, TARI).await;
        let path = format!("{draft}/riduzione");
        let choose = async |kind: &str, more: &[(&str, &str)]| {
            let mut pairs = vec![("riduzione.tipo_riduzione", kind), ("_action", "save")];
            pairs.extend_from_slice(more);
            assert_eq!(citizen.post(&path, &pairs).await.status, 303);
            citizen.get(&path).await.text()
        };
        choose("compostaggio", &[]).await;
        let page = choose("compostaggio", &[("riduzione.compostaggio_luogo", "Orto dietro casa")]).await;
        assert!(page.contains("value=\"Orto dietro casa\""), "{page}");
        let page = choose("isee", &[]).await;
        assert!(!page.contains("Orto dietro casa"), "{page}");
        let review = citizen.get(&format!("{draft}/riepilogo")).await.text();
        assert!(!review.contains("Orto dietro casa"), "what is hidden is not declared");
        assert!(choose("compostaggio", &[]).await.contains("value=\"Orto dietro casa\""));
    }

    async fn a_second_start_offers_the_draft_there_is(db: TestDatabase) {
        let house = TestApp::new(db);
        let citizen = house.citizen("valdoria", "giovanna-riva").await;
        let draft = start(&citizen, TARI).await;
        let again = citizen.get(&format!("/servizi/{TARI}/avvia")).await;
        assert_eq!(again.status, 200);
        assert!(again.text().contains(&draft), "{}", again.text());
        let other = citizen.post(&format!("/servizi/{TARI}/nuova"), &[]).await;
        assert!(other.status == 303 && !other.path().starts_with(&draft), "{}", other.location);
        let stranger = house.citizen("valdoria", "ahmed-benali").await;
        assert!(!start(&stranger, TARI).await.starts_with(&draft));
        let area = citizen.get("/area").await.text();
        assert!(area.contains(&draft), "{area}");
        let gone = citizen.post(&format!("{draft}/elimina"), &[]).await;
        assert!(gone.status == 303 && citizen.get(&draft).await.status == 404);
    }

    async fn an_idle_draft_ends_after_two_warnings(db: TestDatabase) {
        let house = TestApp::new(db);
        let citizen = house.citizen("valdoria", "giovanna-riva").await;
        let draft = start(&citizen, TARI).await;
        let app = house.app.clone().into_inner();
        let mut warned = Vec::new();
        for days in [59, 1, 22, 1, 6] {
            house.clock.advance(Duration::days(days));
            expiry::run(app.clone()).await.unwrap();
            expiry::run(app.clone()).await.unwrap();
            warned.push(notices(&house, "bozza_in_scadenza").await);
        }
        assert_eq!(warned, [0, 1, 1, 2, 2]);
        let citizen = house.citizen("valdoria", "giovanna-riva").await;
        assert_eq!(citizen.get(&format!("{draft}/utenza")).await.status, 200, "89 days: still there");
        house.clock.advance(Duration::days(1));
        expiry::run(app.clone()).await.unwrap();
        let citizen = house.citizen("valdoria", "giovanna-riva").await;
        assert_eq!(citizen.get(&format!("{draft}/utenza")).await.status, 404);
    }

    async fn a_draft_taken_up_again_lives_on(db: TestDatabase) {
        let house = TestApp::new(db);
        let citizen = house.citizen("valdoria", "giovanna-riva").await;
        let draft = start(&citizen, TARI).await;
        let app = house.app.clone().into_inner();
        house.clock.advance(Duration::days(85));
        expiry::run(app.clone()).await.unwrap();
        let citizen = house.citizen("valdoria", "giovanna-riva").await;
        let typed = [("utenza.utenza.codice_contribuente", "004512"), ("_action", "save")];
        assert_eq!(citizen.post(&format!("{draft}/utenza"), &typed).await.status, 303);
        house.clock.advance(Duration::days(59));
        expiry::run(app.clone()).await.unwrap();
        house.clock.advance(Duration::days(2));
        let before = notices(&house, "bozza_in_scadenza").await;
        expiry::run(app.clone()).await.unwrap();
        assert_eq!(notices(&house, "bozza_in_scadenza").await, before + 1, "the warnings begin again");
        let citizen = house.citizen("valdoria", "giovanna-riva").await;
        assert_eq!(citizen.get(&format!("{draft}/utenza")).await.status, 200);
    }
}
