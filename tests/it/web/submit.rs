//! Sending once, whatever people click; numbers of the register without gaps, whoever comes first.

use diesel::prelude::*;
use futures_util::future::{join, join_all};
use sportello::domain::case::{SubmitError, Submitted};
use sportello::platform::db::DatabaseError;
use sportello::platform::db::schema::{cases, register_entries};

use super::record::record;
use crate::harness::{Prepared, TestApp};
use crate::on_both;

/// The numbers of a municipality's register, in order.
pub async fn numbers(house: &TestApp, slug: &str) -> Vec<i64> {
    let tenant = slug.to_owned();
    let read = house.app.database.read(move |c| {
        let own = register_entries::table.filter(register_entries::tenant_id.eq(&tenant));
        let numbers = own.order((register_entries::year, register_entries::number));
        Ok::<_, DatabaseError>(numbers.select(register_entries::number).load(c)?)
    });
    read.await.unwrap()
}

async fn case_count(house: &TestApp) -> i64 {
    let read =
        house.app.database.read(|c| Ok::<_, DatabaseError>(cases::table.count().get_result(c)?));
    read.await.unwrap()
}

/// A request for certificates, ready to be sent: it depends on no date.
pub async fn certificate(house: &TestApp, slug: &str) -> Prepared {
    let data = record(house, "anagrafe-certificato-anagrafico/residenza-e-famiglia.json");
    house.prepare(slug, "ahmed-benali", "anagrafe-certificato-contestuale", data).await
}

on_both! {
    async fn two_clicks_make_one_case(db: TestDatabase) {
        let house = TestApp::new(db);
        let prepared = certificate(&house, "valdoria").await;
        let citizen = house.citizen("valdoria", "ahmed-benali").await;
        let path = format!("/bozze/{}/invia", prepared.draft);
        let pairs = [("_key", prepared.key.as_str())];
        let (one, two) = join(citizen.post(&path, &pairs), citizen.post(&path, &pairs)).await;
        assert_eq!((one.status.as_u16(), two.status.as_u16()), (303, 303), "{} {}", one.text(), two.text());
        let both = [one.path(), two.path()].map(|p| p.trim_end_matches("/ricevuta").to_owned());
        assert_eq!(both[0], both[1]);
        let again = citizen.post(&path, &pairs).await;
        assert!(again.path().starts_with(&both[0]), "{}", again.location);
        assert_eq!(case_count(&house).await, 1);
        assert_eq!(numbers(&house, "valdoria").await, [1]);
    }

    async fn many_at_once_make_one_case(db: TestDatabase) {
        let house = TestApp::new(db);
        let prepared = certificate(&house, "valdoria").await;
        let answers = join_all((0..8).map(|_| house.send_draft("valdoria", &prepared))).await;
        let done: Vec<Submitted> = answers.into_iter().map(Result::unwrap).collect();
        assert_eq!(done.iter().filter(|d| !d.again).count(), 1, "{done:?}");
        assert!(done.iter().all(|d| d.case == done[0].case));
        assert_eq!((case_count(&house).await, numbers(&house, "valdoria").await), (1, vec![1]));
    }

    async fn a_wrong_key_sends_nothing(db: TestDatabase) {
        let house = TestApp::new(db);
        let prepared = certificate(&house, "valdoria").await;
        let citizen = house.citizen("valdoria", "ahmed-benali").await;
        let path = format!("/bozze/{}/invia", prepared.draft);
        for pairs in [&[("_key", "altra")][..], &[]] {
            assert_eq!(citizen.post(&path, pairs).await.status, 409);
        }
        assert_eq!(case_count(&house).await, 0);
        let mut other = prepared;
        other.key = "altra".into();
        assert!(matches!(house.send_draft("valdoria", &other).await, Err(SubmitError::WrongKey)));
    }

    async fn what_changed_after_the_seal_is_not_sent(db: TestDatabase) {
        let house = TestApp::new(db);
        let prepared = certificate(&house, "valdoria").await;
        let citizen = house.citizen("valdoria", "ahmed-benali").await;
        let step = format!("/bozze/{}/persone", prepared.draft);
        let changed = [("persone.contatti.cellulare", "+39 333 9999999"), ("_action", "save")];
        assert_eq!(citizen.post(&step, &changed).await.status, 303);
        let sent = citizen.post(&format!("/bozze/{}/invia", prepared.draft), &[("_key", &prepared.key)]).await;
        assert_eq!(sent.path(), format!("/bozze/{}/firma", prepared.draft));
        assert_eq!(case_count(&house).await, 0);
    }

    async fn a_sealed_draft_is_taken_back_to_editing(db: TestDatabase) {
        let house = TestApp::new(db);
        let prepared = certificate(&house, "valdoria").await;
        let citizen = house.citizen("valdoria", "ahmed-benali").await;
        let draft = format!("/bozze/{}", prepared.draft);
        assert_eq!(citizen.get(&draft).await.path(), format!("{draft}/firma"));
        let page = citizen.get(&format!("{draft}/firma")).await.text();
        assert!(page.contains(&format!("{draft}/riapri")));
        let answer = citizen.post(&format!("{draft}/riapri"), &[]).await;
        assert!(answer.status == 303 && answer.path() == draft, "{}", answer.text());
        assert!(citizen.get(&draft).await.path().starts_with(&format!("{draft}/")));
        assert_ne!(citizen.get(&draft).await.path(), format!("{draft}/firma"));
        let sent = citizen.post(&format!("{draft}/invia"), &[("_key", &prepared.key)]).await;
        assert!(!sent.path().starts_with("/pratiche/") && case_count(&house).await == 0);
    }

    async fn thirty_at_once_in_two_municipalities_leave_no_gap(db: TestDatabase) {
        let house = TestApp::new(db);
        let mut ready = Vec::new();
        for turn in 0..30 {
            let slug = ["valdoria", "pietralba-sul-lago"][turn % 2];
            ready.push((slug, certificate(&house, slug).await));
        }
        let sent = join_all(ready.iter().map(|(slug, one)| house.send_draft(slug, one))).await;
        for answer in sent {
            assert!(!answer.unwrap().again);
        }
        let all: Vec<i64> = (1..=15).collect();
        assert_eq!(numbers(&house, "valdoria").await, all);
        assert_eq!(numbers(&house, "pietralba-sul-lago").await, all);
        house.clock.set("2027-01-04T10:00:00Z".parse().unwrap());
        let next = certificate(&house, "valdoria").await;
        let case = house.send_draft("valdoria", &next).await.unwrap().case;
        let number = house.case("valdoria", &case).await.protocol_number;
        assert_eq!(number.as_deref(), Some("2027/0000001"), "every year begins at one");
    }
}
