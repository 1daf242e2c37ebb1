//! Claims, leases and their ends, on both backends.

use std::collections::BTreeSet;

use chrono::Duration;
use sportello::base::clock::Clock;
use sportello::platform::db::{Database, DatabaseError};
use sportello::platform::queue::{
    Job, JobState, claim, extend, failed, finish, has_due, purge, retry,
};

use super::Bench;
use crate::on_both;

impl Bench {
    async fn claim_with(&self, db: &Database, token: &'static str) -> Option<Job> {
        let now = self.clock.stamp();
        db.write::<_, DatabaseError, _>(move |c| {
            claim(c, &["test"], token, now, now + Duration::seconds(60))
        })
        .await
        .unwrap()
    }

    async fn finish(&self, job: &Job) -> bool {
        let (now, job) = (self.clock.stamp(), job.clone());
        self.db.write::<_, DatabaseError, _>(move |c| finish(c, &job, now)).await.unwrap()
    }
}

on_both! {
    async fn a_job_exists_exactly_when_its_transaction_committed(db: TestDatabase) {
        let bench = Bench::new(&db);
        let (ids, now) = (bench.ids.clone(), bench.clock.stamp());
        let rolled_back = db
            .write::<(), DatabaseError, _>(move |c| {
                let job = sportello::platform::queue::NewJob::new("t1", "test", &1, now)?;
                sportello::platform::queue::enqueue(c, &*ids, job)?;
                Err(diesel::result::Error::RollbackTransaction.into())
            })
            .await;
        assert!(rolled_back.is_err());
        assert!(bench.claim_with(&db, "a").await.is_none());
        assert!(bench.enqueue(|job| job).await);
        assert!(bench.claim_with(&db, "a").await.is_some());
    }

    async fn a_key_is_enqueued_once_whatever_became_of_it(db: TestDatabase) {
        let bench = Bench::new(&db);
        assert!(bench.enqueue(|job| job.unique("k")).await);
        assert!(!bench.enqueue(|job| job.unique("k")).await);
        let job = bench.claim_with(&db, "a").await.unwrap();
        assert!(!bench.enqueue(|job| job.unique("k")).await);
        assert!(bench.finish(&job).await);
        assert!(!bench.enqueue(|job| job.unique("k")).await);
        let later = bench.clock.stamp() + Duration::days(1);
        assert_eq!(db.write::<_, DatabaseError, _>(move |c| purge(c, later)).await.unwrap(), 1);
        assert!(bench.enqueue(|job| job.unique("k")).await);
    }

    async fn the_longest_due_comes_first_and_nothing_before_its_time(db: TestDatabase) {
        let bench = Bench::new(&db);
        bench.enqueue(|job| job.unique("later").due_at("2026-05-03T09:00:00".parse().unwrap())).await;
        bench.enqueue(|job| job.unique("second")).await;
        bench.enqueue(|job| job.unique("first").due_at("2026-05-03T07:00:00".parse().unwrap())).await;
        assert_eq!(bench.claim_with(&db, "a").await.unwrap().unique_key, "first");
        assert_eq!(bench.claim_with(&db, "b").await.unwrap().unique_key, "second");
        assert!(bench.claim_with(&db, "c").await.is_none());
        let now = bench.clock.stamp();
        assert!(!db.read::<_, DatabaseError, _>(move |c| has_due(c, &["test"], now)).await.unwrap());
        bench.clock.advance(Duration::hours(1));
        let now = bench.clock.stamp();
        assert!(db.read::<_, DatabaseError, _>(move |c| has_due(c, &["test"], now)).await.unwrap());
        assert!(!db.read::<_, DatabaseError, _>(move |c| has_due(c, &["other"], now)).await.unwrap());
    }

    async fn many_workers_take_each_job_once(db: TestDatabase) {
        let bench = Bench::new(&db);
        for _ in 0..30 {
            bench.enqueue(|job| job).await;
        }
        let now = bench.clock.stamp();
        let tasks: Vec<_> = (0..6)
            .map(|_| {
                let db = db.reopen();
                tokio::spawn(async move {
                    let mut taken = Vec::new();
                    loop {
                        let claimed = db
                            .write::<_, DatabaseError, _>(move |c| {
                                claim(c, &["test"], "t", now, now + Duration::seconds(60))
                            })
                            .await
                            .unwrap();
                        match claimed {
                            Some(job) => taken.push(job.id),
                            None => return taken,
                        }
                    }
                })
            })
            .collect();
        let mut all = Vec::new();
        for task in tasks {
            all.extend(task.await.unwrap());
        }
        assert_eq!(all.len(), 30);
        assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), 30);
    }

    async fn the_job_of_a_killed_worker_is_taken_again_and_the_dead_cannot_finish_it(db: TestDatabase) {
        let bench = Bench::new(&db);
        bench.enqueue(|job| job).await;
        let killed = bench.claim_with(&db, "killed").await.unwrap();
        assert!(bench.claim_with(&db, "other").await.is_none(), "it is leased");
        bench.clock.advance(Duration::seconds(61));
        let taken = bench.claim_with(&db, "other").await.unwrap();
        assert_eq!((taken.id.as_str(), taken.attempts), (killed.id.as_str(), 2));
        assert!(!bench.finish(&killed).await);
        let (job, until) = (killed.clone(), bench.clock.stamp() + Duration::seconds(60));
        assert!(!db.write::<_, DatabaseError, _>(move |c| extend(c, &job, until)).await.unwrap());
        assert!(bench.finish(&taken).await);
        assert!(!bench.finish(&taken).await, "done is done");
    }

    async fn a_heartbeat_keeps_the_lease(db: TestDatabase) {
        let bench = Bench::new(&db);
        bench.enqueue(|job| job).await;
        let job = bench.claim_with(&db, "a").await.unwrap();
        bench.clock.advance(Duration::seconds(50));
        let (held, until) = (job.clone(), bench.clock.stamp() + Duration::seconds(60));
        assert!(db.write::<_, DatabaseError, _>(move |c| extend(c, &held, until)).await.unwrap());
        bench.clock.advance(Duration::seconds(50));
        assert!(bench.claim_with(&db, "b").await.is_none());
        assert!(bench.finish(&job).await);
    }

    async fn what_kills_every_worker_is_given_up_and_can_be_retried(db: TestDatabase) {
        let bench = Bench::new(&db);
        bench.enqueue(|job| job.attempts(2)).await;
        for _ in 0..2 {
            assert!(bench.claim_with(&db, "a").await.is_some());
            bench.clock.advance(Duration::seconds(61));
        }
        assert!(bench.claim_with(&db, "a").await.is_none());
        let list = db.read::<_, DatabaseError, _>(|c| failed(c, "t1", 10)).await.unwrap();
        assert_eq!(list.len(), 1);
        assert_eq!(list[0].state, JobState::Failed);
        assert!(list[0].last_error.as_deref().unwrap().contains("worker stopped"));
        assert!(db.read::<_, DatabaseError, _>(|c| failed(c, "t2", 10)).await.unwrap().is_empty());
        let (id, now) = (list[0].id.clone(), bench.clock.stamp());
        let other = id.clone();
        assert!(!db.write::<_, DatabaseError, _>(move |c| retry(c, "t2", &other, now)).await.unwrap());
        assert!(db.write::<_, DatabaseError, _>(move |c| retry(c, "t1", &id, now)).await.unwrap());
        assert_eq!(bench.claim_with(&db, "a").await.unwrap().attempts, 1);
    }
}
