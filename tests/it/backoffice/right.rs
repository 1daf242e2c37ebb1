//! Who may do what: every role, in the case's office and in another, in the case's municipality and in another.

use actix_web::http::StatusCode;
use sportello::domain::id::CaseId;
use sportello::domain::identity::{AccountRole, Right, Role, has_right};

use crate::harness::{Client, TestApp};
use crate::on_both;

const ROLES: [Role; 7] = [
    Role::Administrator,
    Role::Manager,
    Role::PersonInCharge,
    Role::CaseWorker,
    Role::Operator,
    Role::Registrar,
    Role::Auditor,
];

/// The table of rights, by hand: read, write, take, assign, retry, configure, register, audit.
fn expected(role: Role) -> [bool; 8] {
    match role {
        Role::Administrator => [false, false, false, false, true, true, false, true],
        Role::Manager => [true; 8],
        Role::PersonInCharge => [true, true, true, true, true, false, false, false],
        Role::CaseWorker => [true, true, true, false, false, false, false, false],
        Role::Operator => [true, true, false, false, false, false, false, false],
        Role::Registrar => [true, true, false, false, true, false, true, false],
        Role::Auditor => [true, false, false, false, false, false, false, true],
    }
}

#[test]
fn the_table_holds_for_every_role_right_and_office() {
    for role in ROLES {
        let own = [AccountRole {
            tenant_id: sportello::domain::id::TenantId::new("valdoria"),
            account_id: sportello::domain::id::AccountId::new("a"),
            office: "sue".into(),
            role,
        }];
        for (right, wanted) in Right::ALL.into_iter().zip(expected(role)) {
            assert_eq!(has_right(&own, "sue", right), wanted, "{role:?} {right:?}");
            assert!(!has_right(&own, "suap", right), "{role:?} {right:?} in another office");
        }
    }
}

/// Status of reading, writing, noting, and of taking and giving with a version that is long past (so that nothing changes).
async fn probe(client: &Client<'_>, id: &CaseId) -> [u16; 5] {
    let path = format!("/ufficio/pratiche/{id}");
    let text = [("text", "prova")];
    let old = [("_version", "0"), ("officer", "")];
    [
        client.get(&path).await.status.as_u16(),
        client.post(&format!("{path}/messaggi"), &text).await.status.as_u16(),
        client.post(&format!("{path}/note"), &text).await.status.as_u16(),
        client.post(&format!("{path}/carico"), &old).await.status.as_u16(),
        client.post(&format!("{path}/assegna"), &old).await.status.as_u16(),
    ]
}

on_both! {
    async fn every_role_gets_what_the_table_says(db: TestDatabase) {
        let house = TestApp::new(db);
        let id = house.submit_scia().await;
        for role in ROLES {
            let [read, write, take, assign, ..] = expected(role);
            let name = format!("{role:?}").to_lowercase();
            let here = house.officer("valdoria", &name, &[("sue", role)]).await;
            let status = |allowed: bool, yes: u16| match (read, allowed) {
                (false, _) => 404,
                (true, true) => yes,
                (true, false) => 403,
            };
            let wanted = [status(read, 200), status(write, 303), status(write, 303), status(take, 409), status(assign, 409)];
            assert_eq!(probe(&here, &id).await, wanted, "{role:?} in the office");
            let other = house.officer("valdoria", &format!("{name}.altro"), &[("suap", role)]).await;
            assert_eq!(probe(&other, &id).await, [404; 5], "{role:?} of another office");
            let away = house.officer("pietralba-sul-lago", &name, &[("sue", role)]).await;
            assert_eq!(probe(&away, &id).await, [404; 5], "{role:?} of another municipality");
        }
    }

    async fn documents_and_history_follow_the_same_rule(db: TestDatabase) {
        let house = TestApp::new(db);
        let id = house.submit_scia().await;
        let here = house.officer("valdoria", "qui", &[("sue", Role::Auditor)]).await;
        let other = house.officer("valdoria", "altro", &[("suap", Role::Manager)]).await;
        let away = house.officer("pietralba-sul-lago", "via", &[("sue", Role::Manager)]).await;
        let page = here.get(&format!("/ufficio/pratiche/{id}")).await.text();
        let link = page.split("href=\"").find(|l| l.contains("/documenti/")).unwrap();
        let file = link.split('"').next().unwrap().trim_start_matches("/c/valdoria").to_owned();
        let history = format!("/ufficio/pratiche/{id}/storia");
        for path in [file, history] {
            assert_eq!(here.get(&path).await.status, StatusCode::OK, "{path}");
            assert_eq!(other.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
            assert_eq!(away.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
            assert_eq!(house.nobody("valdoria").get(&path).await.status, StatusCode::SEE_OTHER);
        }
    }

    async fn forms_without_the_token_change_nothing(db: TestDatabase) {
        let house = TestApp::new(db);
        let id = house.submit_scia().await;
        let officer = house.officer("valdoria", "qui", &[("sue", Role::CaseWorker)]).await;
        let forged = officer.with_token("altro");
        let path = format!("/ufficio/pratiche/{id}");
        assert_eq!(forged.post(&format!("{path}/note"), &[("text", "di nascosto")]).await.status, StatusCode::CONFLICT);
        assert!(!officer.get(&path).await.text().contains("di nascosto"));
    }
}
