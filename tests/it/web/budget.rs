//! What a page may cost: a fixed number of SQL statements, however much there is to show.

use sportello::domain::identity::Role;

use super::page::hidden;
use super::record::record;
use super::submit::certificate;
use crate::harness::{Client, TestApp};
use crate::on_both;

// Measured; a page that needs more has to say why here. BEGIN and COMMIT of a save count.
const HOME: u64 = 7;
const STEP: u64 = 4;
const SAVE: u64 = 11;
// Absences of today, labels of the offices, labels of the page, saved filters.
const QUEUE: u64 = 13;
const CASE: u64 = 12;
// At the desk also labels, links in both directions, neighbours on the same land, ready texts, and the row of the access log.
const DESK: u64 = 24;

/// Statements that one request sends, BEGIN and COMMIT included.
async fn cost(house: &TestApp, client: &Client<'_>, path: &str) -> u64 {
    let before = house.app.database.statements().sent();
    let answer = client.get(path).await;
    assert_eq!(answer.status, 200, "{path}: {}", answer.text());
    house.app.database.statements().sent() - before
}

on_both! {
    async fn pages_of_citizens_stay_within_their_budget(db: TestDatabase) {
        let house = TestApp::new(db);
        let citizen = house.citizen("valdoria", "livia-sartori").await;
        let data = record(&house, "edilizia-scia/ristrutturazione-con-procura.json");
        let prepared = house.prepare("valdoria", "livia-sartori", "edilizia-scia", data).await;
        let draft = format!("/bozze/{}", prepared.draft);
        // Definitions of the draft are read and compiled once a process.
        citizen.get(&format!("{draft}/titolari")).await;
        let nobody = house.nobody("valdoria");
        let mut costs = vec![("home of nobody", cost(&house, &nobody, "/").await, 1)];
        for (name, path, most) in [
            ("home", "/".to_owned(), HOME),
            ("area", "/area".to_owned(), HOME),
            ("step", format!("{draft}/titolari"), STEP),
            ("largest step", format!("{draft}/asseverazione"), STEP),
            ("review", format!("{draft}/riepilogo"), STEP),
        ] {
            costs.push((name, cost(&house, &citizen, &path).await, most));
        }
        let path = format!("{draft}/cantiere");
        let version = hidden(&citizen.get(&path).await.text(), "_version");
        let before = house.app.database.statements().sent();
        let typed = [("_version", version.as_str()), ("cantiere.sicurezza.uomini_giorno", "91"), ("_action", "save")];
        assert_eq!(citizen.post(&path, &typed).await.status, 303);
        costs.push(("save", house.app.database.statements().sent() - before, SAVE));
        let over: Vec<_> = costs.iter().filter(|(_, cost, most)| cost > most).collect();
        assert!(over.is_empty(), "over their budget: {over:?} of {costs:?}");
    }

    async fn many_cases_cost_no_more_statements_than_one(db: TestDatabase) {
        let house = TestApp::new(db);
        let citizen = house.citizen("valdoria", "ahmed-benali").await;
        let officer = house.officer("valdoria", "istruttore", &[("anagrafe", Role::CaseWorker)]).await;
        let mut seen = Vec::new();
        for turn in 0..12 {
            let prepared = certificate(&house, "valdoria").await;
            let id = house.send_draft("valdoria", &prepared).await.unwrap().case;
            if turn == 0 || turn == 11 {
                let office = format!("/ufficio/pratiche/{id}");
                // The first look takes the news away.
                officer.get(&office).await;
                seen.push([
                    cost(&house, &officer, "/ufficio").await,
                    cost(&house, &officer, &office).await,
                    cost(&house, &citizen, "/area").await,
                    cost(&house, &citizen, &format!("/pratiche/{id}")).await,
                ]);
            }
        }
        assert_eq!(seen[0], seen[1], "queue, case of the office, area, case of the citizen");
        let most = [QUEUE, DESK, HOME, CASE];
        assert!(seen[0].iter().zip(most).all(|(cost, most)| *cost <= most), "{seen:?} over {most:?}");
    }
}
