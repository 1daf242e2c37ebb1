//! Trusted lists: fetched by the job, verified from the pinned signers through the pivots, kept as snapshots, never going
//! back; judged with from the snapshot when there is no network.

use std::process::Command;

use chrono::Duration;
use sportello::domain::trust::{self, ListSettings, TrustError};
use sportello::domain::verdict::{self, Expectation};
use sportello::engine::signature::TrustStore;
use sportello::engine::signature::report::{Report, SubIndication};
use sportello::job;
use sportello::platform::queue::JobError;

use super::authority::Authority;
use super::listing::{Operator, italian_list, list_of_lists};
use crate::harness::{TestApp, TestDatabase};
use crate::on_both;

/// Lists on a server, and who signs them.
struct Union {
    authority: Authority,
    first: Operator,
    second: Operator,
    italian: Operator,
}

impl Union {
    fn new() -> Self {
        let authority = Authority::new();
        let [first, second, italian] = ["Primo", "Secondo", "Italiano"].map(Operator::new);
        Self { authority, first, second, italian }
    }

    fn url(&self, path: &str) -> String {
        format!("{}{path}", self.authority.server.url)
    }

    /// Signed by `signer`, naming `next` for the list of lists after it.
    fn top(&self, path: &str, sequence: u32, signer: &Operator, next: &Operator, pivots: &[&str]) {
        let italian = (self.url("/it.xml"), &self.italian);
        let text = list_of_lists(sequence, next, (&italian.0, italian.1), pivots);
        self.authority.server.put(path, signer.sign(&text));
    }

    fn italy(&self, sequence: u32, signer: &Operator) {
        let der = Command::new("openssl")
            .args(["x509", "-outform", "DER", "-in"])
            .arg(self.authority.path("ca.pem"))
            .output()
            .unwrap();
        let text = italian_list(sequence, &der.stdout);
        self.authority.server.put("/it.xml", signer.sign(&text));
    }

    fn house(&self, db: TestDatabase) -> TestApp {
        let settings = ListSettings {
            online: true,
            list_of_lists: self.url("/lotl.xml"),
            territories: vec!["IT".to_owned()],
            signers: vec![self.first.fingerprint()],
        };
        TestApp::listing(db, TrustStore::new(), settings)
    }
}

async fn refresh(house: &TestApp) -> Result<(), JobError> {
    job::trust::lists(house.app.clone().into_inner()).await
}

/// The verdict on a document that the listed authority's person signed.
async fn judge(house: &TestApp, union: &Union) -> Report {
    let bytes = union.authority.sign("listed");
    let stored = house.app.store.put_bytes("valdoria", bytes).await.unwrap();
    let (bench, at) = (house.app.bench(), house.app.clock.now());
    verdict::judge(&bench, &stored.key, &Expectation::default(), at).await.unwrap().0
}

