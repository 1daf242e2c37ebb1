//! The daily tidying keeps what somebody holds and takes away the rest, but only when it is old.

use chrono::{Duration, Utc};
use sportello::job::upkeep;

use crate::harness::TestApp;
use crate::on_both;

on_both! {
    async fn files_that_nobody_holds_leave_the_store_after_a_week(db: TestDatabase) {
        let house = TestApp::new(db);
        let id = house.submit_scia().await;
        let held = house.stored().len();
        let tenant = "valdoria";
        let orphan = house.app.store.put_bytes(tenant, b"nobody's".to_vec()).await.unwrap();
        assert_eq!(house.stored().len(), held + 1);
        // Files bear the time of the disk: the clock of the house follows it.
        house.clock.set(Utc::now() + Duration::days(6));
        upkeep::run(house.app.clone().into_inner()).await.unwrap();
        assert_eq!(house.stored().len(), held + 1, "it may still be on its way into a row");
        house.clock.set(Utc::now() + Duration::days(8));
        upkeep::run(house.app.clone().into_inner()).await.unwrap();
        assert_eq!(house.stored().len(), held);
        assert!(!house.app.store.exists(&orphan.key).await.unwrap());
        let files = house.files(tenant, &id).await;
        for file in files {
            let key = sportello::platform::store::ObjectKey::new(tenant, &file.sha256).unwrap();
            assert!(house.app.store.exists(&key).await.unwrap(), "{} is held", file.name);
        }
    }
}
