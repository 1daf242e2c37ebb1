//! The worker's step and its loop.

use std::time::Duration;

use sportello::base::clock::Clock;
use sportello::platform::db::DatabaseError;
use sportello::platform::queue::{
    Job, JobError, JobState, NewJob, Outcome, Period, Registry, counts, enqueue, failed, finish,
};

use super::Bench;
use crate::on_both;

on_both! {
    async fn a_failure_is_retried_after_a_pause_and_then_done(db: TestDatabase) {
        let bench = Bench::new(&db);
        let worker = bench.worker(bench.registry(|run| match run {
            1 => Err(JobError::Retry("not yet".into())),
            _ => Ok(()),
        }));
        bench.enqueue(|job| job).await;
        let Some(Outcome::Postponed(at)) = worker.work_once().await.unwrap() else { panic!() };
        let pause = at - bench.clock.stamp();
        assert!((15..19).contains(&pause.num_seconds()), "{pause}");
        assert_eq!(worker.work_once().await.unwrap(), None);
        bench.clock.advance(chrono::Duration::seconds(20));
        assert_eq!(worker.work_once().await.unwrap(), Some(Outcome::Done));
        assert_eq!(worker.work_once().await.unwrap(), None);
        assert_eq!(bench.runs(), 2);
    }

    async fn attempts_end_and_the_reason_stays_visible(db: TestDatabase) {
        let bench = Bench::new(&db);
        let worker = bench.worker(bench.registry(|_| Err(JobError::Retry("the server says no".into()))));
        bench.enqueue(|job| job.attempts(3)).await;
        for _ in 0..2 {
            assert!(matches!(worker.work_once().await.unwrap(), Some(Outcome::Postponed(_))));
            bench.clock.advance(chrono::Duration::hours(1));
        }
        assert_eq!(worker.work_once().await.unwrap(), Some(Outcome::Failed));
        let list = db.read::<_, DatabaseError, _>(|c| failed(c, "t1", 10)).await.unwrap();
        assert_eq!(list[0].last_error.as_deref(), Some("the server says no"));
        let counts = db.read::<_, DatabaseError, _>(counts).await.unwrap();
        assert_eq!((counts[0].state, counts[0].total), (JobState::Failed, 1));
    }

    async fn the_author_can_give_up_at_once(db: TestDatabase) {
        let bench = Bench::new(&db);
        let worker = bench.worker(bench.registry(|_| Err(JobError::Fail("no such address".into()))));
        bench.enqueue(|job| job).await;
        assert_eq!(worker.work_once().await.unwrap(), Some(Outcome::Failed));
        assert_eq!(bench.runs(), 1);
    }

    async fn a_panic_is_a_failed_attempt(db: TestDatabase) {
        let bench = Bench::new(&db);
        let worker = bench.worker(bench.registry(|_| panic!("on purpose")));
        bench.enqueue(|job| job.attempts(1)).await;
        assert_eq!(worker.work_once().await.unwrap(), Some(Outcome::Failed));
    }

    async fn kinds_of_another_program_are_left_alone(db: TestDatabase) {
        let bench = Bench::new(&db);
        bench.enqueue(|job| job).await;
        let mut registry = Registry::default();
        registry.on("newer", |_job| async { Ok(()) });
        assert_eq!(bench.worker(registry).work_once().await.unwrap(), None);
        assert_eq!(bench.worker(bench.registry(|_| Ok(()))).drain().await.unwrap(), 1);
    }

    async fn a_handler_may_finish_its_job_with_its_own_effect(db: TestDatabase) {
        let bench = Bench::new(&db);
        let (base, now) = (db.clone(), bench.clock.stamp());
        let mut registry = Registry::default();
        let ids = bench.ids.clone();
        registry.on("test", move |job: Job| {
            let (base, ids) = (base.clone(), ids.clone());
            async move {
                base.write::<_, DatabaseError, _>(move |c| {
                    enqueue(c, &*ids, NewJob::new("t1", "effect", &0, now)?)?;
                    finish(c, &job, now)
                })
                .await?;
                Ok(())
            }
        });
        bench.enqueue(|job| job).await;
        let worker = bench.worker(registry);
        assert_eq!(worker.drain().await.unwrap(), 1);
        let counts = db.read::<_, DatabaseError, _>(counts).await.unwrap();
        let words: Vec<_> = counts.iter().map(|n| (n.kind.as_str(), n.state, n.total)).collect();
        assert_eq!(words, [("effect", JobState::Ready, 1), ("test", JobState::Done, 1)]);
    }

    async fn a_long_job_keeps_its_lease_while_it_runs(db: TestDatabase) {
        let bench = Bench::new(&db);
        let mut registry = Registry::default();
        registry.on("test", |_job| async {
            tokio::time::sleep(Duration::from_millis(400)).await;
            Ok(())
        });
        let settings = sportello::platform::queue::WorkerSettings {
            lease: Duration::from_millis(120),
            idle: Duration::from_millis(5),
        };
        // The machine's clock: the lease must outlive real time.
        let clock = std::sync::Arc::new(sportello::base::clock::SystemClock);
        let worker = sportello::platform::queue::Worker::new(
            db.clone(), registry.clone(), clock.clone(), bench.ids.clone(), settings.clone(),
        );
        let rival = sportello::platform::queue::Worker::new(
            db.reopen(), registry, clock, bench.ids.clone(), settings,
        );
        bench.enqueue(|job| job).await;
        let working = tokio::spawn(async move { worker.work_once().await });
        tokio::time::sleep(Duration::from_millis(250)).await;
        assert_eq!(rival.work_once().await.unwrap(), None, "still leased after twice its length");
        assert_eq!(working.await.unwrap().unwrap(), Some(Outcome::Done));
    }

    async fn recurring_work_runs_once_a_period_however_many_workers(db: TestDatabase) {
        let bench = Bench::new(&db);
        let mut registry = bench.registry(|_| Ok(()));
        registry.every(Period::Day, "test");
        let workers = [bench.worker(registry.clone()), bench.worker(registry)];
        for _ in 0..3 {
            for worker in &workers {
                worker.drain().await.unwrap();
            }
        }
        assert_eq!(bench.runs(), 1);
        bench.clock.advance(chrono::Duration::days(1));
        for worker in &workers {
            worker.drain().await.unwrap();
        }
        assert_eq!(bench.runs(), 2);
    }

    async fn the_loop_works_until_it_is_told_to_stop(db: TestDatabase) {
        let bench = Bench::new(&db);
        let worker = bench.worker(bench.registry(|_| Ok(())));
        let (stop, stopped) = tokio::sync::watch::channel(false);
        let running = tokio::spawn(async move { worker.run(stopped).await });
        for _ in 0..3 {
            bench.enqueue(|job| job).await;
        }
        for _ in 0..400 {
            if bench.runs() == 3 {
                break;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        stop.send(true).unwrap();
        tokio::time::timeout(Duration::from_secs(5), running).await.unwrap().unwrap();
        assert_eq!(bench.runs(), 3);
    }
}
