//! Acting on a case: the act reaches the citizen, two at once have one winner, faults keep what was typed.

use actix_web::http::StatusCode;
use sportello::domain::case::{self, Verified};
use sportello::domain::id::CaseId;
use sportello::domain::identity::Role;
use sportello::platform::db::DatabaseError;

use crate::harness::TestApp;
use crate::on_both;

const REASONS: &str = "Le distanze dal confine non sono rispettate.";

async fn version(house: &TestApp, id: &CaseId) -> String {
    house.case("valdoria", id).await.version.to_string()
}

on_both! {
    async fn an_act_with_its_document_reaches_the_citizen(db: TestDatabase) {
        let house = TestApp::new(db);
        let id = house.submit_scia().await;
        let manager = house.officer("valdoria", "dirigente", &[("sue", Role::Manager)]).await;
        let path = format!("/ufficio/pratiche/{id}/azioni/vieta");
        let form = manager.get(&path).await;
        assert_eq!(form.status, StatusCode::OK);
        assert!(form.text().contains("La pratica passa a «Vietata»"), "{}", form.text());
        let seen = version(&house, &id).await;
        let typed = [("_version", seen.as_str()), ("_action", "preview"), ("input.motivi", REASONS)];
        let preview = manager.upload(&format!("{path}/anteprima"), &typed, &[]).await;
        assert_eq!(preview.status, StatusCode::OK, "{}", preview.text());
        assert!(preview.text().contains(REASONS) && preview.text().contains("class=\"documento\""));
        let pdf = [("_version", seen.as_str()), ("_action", "pdf"), ("input.motivi", REASONS)];
        assert!(manager.upload(&format!("{path}/anteprima"), &pdf, &[]).await.body.starts_with(b"%PDF-"));
        assert_eq!(version(&house, &id).await, seen, "a preview changes nothing");
        let done = [("_version", seen.as_str()), ("_action", "confirm"), ("input.motivi", REASONS)];
        let answer = manager.upload(&path, &done, &[]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
        let case = house.case("valdoria", &id).await;
        assert_eq!((case.state.as_str(), case.phase.as_str(), case.outcome.as_str()), ("vietata", "closed", "negative"));
        let citizen = house.citizen("valdoria", "livia-sartori").await;
        let page = citizen.get(&format!("/pratiche/{id}")).await.text();
        assert!(page.contains("Divieto di prosecuzione"), "{page}");
        let link = page.split("href=\"").find(|l| l.contains("/documenti/") && l.contains("Divieto")).unwrap();
        let file = link.split('"').next().unwrap().trim_start_matches("/c/valdoria").to_owned();
        assert!(citizen.get(&file).await.body.starts_with(b"%PDF-"));
        let history = manager.get(&format!("/ufficio/pratiche/{id}/storia")).await.text();
        assert!(history.contains("La storia è integra"), "{history}");
    }

    async fn of_two_who_act_at_once_one_wins(db: TestDatabase) {
        let house = TestApp::new(db);
        let id = house.submit_scia().await;
        let one = house.officer("valdoria", "una", &[("sue", Role::Manager)]).await;
        let two = house.officer("valdoria", "due", &[("sue", Role::Manager)]).await;
        let path = format!("/ufficio/pratiche/{id}/azioni/vieta");
        let seen = version(&house, &id).await;
        let typed = |text| [("_version", seen.as_str()), ("_action", "confirm"), ("input.motivi", text)];
        let (first, second) = (typed(REASONS), typed("Motivi del secondo dirigente, diversi."));
        let answers = futures_util::future::join(one.upload(&path, &first, &[]), two.upload(&path, &second, &[])).await;
        let mut statuses = [answers.0.status.as_u16(), answers.1.status.as_u16()];
        statuses.sort_unstable();
        assert_eq!(statuses, [303, 409]);
        let (loser, kept, winner) = if answers.0.status.as_u16() == 409 {
            (&answers.0, REASONS, "Prova due")
        } else {
            (&answers.1, "Motivi del secondo dirigente, diversi.", "Prova una")
        };
        let text = loser.text();
        assert!(text.contains(winner), "the loser is told who acted: {text}");
        assert!(text.contains(kept), "what was typed is still there");
        let (scope, case) = (house.scope("valdoria"), id.clone());
        let read = house.app.database.read(move |c| {
            let events = case::events_of(c, &scope.tenant_id, &case)?;
            Ok::<_, DatabaseError>((events, case::verify_history(c, &scope.tenant_id, &case)?))
        });
        let (events, verified) = read.await.unwrap();
        assert_eq!(events.iter().filter(|e| e.action == "vieta").count(), 1);
        assert!(matches!(verified, Verified::Intact { .. }));
    }

    async fn a_request_for_integration_has_its_letter_and_waits_for_the_citizen(db: TestDatabase) {
        let house = TestApp::new(db);
        let id = house.submit_scia().await;
        let worker = house.officer("valdoria", "istruttore", &[("sue", Role::CaseWorker)]).await;
        let path = format!("/ufficio/pratiche/{id}/azioni/chiedi_integrazione");
        let seen = version(&house, &id).await;
        let typed = [
            ("_version", seen.as_str()),
            ("_action", "confirm"),
            ("input.richieste.0._id", "r1"),
            ("input.richieste.0.testo", "Sezione quotata del vano scala"),
            ("input.giorni", "30"),
        ];
        let answer = worker.upload(&path, &typed, &[]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
        assert_eq!(house.case("valdoria", &id).await.turn, "citizen");
        let citizen = house.citizen("valdoria", "livia-sartori").await;
        let page = citizen.get(&format!("/pratiche/{id}")).await.text();
        assert!(page.contains("Sezione quotata del vano scala") && page.contains("Richiesta di integrazione"), "{page}");
        let again = worker.get(&format!("/ufficio/pratiche/{id}")).await.text();
        assert!(!again.contains("azioni/chiedi_integrazione"), "it can be asked once");
        let reply = format!("/pratiche/{id}/azioni/invia_integrazione");
        assert!(citizen.get(&reply).await.text().contains("multipart/form-data"));
        let seen = version(&house, &id).await;
        let text = [("_key", seen.as_str()), ("_action", "send"), ("risposta", "Allego la sezione quotata.")];
        let pdf = [("_file:documenti", "sezione.pdf", &b"%PDF-1.7\n%sezione\n"[..])];
        let sent = citizen.upload(&reply, &text, &pdf).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
        let case = house.case("valdoria", &id).await;
        assert_eq!((case.turn.as_str(), case.news), ("office", true));
        let desk = worker.get(&format!("/ufficio/pratiche/{id}")).await.text();
        assert!(desk.contains("integrazione.pdf"), "{desk}");
    }

    async fn missing_answers_and_stale_pages_keep_what_was_typed(db: TestDatabase) {
        let house = TestApp::new(db);
        let id = house.submit_scia().await;
        let manager = house.officer("valdoria", "dirigente", &[("sue", Role::Manager)]).await;
        let path = format!("/ufficio/pratiche/{id}/azioni/vieta");
        let seen = version(&house, &id).await;
        let empty = [("_version", seen.as_str()), ("_action", "confirm"), ("input.motivi", "corto")];
        let answer = manager.upload(&path, &empty, &[]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.text().contains("id=\"problems\"") && answer.text().contains("corto"));
        let stale = [("_version", "0"), ("_action", "confirm"), ("input.motivi", REASONS)];
        let answer = manager.upload(&path, &stale, &[]).await;
        assert_eq!(answer.status, StatusCode::CONFLICT);
        assert!(answer.text().contains(REASONS));
        assert_eq!(version(&house, &id).await, seen);
    }

    async fn an_unsigned_upload_is_refused_with_its_reason(db: TestDatabase) {
        let house = TestApp::new(db);
        let id = house.submit_scia().await;
        let manager = house.officer("valdoria", "dirigente", &[("sue", Role::Manager)]).await;
        let path = format!("/ufficio/pratiche/{id}/azioni/vieta");
        let seen = version(&house, &id).await;
        let typed = [("_version", seen.as_str()), ("_action", "confirm"), ("input.motivi", REASONS)];
        for (name, content) in [("atto.pdf", &b"%PDF-1.7\n%senza firma\n"[..]), ("atto.txt", b"niente"), ("atto.p7m", b"\x30\x80\x06")] {
            let answer = manager.upload(&path, &typed, &[("_file:atto", name, content)]).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
            assert!(answer.text().contains("id=\"f-atto-error\""), "{name}");
        }
        assert_eq!(version(&house, &id).await, seen);
    }

    async fn what_is_not_given_to_a_role_cannot_be_forced(db: TestDatabase) {
        let house = TestApp::new(db);
        let id = house.submit_scia().await;
        let worker = house.officer("valdoria", "istruttore", &[("sue", Role::CaseWorker)]).await;
        let path = format!("/ufficio/pratiche/{id}/azioni/vieta");
        let seen = version(&house, &id).await;
        assert_eq!(worker.get(&path).await.status, StatusCode::FORBIDDEN);
        let typed = [("_version", seen.as_str()), ("_action", "confirm"), ("input.motivi", REASONS)];
        assert_eq!(worker.upload(&path, &typed, &[]).await.status, StatusCode::FORBIDDEN);
        let unknown = format!("/ufficio/pratiche/{id}/azioni/non_esiste");
        assert_eq!(worker.get(&unknown).await.status, StatusCode::NOT_FOUND);
        assert!(!worker.get(&format!("/ufficio/pratiche/{id}")).await.text().contains("azioni/vieta"));
        assert_eq!(version(&house, &id).await, seen);
    }

    async fn cases_are_taken_given_and_put_back(db: TestDatabase) {
        let house = TestApp::new(db);
        let id = house.submit_scia().await;
        let worker = house.officer("valdoria", "istruttore", &[("sue", Role::CaseWorker)]).await;
        let chief = house.officer("valdoria", "responsabile", &[("sue", Role::PersonInCharge)]).await;
        let stranger = house.officer("valdoria", "estraneo", &[("suap", Role::CaseWorker)]).await;
        let path = format!("/ufficio/pratiche/{id}");
        let assignee = async || house.case("valdoria", &id).await.assignee_name;
        let seen = version(&house, &id).await;
        let take = worker.post(&format!("{path}/carico"), &[("_version", &seen)]).await;
        assert_eq!(take.status, StatusCode::SEE_OTHER);
        assert_eq!(assignee().await.as_deref(), Some("Prova istruttore"));
        let seen = version(&house, &id).await;
        let give = [("_version", seen.as_str()), ("officer", chief.id.as_str())];
        assert_eq!(chief.post(&format!("{path}/assegna"), &give).await.status, StatusCode::SEE_OTHER);
        assert_eq!(assignee().await.as_deref(), Some("Prova responsabile"));
        assert!(chief.get("/ufficio?vista=mie").await.text().contains(&path));
        let seen = version(&house, &id).await;
        let outside = [("_version", seen.as_str()), ("officer", stranger.id.as_str())];
        assert_eq!(chief.post(&format!("{path}/assegna"), &outside).await.status, StatusCode::NOT_FOUND);
        let back = [("_version", seen.as_str()), ("officer", "")];
        assert_eq!(chief.post(&format!("{path}/assegna"), &back).await.status, StatusCode::SEE_OTHER);
        assert_eq!(assignee().await, None);
        assert!(chief.get("/ufficio?vista=nuove").await.text().contains(&path));
    }

    async fn words_and_notes_go_where_they_belong(db: TestDatabase) {
        let house = TestApp::new(db);
        let id = house.submit_scia().await;
        let worker = house.officer("valdoria", "istruttore", &[("sue", Role::CaseWorker)]).await;
        let citizen = house.citizen("valdoria", "livia-sartori").await;
        let (office, portal) = (format!("/ufficio/pratiche/{id}"), format!("/pratiche/{id}"));
        worker.post(&format!("{office}/messaggi"), &[("text", "Passi in ufficio lunedì")]).await;
        worker.post(&format!("{office}/note"), &[("text", "Controllare il catasto")]).await;
        let page = citizen.get(&portal).await.text();
        assert!(page.contains("Passi in ufficio lunedì") && !page.contains("Controllare il catasto"));
        citizen.post(&format!("{portal}/messaggi"), &[("text", "Verrò alle nove")]).await;
        assert_eq!(house.case("valdoria", &id).await.priority, 0, "news comes first");
        assert!(worker.get("/ufficio?vista=ufficio").await.text().contains("un messaggio nuovo"));
        let page = worker.get(&office).await.text();
        assert!(page.contains("Verrò alle nove") && page.contains("Controllare il catasto"));
        let case = house.case("valdoria", &id).await;
        assert!(!case.news && case.priority == 1, "looked at, it is news no more");
    }

    async fn a_changed_history_is_shown_as_broken(db: TestDatabase) {
        let house = TestApp::new(db);
        let id = house.submit_scia().await;
        let auditor = house.officer("valdoria", "revisore", &[("sue", Role::Auditor)]).await;
        let path = format!("/ufficio/pratiche/{id}/storia");
        assert!(auditor.get(&path).await.text().contains("La storia è integra"));
        let write = house.app.database.write(move |c| {
            use diesel::prelude::*;
            use sportello::platform::db::schema::events;
            diesel::update(events::table.filter(events::case_id.eq(&id)).filter(events::seq.eq(2_i64)))
                .set(events::actor_name.eq("Qualcun altro"))
                .execute(c)?;
            Ok::<_, DatabaseError>(())
        });
        write.await.unwrap();
        assert!(auditor.get(&path).await.text().contains("La storia è stata alterata"));
    }
}
