//! Figures: counted once, when it happens, in the month and office in which it happens.

use proptest::prelude::*;
use sportello::domain::id::TenantId;
use sportello::domain::identity::Role;
use sportello::domain::statistic::{self, Counts, DaysRow, Span, Spread, months_back};
use sportello::job;
use sportello::platform::db::DatabaseError;

use crate::harness::TestApp;
use crate::on_both;

async fn counts(house: &TestApp, office: &str) -> (Counts, Spread) {
    let (tenant, office) = (house.scope("valdoria").tenant_id, office.to_owned());
    let read = house.app.database.read(move |c| {
        let span = Span {
            first: "2026-01".into(),
            last: "2026-12".into(),
            offices: Some(vec![office]),
            procedure: None,
        };
        let (mut counts, mut spread) = (Counts::default(), Spread::default());
        statistic::months(c, &tenant, &span)?.iter().for_each(|r| counts.add(r));
        statistic::days(c, &tenant, &span)?.iter().for_each(|r| spread.add(r));
        Ok::<_, DatabaseError>((counts, spread))
    });
    read.await.unwrap()
}

on_both! {
    async fn silence_is_counted_once_with_its_days(db: TestDatabase) {
        let house = TestApp::new(db);
        house.submit_scia().await;
        house.submit_scia().await;
        let (before, spread) = counts(&house, "sue").await;
        assert_eq!((before.filed, before.decided, spread.median()), (2, 0, None));
        house.clock.advance(chrono::Duration::days(31));
        for _ in 0..2 {
            job::timer::run(house.app.clone().into_inner()).await.unwrap();
        }
        let (after, spread) = counts(&house, "sue").await;
        assert_eq!((after.filed, after.decided, after.silence, after.late), (2, 2, 2, 0), "{after:?}");
        assert_eq!((spread.count(), spread.median(), spread.percentile(90)), (2, Some(31), Some(31)));
        assert_eq!(counts(&house, "suap").await.0, Counts::default());
        let officer = house.officer("valdoria", "tecnico", &[("sue", Role::CaseWorker)]).await;
        let page = officer.get("/ufficio/statistiche").await.text();
        assert!(page.contains("<svg") && page.contains("2026-03") && page.contains("2026-04"), "{page}");
        let other = house.officer("valdoria", "negozi", &[("suap", Role::CaseWorker)]).await;
        let forged = other.get("/ufficio/statistiche?ufficio=sue").await.text();
        assert!(!forged.contains("SCIA"), "another office's figures");
    }

    async fn the_page_costs_the_same_statements(db: TestDatabase) {
        let house = TestApp::new(db);
        let officer = house.officer("valdoria", "tecnico", &[("sue", Role::CaseWorker)]).await;
        let count = async || {
            let before = house.app.database.statements().sent();
            officer.get("/ufficio/statistiche").await;
            house.app.database.statements().sent() - before
        };
        let empty = count().await;
        for _ in 0..3 {
            house.submit_scia().await;
        }
        assert_eq!(count().await, empty);
        assert!(empty <= 12, "{empty} statements");
    }

    async fn few_cases_say_nothing_to_the_public(db: TestDatabase) {
        let house = TestApp::new(db);
        for _ in 0..4 {
            house.submit_scia().await;
        }
        house.clock.advance(chrono::Duration::days(31));
        job::timer::run(house.app.clone().into_inner()).await.unwrap();
        let few = house.nobody("valdoria").get("/tempi").await.text();
        assert!(few.contains("Non ci sono ancora abbastanza pratiche"), "{few}");
        house.submit_scia().await;
        house.clock.advance(chrono::Duration::days(35));
        job::timer::run(house.app.clone().into_inner()).await.unwrap();
        let page = house.nobody("valdoria").get("/tempi").await.text();
        assert!(page.contains("31 giorni") && page.contains("<svg"), "{page}");
    }
}

#[test]
fn months_go_back_over_the_year() {
    let day = chrono::NaiveDate::from_ymd_opt(2026, 1, 31).unwrap();
    assert_eq!(months_back(day, 3), ["2025-11", "2025-12", "2026-01"]);
}

fn row(days: i32, cases: i64) -> DaysRow {
    DaysRow {
        tenant_id: TenantId::new("x"),
        office: String::new(),
        procedure_code: String::new(),
        month: String::new(),
        days,
        cases,
    }
}

proptest! {
    /// Against the plain way: all days in a row, sorted.
    #[test]
    fn percentiles_are_nearest_ranks(days in prop::collection::vec((0..200_i32, 1..5_i64), 1..40), percent in 1..=100_i64) {
        let mut spread = Spread::default();
        let mut all: Vec<i32> = Vec::new();
        for (d, n) in &days {
            spread.add(&row(*d, *n));
            all.extend(std::iter::repeat_n(*d, usize::try_from(*n).unwrap()));
        }
        all.sort_unstable();
        let rank = (all.len() as f64 * percent as f64 / 100.0).ceil() as usize;
        prop_assert_eq!(spread.percentile(percent), Some(all[rank.max(1) - 1]));
    }
}
