//! "If I ask today, when…": what the page foretells is what then happens, and asking changes nothing.

use sportello::domain::case::{askable, load, project};
use sportello::domain::identity::Role as OfficeRole;
use sportello::engine::workflow::Role;

use crate::harness::TestApp;
use crate::on_both;

on_both! {
    async fn the_terms_move_as_foretold(db: TestDatabase) {
        let house = TestApp::new(db);
        let id = house.submit_scia().await;
        let before = house.case("valdoria", &id).await;
        let (scope, catalogue, case) = (house.scope("valdoria"), house.app.catalogue.clone(), id.clone());
        let read = house.app.database.read(move |c| load(c, &scope, &catalogue, &case));
        let loaded = read.await.unwrap();
        let scope = house.scope("valdoria");
        let roles = [Role::Istruttore, Role::Responsabile, Role::Dirigente];
        let actions = askable(&loaded, &scope, &roles);
        assert!(!actions.is_empty(), "a signalling under check can be asked to conform");
        for action in &actions {
            let soon = project(&loaded, &scope, &roles, &action.code, 30, 5).unwrap();
            assert!(soon.answered, "{}: an answer within the term is taken", action.code);
            assert!(!soon.terms.is_empty());
            let late = project(&loaded, &scope, &roles, &action.code, 30, 400).unwrap();
            assert!(!late.answered, "{}: after a year nobody waits any more", action.code);
            assert_ne!(late.final_state, soon.final_state);
        }
        let officer = house.officer("valdoria", "capo", &[("sue", OfficeRole::PersonInCharge)]).await;
        let path = format!("/ufficio/pratiche/{id}/simulazione");
        let page = officer.get(&format!("{path}?azione={}&giorni=30&risposta=5", actions[0].code)).await.text();
        assert!(page.contains("Se la risposta arriva il 15") && page.contains("marzo 2026"), "{page}");
        assert!(officer.get(&format!("/ufficio/pratiche/{id}")).await.text().replace("&#x2f;", "/").contains(&path));
        assert_eq!(officer.get(&format!("{path}?giorni=molti")).await.status.as_u16(), 400);
        let stranger = house.officer("valdoria", "negozi", &[("suap", OfficeRole::Manager)]).await;
        assert_eq!(stranger.get(&path).await.status.as_u16(), 404);
        let after = house.case("valdoria", &id).await;
        assert_eq!((before.version, before.state, before.due_on), (after.version, after.state, after.due_on));
    }
}
