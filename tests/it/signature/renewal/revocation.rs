//! CRLs and OCSP answers: fetched by the job, kept by issuer, verdicts that change with a history.

use chrono::{DateTime, Duration, NaiveDateTime, Utc};
use sportello::domain::case;
use sportello::domain::file::{self, File, FileRole, Holder};
use sportello::domain::id::{CaseId, FileId};
use sportello::domain::trust;
use sportello::domain::verdict::{self, Expectation, FileVerdict, Watch};
use sportello::job;
use sportello::platform::db::{DatabaseError, Json};

use super::authority::Authority;
use crate::harness::{TestApp, TestDatabase};
use crate::on_both;

const SLUG: &str = "valdoria";

/// A house that believes the authority and may use the network; its clock shows the present.
pub(super) fn house(db: TestDatabase, authority: &Authority) -> (TestApp, DateTime<Utc>) {
    let house = TestApp::online(db, authority.trust());
    // Answers of the responder carry the machine's time.
    let now = DateTime::from_timestamp(Utc::now().timestamp() - 3600, 0).unwrap();
    house.clock.set(now);
    (house, now)
}

/// Takes a signed document in, as an upload does: judged with what is at hand.
pub(super) async fn receive(house: &TestApp, holder: &Holder, bytes: Vec<u8>) -> File {
    let scope = house.scope(SLUG);
    let stored = house.app.store.put_bytes(SLUG, bytes).await.unwrap();
    let now = house.app.clock.now();
    let expected = Expectation::default();
    let judged = verdict::judge(&house.app.bench(), &stored.key, &expected, now).await.unwrap();
    let file = File {
        tenant_id: scope.tenant_id.clone(),
        id: FileId::new(scope.ids.id()),
        holder_kind: holder.kind,
        holder_id: holder.id.clone(),
        slot: "prova".to_owned(),
        role: FileRole::Attachment,
        name: "prova.txt.p7m".to_owned(),
        media_type: stored.kind.mime.to_owned(),
        bytes: i64::try_from(stored.size).unwrap(),
        sha256: stored.sha256.clone(),
        store_key: stored.key.as_str().to_owned(),
        verdict: judged.0.verdict.code().to_owned(),
        report: Some(Json(serde_json::to_value(&judged.0).unwrap())),
        created_at: scope.at,
        created_by: String::new(),
    };
    let row = file.clone();
    let write = move |c: &mut _| -> Result<_, DatabaseError> { Ok(file::insert(c, &row)?) };
    house.app.database.write(write).await.unwrap();
    file
}

/// Verdict and sub-indication now, every verdict given, and the watch.
async fn state(house: &TestApp, file: &File) -> (String, Vec<FileVerdict>, Option<Watch>) {
    let (tenant, id) = (file.tenant_id.clone(), file.id.clone());
    let read = move |c: &mut _| -> Result<_, DatabaseError> {
        let file = file::by_id(c, &tenant, &id)?.unwrap();
        let history = verdict::history_of(c, &tenant, std::slice::from_ref(&id))?;
        Ok((file, history, verdict::watch_of(c, &tenant, &id)?))
    };
    let (file, history, watch) = house.app.database.read(read).await.unwrap();
    let report = &file.report.unwrap().0;
    let sub = report["sub_indication"].as_str().unwrap_or("-");
    (format!("{} {sub}", file.verdict), history, watch)
}

pub(super) async fn work(house: &TestApp) {
    job::trust::revocation(house.app.clone().into_inner()).await.unwrap();
}

fn draft() -> Holder {
    Holder::draft(&sportello::domain::id::DraftId::new("prova"))
}

