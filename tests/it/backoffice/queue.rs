//! The queue: every case once, in every order and page by page, forwards and backwards; only the officer's own offices.

use std::collections::BTreeSet;

use chrono::{Duration, NaiveDate};
use diesel::{ExpressionMethods, RunQueryDsl};
use sportello::domain::case::{self, Case, Filter, Order, Part, Seek};
use sportello::domain::id::{AccountId, CaseId, PersonId};
use sportello::domain::identity::Role;
use sportello::platform::db::DatabaseError;
use sportello::platform::db::schema::{case_texts, cases};

use crate::harness::TestApp;
use crate::on_both;

/// Ninety cases: many share last day and instant, some have no date, some are closed.
async fn fill(house: &TestApp) {
    let person = PersonId::new(house.citizen("valdoria", "livia-sartori").await.id);
    let account = house.officer("valdoria", "qualcuno", &[("sue", Role::CaseWorker)]).await.id;
    let scope = house.scope("valdoria");
    let far = NaiveDate::from_ymd_opt(9999, 12, 31).unwrap();
    let row = move |n: i64| {
        let due = (n % 4 != 0).then(|| scope.today + Duration::days(n % 7 - 2));
        let priority = (n % 4) as i32;
        Case {
            tenant_id: scope.tenant_id.clone(),
            id: CaseId::new(format!("caso-{:03}", (n * 37) % 90)),
            draft_id: format!("bozza-{n}"),
            procedure_code: "edilizia-scia".into(),
            procedure_title: "SCIA edilizia".into(),
            person_id: person.clone(),
            presenter: format!("Persona {n}"),
            subject: String::new(),
            state: "in_controllo".into(),
            phase: if priority == 3 { "closed".into() } else { "open".into() },
            turn: "office".into(),
            outcome: "none".into(),
            public_state: "In controllo.".into(),
            office: if n % 3 == 0 { "suap".into() } else { "sue".into() },
            assignee_id: (n % 5 == 0).then(|| AccountId::new(account.clone())),
            assignee_name: (n % 5 == 0).then(|| "Qualcuno".to_owned()),
            protocol_number: None,
            protocol_at: None,
            submitted_at: scope.at - Duration::hours(n % 6),
            due_on: due,
            due_text: String::new(),
            timer_on: None,
            priority,
            sort_due: due.filter(|_| priority != 3).unwrap_or(far),
            news: false,
            version: 1,
            updated_at: scope.at,
        }
    };
    let write = house.app.database.write(move |c| {
        for n in 0..90 {
            let case = row(n);
            diesel::insert_into(cases::table).values(&case).execute(c)?;
            let text = case_texts::body.eq(format!("persona {n} scia edilizia"));
            diesel::insert_into(case_texts::table)
                .values((
                    case_texts::tenant_id.eq(&case.tenant_id),
                    case_texts::case_id.eq(&case.id),
                    text,
                ))
                .execute(c)?;
        }
        Ok::<_, DatabaseError>(())
    });
    write.await.unwrap();
}

/// All identifiers of a filter, walking pages of seven forwards and then back.
async fn walk(house: &TestApp, filter: Filter, order: Order) -> (Vec<CaseId>, Vec<CaseId>) {
    let tenant = house.scope("valdoria").tenant_id;
    let read = house.app.database.read(move |c| {
        let mut page = case::queue(c, &tenant, &filter, order, &Seek::First, 7)?;
        let mut forwards: Vec<CaseId> = page.cases.iter().map(|c| c.id.clone()).collect();
        while let Some(edge) = page.next.take() {
            page = case::queue(c, &tenant, &filter, order, &Seek::After(edge), 7)?;
            forwards.extend(page.cases.iter().map(|c| c.id.clone()));
        }
        let mut backwards: Vec<CaseId> = page.cases.iter().map(|c| c.id.clone()).collect();
        while let Some(edge) = page.previous.take() {
            page = case::queue(c, &tenant, &filter, order, &Seek::Before(edge), 7)?;
            let mut ids: Vec<CaseId> = page.cases.iter().map(|c| c.id.clone()).collect();
            ids.append(&mut backwards);
            backwards = ids;
        }
        Ok::<_, DatabaseError>((forwards, backwards))
    });
    read.await.unwrap()
}