on_both! {
    async fn lists_are_fetched_and_serve_without_network(db: TestDatabase) {
        let union = Union::new();
        union.top("/lotl.xml", 10, &union.first, &union.first, &[]);
        union.italy(100, &union.italian);
        let house = union.house(db);
        let before = judge(&house, &union).await;
        assert_eq!(before.sub_indication, Some(SubIndication::NoCertificateChainFound));
        refresh(&house).await.unwrap();
        union.authority.server.clear();
        let after = judge(&house, &union).await;
        // The chain is there; only revocation is missing. The lists are told with number and age.
        assert_eq!(after.sub_indication, Some(SubIndication::TryLater), "{after}");
        let told = after.evidence.trust_lists.join("\n");
        assert!(told.contains("lista EU n. 10") && told.contains("lista IT n. 100"), "{told}");
        assert!(told.contains("controllata il 10/03/2026"), "{told}");
        house.clock.advance(Duration::days(20));
        let told = judge(&house, &union).await.evidence.trust_lists.join("\n");
        assert!(told.contains("nessuno ha cercato una lista più nuova dal 10/03/2026"), "{told}");
        house.clock.advance(Duration::days(300));
        let told = judge(&house, &union).await.evidence.trust_lists.join("\n");
        assert!(told.contains("il suo termine è passato"), "{told}");
        // The job fails, loudly, and what is at hand stays.
        assert!(matches!(refresh(&house).await, Err(JobError::Retry(_))));
        assert_eq!(judge(&house, &union).await.sub_indication, Some(SubIndication::TryLater));
    }

    async fn the_signer_of_the_list_of_lists_is_followed_through_pivots(db: TestDatabase) {
        let union = Union::new();
        let pivot = union.url("/pivot-11.xml");
        // The second operator signs now; the pivot, signed by the first, names the second.
        union.top("/pivot-11.xml", 11, &union.first, &union.second, &[]);
        union.top("/lotl.xml", 12, &union.second, &union.second, &[&pivot]);
        union.italy(100, &union.italian);
        let house = union.house(db);
        refresh(&house).await.unwrap();
        let told = judge(&house, &union).await.evidence.trust_lists.join("\n");
        assert!(told.contains("lista EU n. 12"), "{told}");
        // A pivot that somebody else signed opens nothing.
        let stranger = Operator::new("Estraneo");
        union.top("/pivot-11.xml", 13, &stranger, &stranger, &[]);
        union.top("/lotl.xml", 14, &stranger, &stranger, &[&pivot]);
        let error = trust::refresh(&house.app.bench(), house.app.clock.now()).await.unwrap_err();
        assert!(matches!(error, TrustError::List(..)), "{error}");
    }

    async fn false_and_old_lists_are_refused(db: TestDatabase) {
        let union = Union::new();
        union.top("/lotl.xml", 10, &union.first, &union.first, &[]);
        union.italy(100, &union.italian);
        let house = union.house(db);
        refresh(&house).await.unwrap();
        let now = house.app.clock.now();
        // Who may sign the list of lists may not sign the Italian one.
        union.italy(101, &union.first);
        let error = trust::refresh(&house.app.bench(), now).await.unwrap_err();
        assert!(matches!(error, TrustError::List(..)), "{error}");
        union.italy(99, &union.italian);
        let error = trust::refresh(&house.app.bench(), now).await.unwrap_err();
        assert!(matches!(error, TrustError::Older { offered: 99, kept: 100, .. }), "{error}");
        // A byte of a signed list.
        let mut bytes = union.italian.sign(&italian_list(102, b"x"));
        let at = bytes.windows(4).position(|window| window == b"2020").unwrap();
        bytes[at + 3] = b'1';
        union.authority.server.put("/it.xml", bytes);
        let error = trust::refresh(&house.app.bench(), now).await.unwrap_err();
        assert!(matches!(error, TrustError::List(..)), "{error}");
        let told = judge(&house, &union).await.evidence.trust_lists.join("\n");
        assert!(told.contains("lista IT n. 100"), "{told}");
    }

    async fn lists_are_brought_by_hand(db: TestDatabase) {
        let union = Union::new();
        let house = union.house(db);
        let (bench, now) = (house.app.bench(), house.app.clock.now());
        let italian = ("http://it.invalid/it.xml", &union.italian);
        let pivot = union.first.sign(&list_of_lists(11, &union.second, italian, &[]));
        let top = union.second.sign(&list_of_lists(12, &union.second, italian, &["http://x/pivot-11.xml"]));
        let italy = union.italian.sign(&italian_list(100, &std::fs::read(union.authority.path("ca.der")).unwrap_or_default()));
        let files = |all: &[(&str, &Vec<u8>)]| -> Vec<(String, Vec<u8>)> {
            all.iter().map(|(name, bytes)| ((*name).to_owned(), (*bytes).clone())).collect()
        };
        let refused = trust::import(&bench, files(&[("lotl.xml", &top)]), now).await;
        assert!(matches!(refused, Err(TrustError::List(..))), "without its pivot");
        let refused = trust::import(&bench, files(&[("it.xml", &italy)]), now).await;
        assert!(matches!(refused, Err(TrustError::Territory(_))), "without a list of lists");
        let given = files(&[("it.xml", &italy), ("lotl.xml", &top), ("pivot.xml", &pivot)]);
        let fresh = trust::import(&bench, given, now).await.unwrap();
        let told: Vec<(&str, i64)> =
            fresh.iter().map(|list| (list.territory.as_str(), list.sequence)).collect();
        assert_eq!(told, [("EU", 12), ("IT", 100)]);
        // The list of lists at hand says who signs the next Italian list.
        let next = union.italian.sign(&italian_list(101, b""));
        let fresh = trust::import(&bench, files(&[("it.xml", &next)]), now).await.unwrap();
        assert_eq!(fresh[0].sequence, 101);
        assert!(union.authority.server.asked().is_empty());
    }
}