on_both! {
    async fn a_verdict_waits_for_the_list_of_its_authority(db: TestDatabase) {
        let authority = Authority::new();
        let (house, now) = house(db, &authority);
        let file = receive(&house, &draft(), authority.sign("listed")).await;
        assert!(authority.server.asked().is_empty(), "an upload went to the network");
        let (verdict, history, watch) = state(&house, &file).await;
        assert_eq!(verdict, "INDETERMINATE TRY_LATER");
        assert_eq!((history.len(), watch.map(|w| w.tries)), (1, Some(0)));

        // The server has no list yet: the watch says so, and its pauses grow.
        work(&house).await;
        assert_eq!(authority.server.asked(), ["/ca.crl"]);
        let (verdict, history, watch) = state(&house, &file).await;
        let watch = watch.unwrap();
        assert_eq!((verdict.as_str(), history.len()), ("INDETERMINATE TRY_LATER", 1));
        assert!(watch.reason.contains("404"), "{}", watch.reason);
        assert_eq!(watch.due_at.and_utc(), now + Duration::minutes(5));
        work(&house).await;
        assert!(authority.server.asked().is_empty(), "asked again before its time");

        // A list of another key under the same name is not believed.
        authority.publish_as("impostor", now, now + Duration::days(7));
        house.clock.advance(Duration::minutes(11));
        work(&house).await;
        let (verdict, _, watch) = state(&house, &file).await;
        assert_eq!(verdict, "INDETERMINATE TRY_LATER");
        assert!(watch.unwrap().reason.contains("not signed by the issuer"));

        authority.publish(now + Duration::minutes(20), now + Duration::days(7));
        house.clock.advance(Duration::minutes(30));
        work(&house).await;
        let (verdict, history, watch) = state(&house, &file).await;
        assert_eq!((verdict.as_str(), watch.is_none()), ("TOTAL_PASSED -", true));
        let told: Vec<(&str, NaiveDateTime)> =
            history.iter().map(|one| (one.verdict.as_str(), one.at)).collect();
        let later = house.app.clock.stamp();
        assert_eq!(told, [("INDETERMINATE", now.naive_utc()), ("TOTAL_PASSED", later)]);
        // Judged for the instant of the receipt, and it says with which list.
        let report = &history[1].report.0;
        assert_eq!(report["judged_at"], serde_json::json!(now));
        let sources = report["evidence"]["revocation"].to_string();
        assert!(sources.contains("CRL n. ") && sources.contains("Revoca inventata CA"), "{sources}");

        // The next certificate of that authority is judged at once, with the list at hand.
        authority.server.asked();
        let file = receive(&house, &draft(), authority.sign("withdrawn")).await;
        assert_eq!(state(&house, &file).await.0, "TOTAL_PASSED -");
        assert!(authority.server.asked().is_empty());
    }

    async fn a_revoked_certificate_is_told_in_the_case(db: TestDatabase) {
        let authority = Authority::new();
        let (house, now) = house(db, &authority);
        authority.revoke("withdrawn");
        let case = house.submit_scia().await;
        // Received after the revocation, which carries the machine's time.
        house.clock.set(now + Duration::hours(2));
        let received = house.app.clock.stamp();
        let file = receive(&house, &Holder::case(&case), authority.sign("withdrawn")).await;
        assert_eq!(state(&house, &file).await.0, "INDETERMINATE TRY_LATER");
        authority.publish(now + Duration::hours(3), now + Duration::days(7));
        house.clock.advance(Duration::hours(2));
        work(&house).await;
        let (verdict, history, watch) = state(&house, &file).await;
        assert_eq!((verdict.as_str(), watch.is_none()), ("INDETERMINATE REVOKED_NO_POE", true));
        assert_eq!(history.len(), 2);
        assert_eq!(history[0].at, received);
        assert!(history[1].summary.contains("è stato revocato"), "{}", history[1].summary);
        let events = events(&house, &case).await;
        let told = events.iter().find(|event| event.action == "verifica_firma").unwrap();
        assert!(told.title.contains("prova.txt.p7m") && !told.public, "{}", told.title);
        assert!(house.case(SLUG, &case).await.news);
        let (tenant, id) = (house.scope(SLUG).tenant_id, case.clone());
        let verify = move |c: &mut _| -> Result<_, DatabaseError> {
            Ok(case::verify_history(c, &tenant, &id)?)
        };
        let chain = house.app.database.read(verify).await.unwrap();
        assert!(matches!(chain, case::Verified::Intact { .. }), "{chain:?}");
    }

    async fn a_responder_answers_where_there_is_no_list(db: TestDatabase) {
        let authority = Authority::new();
        let (house, _) = house(db, &authority);
        authority.revoke("lost");
        let good = receive(&house, &draft(), authority.sign("asked")).await;
        house.clock.advance(Duration::hours(2));
        let lost = receive(&house, &draft(), authority.sign("lost")).await;
        // Somebody whom the authority did not make a responder.
        authority.answer_as("listed");
        work(&house).await;
        let (verdict, _, watch) = state(&house, &good).await;
        assert_eq!(verdict, "INDETERMINATE TRY_LATER");
        assert!(watch.unwrap().reason.contains("may not answer"));
        authority.answer_as("responder");
        house.clock.advance(Duration::hours(1));
        authority.server.asked();
        work(&house).await;
        assert_eq!(authority.server.asked(), ["/ocsp", "/ocsp"]);
        let (verdict, history, _) = state(&house, &good).await;
        assert_eq!((verdict.as_str(), history.len()), ("TOTAL_PASSED -", 2));
        assert_eq!(state(&house, &lost).await.0, "INDETERMINATE REVOKED_NO_POE");
    }

    async fn a_list_is_renewed_before_it_ends(db: TestDatabase) {
        let authority = Authority::new();
        let (house, now) = house(db, &authority);
        authority.publish(now - Duration::hours(1), now + Duration::hours(6));
        let file = receive(&house, &draft(), authority.sign("listed")).await;
        work(&house).await;
        assert_eq!(state(&house, &file).await.0, "TOTAL_PASSED -");
        let first = source(&house, &authority, now).await;
        work(&house).await;
        assert_eq!(authority.server.asked(), ["/ca.crl"], "a list in force was fetched again");

        // An older list in its place is not taken.
        house.clock.advance(Duration::minutes(330));
        authority.publish(now - Duration::days(2), now + Duration::days(7));
        work(&house).await;
        assert_eq!(source(&house, &authority, now).await.sha256, first.sha256);

        authority.publish(now + Duration::hours(5), now + Duration::hours(12));
        work(&house).await;
        let second = source(&house, &authority, now).await;
        assert_ne!(second.sha256, first.sha256);
        assert_ne!(second.number, first.number);
        // Nobody names the old bytes: they are gone.
        let stored = house.stored();
        assert!(!stored.iter().any(|path| path.to_string_lossy().contains(&first.sha256)));
        house.clock.advance(Duration::hours(2));
        let late = receive(&house, &draft(), authority.sign("withdrawn")).await;
        assert_eq!(state(&house, &late).await.0, "TOTAL_PASSED -");
        // When no list comes any more, a verdict waits again.
        house.clock.advance(Duration::hours(8));
        let later = receive(&house, &draft(), authority.sign("listed")).await;
        assert_eq!(state(&house, &later).await.0, "INDETERMINATE TRY_LATER");
    }

    async fn nobody_looks_for_ever(db: TestDatabase) {
        let authority = Authority::new();
        let (house, _) = house(db, &authority);
        let file = receive(&house, &draft(), authority.sign("listed")).await;
        for _ in 0..4 {
            house.clock.advance(Duration::days(29));
            work(&house).await;
        }
        let (verdict, history, watch) = state(&house, &file).await;
        assert_eq!((verdict.as_str(), history.len()), ("INDETERMINATE TRY_LATER", 1));
        assert!(watch.is_none());
    }

    async fn a_file_that_goes_takes_its_verdicts_along(db: TestDatabase) {
        let authority = Authority::new();
        let (house, _) = house(db, &authority);
        let file = receive(&house, &draft(), authority.sign("listed")).await;
        let (tenant, id) = (file.tenant_id.clone(), file.id.clone());
        let write = move |c: &mut _| -> Result<_, DatabaseError> {
            file::delete(c, &tenant, &draft(), &id)?;
            let left = verdict::history_of(c, &tenant, std::slice::from_ref(&id))?;
            Ok((left.len(), verdict::watch_of(c, &tenant, &id)?.is_none()))
        };
        assert_eq!(house.app.database.write(write).await.unwrap(), (0, true));
        work(&house).await;
        assert!(authority.server.asked().is_empty());
    }
}

async fn events(house: &TestApp, case: &CaseId) -> Vec<case::Event> {
    let (tenant, id) = (house.scope(SLUG).tenant_id, case.clone());
    let read =
        move |c: &mut _| -> Result<_, DatabaseError> { Ok(case::events_of(c, &tenant, &id)?) };
    house.app.database.read(read).await.unwrap()
}

/// The only kept CRL of the authority.
async fn source(
    house: &TestApp,
    authority: &Authority,
    at: DateTime<Utc>,
) -> trust::RevocationSource {
    use sha2::{Digest, Sha256};
    let services = trust::services(&house.app.bench(), at).await.unwrap();
    let key = hex::encode(Sha256::digest(services.services()[0].certificate.key_info()));
    let read = move |c: &mut _| -> Result<_, DatabaseError> { Ok(trust::of_issuers(c, &[key])?) };
    let rows: Vec<trust::RevocationSource> = house.app.database.read(read).await.unwrap();
    assert_eq!(rows.len(), 1, "{}", authority.server.url);
    rows.into_iter().next().unwrap()
}