on_both! {
    async fn every_case_comes_once_in_every_order(db: TestDatabase) {
        let house = TestApp::new(db);
        fill(&house).await;
        for part in [Part::All, Part::Open, Part::Ours, Part::Others, Part::Closed] {
            for offices in [vec!["sue".to_owned()], vec!["sue".to_owned(), "suap".to_owned()]] {
                let filter = Filter { part, offices, ..Filter::default() };
                let mut sets = BTreeSet::new();
                for order in [Order::Urgency, Order::Newest, Order::Oldest] {
                    let (forwards, backwards) = walk(&house, filter.clone(), order).await;
                    let set: BTreeSet<String> = forwards.iter().map(|id| id.as_str().to_owned()).collect();
                    assert_eq!(set.len(), forwards.len(), "{part:?} {order:?}: a case comes twice");
                    assert_eq!(forwards, backwards, "{part:?} {order:?}: the way back differs");
                    assert!(!set.is_empty(), "{part:?}: nothing to walk");
                    sets.insert(set);
                }
                assert_eq!(sets.len(), 1, "{part:?}: the orders do not show the same cases");
            }
        }
    }

    async fn undated_cases_come_last(db: TestDatabase) {
        let house = TestApp::new(db);
        fill(&house).await;
        let tenant = house.scope("valdoria").tenant_id;
        let filter = Filter { offices: vec!["sue".into()], ..Filter::default() };
        let read = house.app.database.read(move |c| {
            Ok::<_, DatabaseError>(case::queue(c, &tenant, &filter, Order::Urgency, &Seek::First, 100)?)
        });
        let page = read.await.unwrap();
        let keys: Vec<_> = page.cases.iter().map(|c| (c.priority, c.due_on.is_none(), c.due_on)).collect();
        assert!(keys.is_sorted(), "{keys:?}");
    }

    async fn officers_see_their_offices_only(db: TestDatabase) {
        let house = TestApp::new(db);
        fill(&house).await;
        let building = house.officer("valdoria", "edilizia", &[("sue", Role::CaseWorker)]).await;
        let shops = house.officer("valdoria", "negozi", &[("suap", Role::CaseWorker)]).await;
        let admin = house.officer("valdoria", "capo", &[("sue", Role::Administrator)]).await;
        let one = building.get("/ufficio?vista=ufficio&q=persona").await.text();
        let other = shops.get("/ufficio?vista=ufficio&q=persona").await.text();
        assert!(one.contains("Persona 1<") && !one.contains("Persona 6<"), "{one}");
        assert!(other.contains("Persona 6<") && !other.contains("Persona 1<"));
        let none = admin.get("/ufficio").await.text();
        assert!(none.contains("non ha un ruolo in nessun ufficio") && !none.contains("Persona "));
        let forged = building.get("/ufficio?vista=ufficio&ufficio=suap").await.text();
        assert!(!forged.contains("Persona "), "another office's cases through the filter");
    }

    async fn page_costs_the_same_statements_however_long_the_queue(db: TestDatabase) {
        let house = TestApp::new(db);
        let officer = house.officer("valdoria", "edilizia", &[("sue", Role::CaseWorker)]).await;
        let count = async || {
            let before = house.app.database.statements().sent();
            officer.get("/ufficio?vista=ufficio").await;
            house.app.database.statements().sent() - before
        };
        let empty = count().await;
        fill(&house).await;
        assert_eq!(count().await, empty);
        assert!(empty <= 14, "{empty} statements");
    }

    async fn cursors_are_checked(db: TestDatabase) {
        let house = TestApp::new(db);
        fill(&house).await;
        let officer = house.officer("valdoria", "edilizia", &[("sue", Role::CaseWorker)]).await;
        let first = officer.get("/ufficio?vista=ufficio").await.text();
        let next = first.split("dopo=").nth(1).and_then(|t| t.split('"').next()).unwrap().to_owned();
        let second = officer.get(&format!("/ufficio?vista=ufficio&dopo={next}")).await;
        assert!(second.text().contains("prima="));
        for forged in ["x", "%22", "eyJhIjoxfQ"] {
            let answer = officer.get(&format!("/ufficio?dopo={forged}")).await;
            assert_eq!(answer.status.as_u16(), 422, "{forged}");
        }
    }
}
